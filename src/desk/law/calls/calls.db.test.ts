import { beforeAll, describe, expect, it } from 'vitest';
import { aUnit } from '../../../organizations/builders.ts';
import type { RoleName } from '../../../organizations/index.ts';
import { fixedClock } from '../../../platform/clock.ts';
import type { Actor } from '../../../platform/context.ts';
import { makeContext } from '../../../platform/services.ts';
import { loadPolicy } from '../../../policy/index.ts';
import { anActor, PLACES } from '../../../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../../../testing/context.ts';
import { actOnProposal } from '../proposals/act-on-proposal.ts';
import { answerCall } from './answer-call.ts';
import { listCalls } from './list-calls.ts';
import { loadReadings } from '../readings/load-readings.ts';
import { proposeValue } from '../proposals/propose-value.ts';
import { showCall } from './show-call.ts';
import { showLawDocument } from '../documents/show-document.ts';
import { audits, failing } from '../testing-office.ts';

const ROOT = new URL('../../../..', import.meta.url).pathname;
const WHOLE = { lo: 0, hi: 1_000_000_000_000 };
const province = anActor('province_hr_officer', PLACES.province);
const nation = anActor('nation_hr_officer', 0, { level: 'nation', areas: [WHOLE] });
let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse({ clock: fixedClock('2018-11-01T09:00:00+08:00') });
  await loadPolicy(house.services, `${ROOT}/rules`);
  await loadReadings(house.services, ROOT);
});

/** As an officer on a day; the documents end, so each is asked in its own years. */
const on = (day: string, actor: Actor) =>
  makeContext({ ...house.services, clock: fixedClock(`${day}T09:00:00+08:00`) }, actor);

type Office = { code: number; line: 'hr' | 'poverty'; level: 'province' | 'city' | 'county'; role: RoleName };
/** Offices with an officer each, named by place and line. */
async function offices(given: readonly Office[]): Promise<Actor[]> {
  const actors: Actor[] = [];
  for (const { code, line, level, role } of given) {
    const name = `${code} ${line}`;
    const unitId = await house.system((tx) => aUnit(tx, { level, line, divisionCode: code, name }));
    actors.push(anActor(role, code, { unitId, unitName: name, level, line }));
  }
  return actors;
}

/** The 17 cities that Shandong had in 2018: 莱芜 was one of them. */
const CITIES = Array.from({ length: 17 }, (_, i) => 370_100_000_000 + i * 100_000_000);
let hr: Actor[] = [];
let poverty: Actor[] = [];

describe('a plan that every city carries out', () => {
  it('[SD2017-0-02] of 17 city HR bureaus and 17 city poverty offices 32 have confirmed: the province sees 32 of 34 and the two unconfirmed by name', async () => {
    hr = await offices(CITIES.map((code) => ({ code, line: 'hr', level: 'city', role: 'city_hr_officer' })));
    poverty = await offices(
      CITIES.map((code) => ({ code, line: 'poverty', level: 'city', role: 'city_poverty_officer' })),
    );
    for (const actor of [...hr.slice(0, 16), ...poverty.slice(1)])
      await answerCall(house.as(actor), { key: 'sd2017.carried-out', note: '已制定本市落实方案' });
    const seen = await showCall(house.as(province), { key: 'sd2017.carried-out' });
    expect([seen.complete, seen.units]).toEqual([32, 34]);
    expect(seen.rows.filter((r) => r.state === 'missing').map((r) => r.unitName)).toEqual([
      '370100000000 poverty',
      '371700000000 hr',
    ]);
    expect(await audits(house, 'law.answer_call')).toBe(32);
  });

  it('[SD2017-3.1-01] of 17 cities 16 have listed the field in their plans for 2018: the seventeenth is flagged', async () => {
    const listed = { key: 'sd2017.listed-as-important', title: '2018年精准脱贫工作要点' };
    for (const actor of hr.filter((_, i) => i !== 4)) await answerCall(house.as(actor), { ...listed, year: 2018 });
    const seen = await showCall(house.as(province), { key: listed.key, year: 2018 });
    expect([seen.units, seen.complete, seen.missing]).toEqual([17, 16, 1]);
    expect(seen.rows.find((r) => r.state === 'missing')?.unitName).toBe('370500000000 hr');
    // Another year is asked anew.
    expect((await showCall(house.as(province), { key: listed.key, year: 2019 })).complete).toBe(0);
    await answerCall(house.as(hr[4]!), { key: listed.key, year: 2018 });
    expect((await showCall(house.as(province), { key: listed.key, year: 2018 })).incomplete).toBe(1);
  });
});

describe('a national plan', () => {
  it('[FYP14-0-01] of 31 provincial departments and the Corps 30 have confirmed: 30 of 32 with two names', async () => {
    const codes = [
      11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62,
      63, 64, 65, 66,
    ].map((two) => two * 10_000_000_000);
    const all = await offices(
      codes.map((code) => ({ code, line: 'hr', level: 'province', role: 'province_hr_officer' })),
    );
    for (const actor of all.filter((_, i) => i !== 0 && i !== 31))
      await answerCall(on('2022-03-01', actor), { key: 'fyp14.carried-out' });
    const seen = await showCall(on('2022-03-01', nation), { key: 'fyp14.carried-out' });
    expect([seen.complete, seen.units]).toEqual([30, 32]);
    expect(seen.rows.filter((r) => r.state === 'missing').map((r) => r.unitName)).toEqual([
      '110000000000 hr',
      '660000000000 hr',
    ]);
  });

  it('[N2019-0.1] the notice is addressed to 32 province-level units, the Corps among them, exactly 7 of which receive', async () => {
    const { rows } = await showCall(on('2022-03-01', nation), { key: 'n2019.carried-out' });
    expect(rows).toHaveLength(32);
    expect(rows.filter((r) => r.recipient).map((r) => r.unitName.slice(0, 2))).toEqual([
      '51',
      '53',
      '54',
      '62',
      '63',
      '65',
      '66',
    ]);
  });

  it('[FYP14-21-01] of 31 regions 29 gave document and clause, one a title only, one nothing: 29 complete, 1 incomplete, 1 missing', async () => {
    const { rows } = await showCall(on('2022-03-01', nation), { key: 'fyp14.in-local-plan' });
    // The Corps is no region: it has no plan of its own to state here.
    await house.owner(`update unit set valid_to = '2021-12-31' where unit_id = $1`, [rows.at(-1)!.unitId]);
    const regions = rows.slice(0, 31);
    for (const [i, row] of regions.entries()) {
      const code = Number(row.unitName.slice(0, 12));
      const actor = anActor('province_hr_officer', code, { unitId: row.unitId, unitName: row.unitName });
      const title = '国民经济和社会发展第十四个五年规划纲要';
      const given = i === 7 ? { title } : { title, clause: '第十二章第三节' };
      if (i !== 20) await answerCall(on('2022-03-01', actor), { key: 'fyp14.in-local-plan', ...given });
    }
    const seen = await showCall(on('2022-03-01', nation), { key: 'fyp14.in-local-plan' });
    expect([seen.units, seen.complete, seen.incomplete, seen.missing]).toEqual([31, 29, 1, 1]);
  });

  it('[N2021-5.1] of 30 counties 24 have a document that takes the programme in: 80.0 %', async () => {
    const counties = await offices(
      Array.from({ length: 30 }, (_, i) => ({
        code: 513_200_000_000 + (i + 1) * 1_000_000,
        line: 'hr' as const,
        level: 'county' as const,
        role: 'county_hr_officer' as const,
      })),
    );
    for (const actor of counties.slice(0, 24))
      await answerCall(on('2022-03-01', actor), { key: 'n2021.in-local-plan', title: '县“十四五”规划纲要' });
    const { rows } = await listCalls(on('2022-03-01', nation), {});
    expect(rows.find((r) => r.key === 'n2021.in-local-plan')).toMatchObject({
      units: 30,
      complete: 24,
      missing: 6,
      permille: 800,
    });
  });
});

describe('what a document leaves to be made', () => {
  it('[N2021-5.7] a local plan that takes up 14 of 15 tasks is listed with the one that it leaves out, until that is mapped, too', async () => {
    const { rows, tasks } = await showCall(on('2022-03-01', nation), { key: 'n2021.local-plan' });
    expect(tasks).toHaveLength(15);
    const row = rows.find((r) => r.unitName.startsWith('62'))!;
    const gansu = anActor('province_hr_officer', 620_000_000_000, { unitId: row.unitId, unitName: row.unitName });
    const mapped = Object.fromEntries(tasks.slice(0, 14).map(({ key }, i) => [key, `第${i + 1}条`]));
    const plan = { key: 'n2021.local-plan', title: '甘肃省职业技能提升工程实施方案', number: '甘人社通〔2021〕300号' };
    expect(await answerCall(on('2022-03-01', gansu), { ...plan, tasks: mapped })).toMatchObject({
      state: 'incomplete',
      unmapped: [{ key: 't5_4', title: { zh: '五(四) 宣传引导' } }],
    });
    const done = await answerCall(on('2022-03-01', gansu), { ...plan, tasks: { ...mapped, t5_4: '第15条' } });
    expect([done.state, done.unmapped]).toEqual(['complete', []]);
  });

  it('[N2019-4.3] of 7 receiving jurisdictions 5 have issued their rule: the other 2 have no rule in force', async () => {
    const at = (actor: Actor) => on('2021-03-01', actor);
    const call = async () => showCall(at(nation), { key: 'n2019.allowance-rule' });
    const { rows } = await call();
    expect(rows.map((r) => [r.unitName.slice(0, 2), r.state])).toEqual(
      ['51', '53', '54', '62', '63', '65', '66'].map((code) => [code, 'missing']),
    );
    for (const row of rows.slice(0, 5)) {
      const code = Number(row.unitName.slice(0, 12));
      const person = (role: RoleName) => anActor(role, code, { unitId: row.unitId, level: 'province', line: 'hr' });
      const { proposalId } = await proposeValue(at(person('province_hr_officer')), {
        key: 'n2019.living-allowance-rate',
        value: 300,
        validFrom: '2021-01-01',
        legalSource: '生活费补助实施细则〔2020〕8号',
      });
      await actOnProposal(at(person('law_checker')), { proposalId, action: 'check' });
      expect((await call()).complete).toBe(rows.indexOf(row));
      await actOnProposal(at(person('law_approver')), { proposalId, action: 'approve' });
    }
    const seen = await call();
    expect([seen.units, seen.complete, seen.missing]).toEqual([7, 5, 2]);
    expect(seen.rows.filter((r) => r.state === 'missing').map((r) => r.unitName.slice(0, 2))).toEqual(['65', '66']);
    expect(seen.rows[0]!.inForce).toMatchObject({ value: 300, from: '2021-01-01' });
  });

  it('[HA2020-0.1] the Henan notice has no number and no date; each city, Jiyuan, each directly administered county and each school is answerable for it once', async () => {
    const at = [410_100_000_000, 410_200_000_000, 419_001_000_000, 410_225_000_000, 411_681_000_000, 411_628_000_000];
    const levels = ['city', 'city', 'county', 'county', 'county', 'county'] as const;
    await offices(
      at.map((code, i) => ({
        code,
        line: 'hr',
        level: levels[i]!,
        role: levels[i] === 'city' ? 'city_hr_officer' : 'county_hr_officer',
      })),
    );
    await house.system((tx) =>
      aUnit(tx, { level: 'institution', line: 'school', divisionCode: 410_100_000_000, name: '郑州技师学院' }),
    );
    const henan = anActor('province_hr_officer', 410_000_000_000);
    const card = await showLawDocument(on('2020-06-01', henan), { code: 'HA2020' });
    expect([card.numbers, card.issuedOn]).toEqual([[], null]);
    const { rows } = await showCall(on('2020-06-01', henan), { key: 'ha2020.carried-out' });
    expect(rows.map((r) => [r.kind?.zh, r.unitName])).toEqual([
      ['省辖市', '410100000000 hr'],
      ['省辖市', '410200000000 hr'],
      ['济源示范区', '419001000000 hr'],
      ['省直管县（市）', '410225000000 hr'],
      ['省直管县（市）', '411628000000 hr'],
      ['有关院校', '郑州技师学院'],
    ]);
    const direct = anActor('county_hr_officer', 410_225_000_000, { unitId: rows[3]!.unitId });
    expect((await answerCall(on('2020-06-01', direct), { key: 'ha2020.carried-out' })).state).toBe('complete');
    const plain = anActor('county_hr_officer', 411_681_000_000);
    expect(await failing(answerCall(on('2020-06-01', plain), { key: 'ha2020.carried-out' }))).toBe('NOT_FOUND');
  });
});

it('is answered by the offices that are asked only; the same answer changes nothing, a new one stands beside the old', async () => {
  const answer = (actor: Actor | null, key = 'sd2017.carried-out') => failing(answerCall(house.as(actor), { key }));
  expect(await answer(null)).toBe('NOT_SIGNED_IN');
  expect(await answer(anActor('village_clerk', PLACES.county))).toBe('NOT_PERMITTED');
  expect(await answer(anActor('county_hr_officer', PLACES.county))).toBe('NOT_FOUND');
  expect(await answer(province)).toBe('NOT_FOUND');
  expect(await answer(hr[0]!, 'no.such-call')).toBe('NOT_FOUND');
  const count = async () =>
    (await house.owner('select count(*)::int as n from law_statement where unit_id = $1', [hr[0]!.unitId])).rows[0];
  const before = await count();
  await answerCall(house.as(hr[0]!), { key: 'sd2017.carried-out', note: '已制定本市落实方案' });
  expect(await count()).toEqual(before);
  const changed = await answerCall(house.as(hr[0]!), { key: 'sd2017.carried-out', note: '已修订' });
  expect(changed).toMatchObject({ state: 'complete', note: '已修订' });
  expect(await count()).not.toEqual(before);
  const own = await showCall(house.as(hr[0]!), { key: 'sd2017.carried-out' });
  expect(own.rows.map((r) => r.unitName)).toEqual(['370100000000 hr', '370100000000 poverty']);
  const elsewhere = anActor('city_hr_officer', 410_100_000_000);
  expect(await failing(showCall(house.as(elsewhere), { key: 'sd2017.carried-out' }))).toBe('NOT_FOUND');
});
