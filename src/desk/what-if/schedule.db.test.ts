import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { publishedCatalogue } from '../../catalogue/builders.ts';
import { A_VILLAGE, aPerson, publishedRegister } from '../../people/builders.ts';
import { listTasks } from '../../people/person/list-tasks.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Actor, Context } from '../../platform/context.ts';
import { makeContext } from '../../platform/services.ts';
import { evaluate, jurisdictionsOf, lawOf, loadPolicy, readPolicy } from '../../policy/index.ts';
import { aStudent } from '../../students/builders.ts';
import { factsOfPeople } from '../../students/index.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { printDecision } from '../decisions/print-decision.ts';
import { actOnProposal } from '../law/proposals/act-on-proposal.ts';
import { openProposal } from '../law/proposals/open-proposal.ts';
import { failing, through } from '../law/testing-office.ts';
import { reopenDecided } from './reopen-decided.ts';
import { scheduleChange } from './schedule-change.ts';

const unit = { unitId: '00000000-0000-7000-8000-0000000000d1' };
const officer = anActor('province_hr_officer', PLACES.province, unit);
const two: [Actor, Actor] = [
  anActor('law_checker', PLACES.province, { ...unit, level: 'province' }),
  anActor('law_approver', PLACES.province, { ...unit, level: 'province' }),
];
const county = anActor('county_hr_officer', PLACES.county);
const notice = {
  code: 'SD2020T',
  title: '关于调整雨露计划补助标准的通知',
  number: '鲁测发〔2020〕1号',
  issuer: '测试省扶贫办',
  issuedOn: '2020-08-20',
};
const raise = {
  values: [{ key: 'sd2017.yulu-amount', value: 3500 }],
  effectiveOn: '2020-10-01',
  legalSource: '鲁测发〔2020〕1号',
  notice,
};
let house: TestHouse;
const ids: string[] = [];

const on = (day: string, actor: Actor | null): Context =>
  makeContext({ ...house.services, clock: fixedClock(`${day}T09:00:00+08:00`) }, actor);
const tasks = async (actor: Actor = county) =>
  (await listTasks(house.as(actor), { kind: 'decision_reopened', size: 200 })).rows;
const yulu = async (personId: string, day: string) =>
  house.system(async (tx) => {
    const law = lawOf((await readPolicy(tx)).set, jurisdictionsOf('371721'));
    const facts = (await factsOfPeople(tx, [personId], day)).get(personId)!.facts;
    return evaluate(law.rule('sd2017.yulu', day)!, facts, law, day).amount?.totalFen ?? null;
  });

beforeAll(async () => {
  house = await openTestHouse({ clock: fixedClock('2020-09-01T09:00:00+08:00') });
  await loadPolicy(house.services, join(import.meta.dirname, '../../../rules'));
  const catalogue = await publishedCatalogue(house, { cityCode: PLACES.city, year: 2020 });
  const rows = Array.from({ length: 6 }, (_, i) =>
    aPerson({ relation: '之子', residence: '农村', householdTypes: i === 5 ? ['边缘易致贫户'] : ['一般脱贫户'] }),
  );
  const { idOf } = await publishedRegister(house, rows, { coverage: 'supplement', listDate: '2020-06-20' });
  ids.push(...rows.map((row) => idOf(row)));
  for (const personId of ids)
    await aStudent(house, {
      personId,
      institutionId: catalogue.schools.get('测试技师学院')!,
      villageCode: A_VILLAGE,
      enrolledOn: '2019-09-01',
    });
  // Three who receive it, one who never could and one whom nobody asked about: two of the three stand to be asked again.
  for (const personId of [ids[0]!, ids[1]!, ids[5]!])
    await printDecision(house.as(county), { personId, benefit: 'yulu', on: '2020-09-01' });
});

describe('a tried change is scheduled', () => {
  let proposalId = '';

  it('by three persons, with its day and what the trial said; nothing changes before that day', async () => {
    ({ proposalId } = await scheduleChange(on('2020-09-01', officer), raise));
    const prepared = await openProposal(house.as(officer), { proposalId });
    expect(prepared).toMatchObject({ kind: 'change', state: 'prepared', effectiveOn: '2020-10-01', reopened: null });
    expect(prepared.tried).toEqual([
      expect.objectContaining({
        benefit: 'sd2017.yulu',
        gains: 0,
        loses: 0,
        more: 5,
        reopened: 2,
        fenBefore: 5 * 300_000,
        fenAfter: 5 * 350_000,
      }),
    ]);
    expect(await failing(actOnProposal(house.as(officer), { proposalId, action: 'approve' }))).toBe('NOT_PERMITTED');
    await through(house, proposalId, two);
    expect([await yulu(ids[0]!, '2020-09-30'), await yulu(ids[0]!, '2020-10-01')]).toEqual([300_000, 350_000]);
    expect(await reopenDecided(on('2020-09-30', null))).toEqual({ changes: 0, reopened: 0, closed: 0 });
    expect(await tasks()).toEqual([]);
  });

  it('on the day the decided cases that come out otherwise become tasks of their county, once', async () => {
    const runs = await Promise.all([reopenDecided(on('2020-10-01', null)), reopenDecided(on('2020-10-01', null))]);
    expect(runs.reduce((n, r) => n + r.reopened, 0)).toBe(2);
    expect(await reopenDecided(on('2020-10-02', null))).toEqual({ changes: 0, reopened: 0, closed: 0 });
    const open = await tasks();
    expect(open.map((t) => t.personId).toSorted()).toEqual([ids[0]!, ids[1]!].toSorted());
    expect(open[0]!.detail).toMatchObject({ rule: 'sd2017.yulu', from: '2020-10-01', effect: 'more' });
    expect(await tasks(anActor('county_hr_officer', PLACES.otherCounty))).toEqual([]);
    expect(await openProposal(house.as(officer), { proposalId })).toMatchObject({ reopened: 2 });
    const { rows } = await house.owner(`select count(*)::int as n from audit_entry where action = 'law.reopen'`);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('a task closes when the matter is decided again for that day, not for a day before it', async () => {
    await printDecision(on('2020-10-09', county), { personId: ids[0]!, benefit: 'yulu', on: '2020-09-30' });
    expect(await tasks()).toHaveLength(2);
    await printDecision(on('2020-10-09', county), { personId: ids[0]!, benefit: 'yulu', on: '2020-10-01' });
    expect((await tasks()).map((t) => t.personId)).toEqual([ids[1]]);
    // What another room decides closes its task with the next day's look.
    await house.owner(
      `insert into policy_decision select person_id, gen_random_uuid(), village_code, institution_id, rule_key, rule_version, rule_hash,
         (select max(version_seq) from policy_version), jurisdiction, '2020-10-05', outcome, amount_fen, fails, decision, explanation, known_at, decided_at, decided_by
       from policy_decision where person_id = $1`,
      [ids[1]],
    );
    expect(await reopenDecided(on('2020-10-10', null))).toEqual({ changes: 0, reopened: 0, closed: 1 });
    expect(await tasks()).toEqual([]);
  });

  it('is refused without the notice where the document states the figure, for a day gone by, below a floor, for another level and for who may not', async () => {
    const refused = (input: object, actor: Actor | null = officer) =>
      failing(scheduleChange(on('2020-09-01', actor), { ...raise, notice: { ...notice, code: 'SD2020U' }, ...input }));
    expect(await refused({ notice: undefined })).toBe('SCHEDULE_NOT_ALLOWED');
    expect(await refused({ effectiveOn: '2020-08-31' })).toBe('SCHEDULE_DAY_PASSED');
    const floor = { values: [{ key: 'n2021.apprentice-standard', value: 4500 }], effectiveOn: '2021-07-01' };
    expect(await refused({ ...floor, notice: undefined })).toBe('SCHEDULE_NOT_ALLOWED');
    expect(await refused({}, county)).toBe('SCHEDULE_NOT_ALLOWED');
    expect(await refused({ values: [{ key: 'no.such', value: 1 }] })).toBe('SCHEDULE_NOT_ALLOWED');
    expect(await refused({ notice: { ...notice, code: 'SD2017' } })).toBe('TRY_FAULTY');
    expect(await refused({}, anActor('village_clerk', A_VILLAGE))).toBe('NOT_PERMITTED');
    expect(await refused({}, null)).toBe('NOT_SIGNED_IN');
  });

  it('approved after its day it is refused: what is past keeps its law', async () => {
    const city = anActor('city_hr_officer', PLACES.city, { unitId: '00000000-0000-7000-8000-0000000000d2' });
    const late = await scheduleChange(on('2020-09-01', city), {
      values: [{ key: 'sd2017.training-subsidy-rate', value: 900 }],
      effectiveOn: '2020-09-10',
      legalSource: '菏测发〔2020〕2号',
    });
    const person = (role: 'city_report_checker' | 'city_leader') => anActor(role, PLACES.city, { unitId: city.unitId });
    await actOnProposal(on('2020-09-11', person('city_report_checker')), { ...late, action: 'check' });
    const approve = (day: string) =>
      failing(actOnProposal(on(day, person('city_leader')), { proposalId: late.proposalId, action: 'approve' }));
    expect(await approve('2020-09-11')).toBe('LAW_DAY_PASSED');
    expect(await approve('2020-09-10')).toBe('none');
  });
});
