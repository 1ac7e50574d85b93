import { mkdtempSync, cpSync, writeFileSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedClock } from '../../../platform/clock.ts';
import { findSetting } from '../../../organizations/index.ts';
import { setLocalSetting } from '../../../organizations/settings/set-local-setting.ts';
import { evaluate, factsOf, jurisdictionsOf, lawOf, loadPolicy, readPolicy } from '../../../policy/index.ts';
import { anActor, PLACES } from '../../../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../../../testing/context.ts';
import { actOnProposal } from './act-on-proposal.ts';
import { listProposals } from './list-proposals.ts';
import { listStandards } from './list-standards.ts';
import { openProposal } from './open-proposal.ts';
import { proposeSetting } from './propose-setting.ts';
import { proposeValue } from './propose-value.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { city, checker, leader, elsewhere, provinceHr, village, failing, audits, through } from '../testing-office.ts';

const ROOT = new URL('../../../..', import.meta.url).pathname;
let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse({ clock: fixedClock('2020-09-01T09:00:00+08:00') });
  await loadPolicy(house.services, `${ROOT}/rules`);
});

const rate = {
  key: 'sd2017.training-subsidy-rate',
  value: 800,
  validFrom: '2020-01-01',
  legalSource: '菏人社发〔2020〕1号',
};

describe('local standards', () => {
  const subsidy = async (division: string) =>
    house.system(async (tx) => {
      const { set } = await readPolicy(tx);
      const law = lawOf(set, jurisdictionsOf(division));
      const rule = law.rule('sd2017.training-subsidy', '2020-07-01')!;
      const facts = factsOf({
        identity_usable: true,
        alive: true,
        sex: 'female',
        birth_date: '1985-03-04',
        household_types: ['out_of_poverty'],
        registered_on: '2014-12-31',
        labour_skill: 'ordinary',
        school_stage: 'not_at_school',
        veteran: false,
        active_student_status: false,
        training_completed: true,
      });
      return evaluate(rule, facts, law, '2020-07-01').amount?.totalFen ?? null;
    });

  it('are open until three different persons have prepared, checked and approved, then hold for their own place alone', async () => {
    expect(await subsidy('371721')).toBeNull();
    const { proposalId, state } = await proposeValue(house.as(city), rate);
    expect([state, await subsidy('371721')]).toEqual(['prepared', null]);
    expect(await failing(actOnProposal(house.as(city), { proposalId, action: 'check' }))).toBe('NOT_PERMITTED');
    expect(await failing(actOnProposal(house.as(leader), { proposalId, action: 'approve' }))).toBe(
      'LAW_PROPOSAL_WRONG_STATE',
    );
    const done = await through(house, proposalId, [checker, leader]);
    expect([done.state, await subsidy('371721'), await subsidy('371602')]).toEqual(['in_force', 80000, null]);
    const view = await openProposal(house.as(city), { proposalId });
    expect(view.steps.map((s) => s.action)).toEqual(['prepare', 'check', 'approve']);
    expect(new Set(view.steps.map((s) => s.byName)).size).toBe(3);
    expect([
      await audits(house, 'law.prepare'),
      await audits(house, 'law.check'),
      await audits(house, 'law.approve'),
    ]).toEqual([1, 1, 1]);
    expect(await failing(actOnProposal(house.as(leader), { proposalId, action: 'approve' }))).toBe(
      'LAW_PROPOSAL_WRONG_STATE',
    );
  });

  it('never pass by one person twice, whatever posts that person holds', async () => {
    const all = { ...city, permissions: new Set([...city.permissions, 'law.check', 'law.approve']) };
    const { proposalId } = await proposeValue(house.as(all), { ...rate, validFrom: '2020-10-01', value: 850 });
    expect(await failing(actOnProposal(house.as(all), { proposalId, action: 'check' }))).toBe('LAW_SAME_PERSON');
    const both = { ...checker, permissions: new Set([...checker.permissions, 'law.approve']) };
    await actOnProposal(house.as(both), { proposalId, action: 'check' });
    expect(await failing(actOnProposal(house.as(both), { proposalId, action: 'approve' }))).toBe('LAW_SAME_PERSON');
    expect(await failing(actOnProposal(house.as(all), { proposalId, action: 'approve' }))).toBe('LAW_SAME_PERSON');
    expect((await openProposal(house.as(both), { proposalId })).acts.map((a) => a.action)).toEqual(['return']);
    expect(await failing(actOnProposal(house.as(leader), { proposalId, action: 'return' }))).toBe('LAW_REASON_NEEDED');
    await actOnProposal(house.as(leader), { proposalId, action: 'return', reason: '依据不足' });
    await actOnProposal(house.as(city), { proposalId, action: 'withdraw' });
    expect(
      await failing(
        house.owner('update policy_proposal set checked_by = prepared_by where proposal_id = $1', [proposalId]),
      ),
    ).toBe('23514');
  });

  it('show codes by the words of the facts that rules compare them with, in title, lines and choices', async () => {
    const value = {
      ...rate,
      key: 'n2021.labour-capacity-codes',
      value: ['ordinary', 'skilled'],
      validFrom: '2021-07-01',
    };
    const { proposalId } = await proposeValue(house.as(provinceHr), value);
    const { title, lines } = await openProposal(house.as(provinceHr), { proposalId });
    expect(title).toContain('普通劳动力、技能劳动力');
    expect(lines[0]!.value).toContain('普通劳动力、技能劳动力');
    const { rows } = await listStandards(house.as(provinceHr), {});
    const { options } = rows.find((r) => r.key === value.key)!;
    expect(options.find((o) => o.value === 'ordinary')?.label.zh).toBe('普通劳动力');
    await actOnProposal(house.as(provinceHr), { proposalId, action: 'withdraw' });
  });

  it('below the floor of the document are refused; at it and above they may be set', async () => {
    const apprentice = { ...rate, key: 'n2021.apprentice-standard', validFrom: '2021-07-01' };
    expect(await failing(proposeValue(house.as(city), { ...apprentice, value: 4500 }))).toBe('LAW_VALUE_NOT_ALLOWED');
    expect(await failing(proposeValue(house.as(city), { ...apprentice, value: 4999.99 }))).toBe(
      'LAW_VALUE_NOT_ALLOWED',
    );
    const told = await proposeValue(house.as(city), { ...apprentice, value: 4500 }).catch((e: object) => e);
    expect(told).toMatchObject({ fields: [{ path: 'value', message: '不得低于 5000（N2021 四(三)）' }] });
    for (const value of [5000, 6000]) {
      const { proposalId } = await proposeValue(house.as(city), { ...apprentice, value });
      await actOnProposal(house.as(city), { proposalId, action: 'withdraw' });
    }
  });

  it('are refused where the level may not, the value does not fit, or the document states it itself', async () => {
    const refused = (input: Partial<typeof rate> & { value?: unknown }, actor = city) =>
      failing(proposeValue(house.as(actor), { ...rate, ...input } as typeof rate));
    expect(await refused({ key: 'sd2017.yulu-amount' })).toBe('LAW_VALUE_NOT_ALLOWED');
    expect(await refused({ key: 'sd2017.yulu-amount' }, provinceHr)).toBe('LAW_VALUE_NOT_ALLOWED');
    expect(await refused({ value: '八百' as never })).toBe('LAW_VALUE_NOT_ALLOWED');
    expect(await refused({ key: 'sd2017.veteran-switch-school', value: 'nobody' as never })).toBe(
      'LAW_VALUE_NOT_ALLOWED',
    );
    expect(await refused({ key: 'no.such' })).toBe('NOT_FOUND');
    expect(await refused({}, village)).toBe('NOT_PERMITTED');
  });

  it('show what is not set as not set, with the floor beside it, and nobody sees or touches another city’s proposals', async () => {
    const { rows } = await listStandards(house.as(city), { open: true });
    expect(rows.every((r) => r.now === null)).toBe(true);
    expect(rows.find((r) => r.key === 'n2021.apprentice-standard')).toMatchObject({ maySet: true });
    const set = (await listStandards(house.as(city), {})).rows.find((r) => r.key === rate.key)!;
    expect(set.now).toMatchObject({ value: 800, status: 'set_locally', jurisdiction: '3717' });
    expect((await listStandards(house.as(elsewhere), {})).rows.find((r) => r.key === rate.key)!.now).toBeNull();
    const { proposalId } = await proposeValue(house.as(city), { ...rate, validFrom: '2020-11-01', value: 900 });
    expect((await listProposals(house.as(elsewhere), {})).rows).toEqual([]);
    expect(await failing(openProposal(house.as(elsewhere), { proposalId }))).toBe('NOT_FOUND');
    expect(await failing(actOnProposal(house.as(elsewhere), { proposalId, action: 'withdraw' }))).toBe('NOT_FOUND');
    expect((await listProposals(house.as(provinceHr), {})).rows.map((r) => r.id)).toContain(proposalId);
  });

  it('approved by two at the same moment come into force once', async () => {
    const { proposalId } = await proposeValue(house.as(city), { ...rate, validFrom: '2020-12-01', value: 950 });
    await actOnProposal(house.as(checker), { proposalId, action: 'check' });
    const second = anActor('city_leader', PLACES.city, { unitId: city.unitId });
    const results = await Promise.all(
      [leader, second].map((a) => failing(actOnProposal(house.as(a), { proposalId, action: 'approve' }))),
    );
    expect(results.toSorted()).toEqual(['LAW_PROPOSAL_WRONG_STATE', 'none']);
  });

  it('outlive a new load of the folder', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'jiqiao-rules-'));
    cpSync(join(ROOT, 'rules'), copy, { recursive: true });
    const path = join(copy, 'n2019/document.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('Notice on further', 'Notice about further'));
    const before = await house.system(readPolicy);
    const { version } = await loadPolicy(house.services, copy);
    expect([version, await subsidy('371721')]).toEqual([before.version + 2, 80000]);
    rmSync(copy, { recursive: true });
  });
});

describe('how offices work together', () => {
  const way = {
    key: 'review.way',
    divisionCode: PLACES.city,
    value: 'sequential',
    validFrom: '2020-09-01',
    legalSource: '菏人社发〔2020〕3号',
    reason: '先核身份，再核资格',
  };
  const held = () => house.system((tx) => findSetting(tx, PLACES.county, 'review.way', '2020-09-02'));

  it('is set by three persons: the way of review holds only once approved, with its source and day', async () => {
    const { proposalId } = await proposeSetting(house.as(city), way);
    await actOnProposal(house.as(checker), { proposalId, action: 'check' });
    expect(await held()).toBeNull();
    await actOnProposal(house.as(leader), { proposalId, action: 'approve' });
    expect(await held()).toMatchObject({
      value: 'sequential',
      from: { divisionCode: PLACES.city, validFrom: '2020-09-01', legalSource: '菏人社发〔2020〕3号' },
    });
    const view = await openProposal(house.as(city), { proposalId });
    expect(view.lines.map((l) => l.value)).toEqual(
      expect.arrayContaining(['乡镇两部门审核方式', '依次', '2020-09-01']),
    );
    expect(await audits(house, 'setting.change')).toBe(1);
    const law = await house.system(readPolicy);
    expect(view.lawVersion).toBe(law.version);
  });

  it('is refused for an unknown key or value, another area and who may not', async () => {
    const refused = (input: object, actor = city) => failing(proposeSetting(house.as(actor), { ...way, ...input }));
    expect(await refused({ key: 'review.unheard_of' })).toBe('SETTING_UNKNOWN');
    expect(await refused({ value: 'by lot' })).toBe('SETTING_VALUE_INVALID');
    expect(await refused({ divisionCode: PLACES.otherCity })).toBe('NOT_FOUND');
    expect(await refused({}, village)).toBe('NOT_PERMITTED');
    expect(await failing(setLocalSetting(house.as(city), { ...way, value: 'joint' }))).toBe('SETTING_NEEDS_THREE');
  });
});
