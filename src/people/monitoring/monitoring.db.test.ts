import { afterEach, beforeAll, expect, test } from 'vitest';
import { aSetting } from '../../organizations/builders.ts';
import { transactionAs } from '../../platform/db.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { fixedClock, type Clock } from '../../platform/clock.ts';
import { sql } from 'kysely';
import { aHousehold, A_VILLAGE, aPerson, publishedRegister } from '../builders.ts';
import { recordWish } from '../wishes/record-wish.ts';
import type { RegisterRow } from '../register/sheet/register-row.ts';
import { openPeopleHouse } from '../testing-house.ts';
import { alertMonitoring } from './alert-monitoring.ts';
import { logFollowUp } from './log-follow-up.ts';
import { needTable } from './need-table.ts';
import { recordNeed } from './record-need.ts';
import { reportHardship } from './report-hardship.ts';
import { settleHardship } from './settle-hardship.ts';
import { showMonitoring } from './show-monitoring.ts';
import { visitHousehold } from './visit-household.ts';

const START = '2020-04-07';
let instant: Clock = fixedClock(`${START}T09:00:00+08:00`);
const clock: Clock = { now: () => instant.now(), today: () => instant.today() };
const goTo = (day: string) => {
  instant = fixedClock(`${day}T09:00:00+08:00`);
};
const house = await openPeopleHouse('3717', { clock });
const village = house.as(anActor('village_clerk', A_VILLAGE));
const county = house.as(anActor('county_hr_officer', PLACES.county));
const poverty = house.as(anActor('county_poverty_officer', PLACES.county));
const away = house.as(anActor('county_poverty_officer', PLACES.otherCounty));
const TOWNSHIPS = [371721103298, 371721104201, 371721105201];
const year = 2020;

const set = (key: string, value: number) =>
  aSetting(county, { divisionCode: PLACES.county, key, value, validFrom: '2020-01-01', reason: '全县统一' });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (e: { code?: string }) => e.code ?? String(e),
  );

let family: RegisterRow[];
let workers: RegisterRow[];
let idOf: (row: RegisterRow) => string;

beforeAll(async () => {
  family = aHousehold([{ householdTypes: ['一般脱贫户'] }, {}]);
  workers = [
    ...TOWNSHIPS.flatMap((villageCode) =>
      Array.from({ length: 30 }, () => aPerson({ villageCode, labourSkill: '普通劳动力' })),
    ),
    ...Array.from({ length: 8 }, () => aPerson({ labourSkill: '弱劳动力或半劳动力' })),
  ];
  ({ idOf } = await publishedRegister(house, [...family, ...workers], { listDate: '2020-01-10' }));
});
afterEach(() => goTo(START));

const householdOf = async (row: RegisterRow) => {
  const { rows } = await house.owner('select household_id from person where person_id = $1', [idOf(row)]);
  return (rows[0] as { household_id: string }).household_id;
};
/** Household types on a day, by what is known now. */
const typesOn = (row: RegisterRow, day: string) =>
  transactionAs(house.services.db, 'system', async (tx) => {
    const { rows } = await sql<{
      household_types: string[];
    }>`select household_types from fact_assisted where person_id = ${idOf(row)} and known_to is null
      and valid_from <= ${day} and (valid_to is null or valid_to > ${day})`.execute(tx);
    return rows[0]?.household_types ?? null;
  });

test('[HA2020-1.7] with a cadence of 1 month and a last visit on 2020-03-01 the household is on the overdue list on 2020-04-02, not before', async () => {
  const householdId = await householdOf(family[0]!);
  goTo('2020-03-02');
  const visit = { householdId, visitedOn: '2020-03-01', visitor: '郑守田', finding: '家庭稳定' };
  const again = await Promise.all([1, 2].map(() => visitHousehold(village, visit)));
  expect(again[0]).toEqual(again[1]);
  expect((await showMonitoring(village, {})).visits).toEqual([]);
  await set('monitoring.visit_months', 1);
  const listed = async (day: string) => {
    goTo(day);
    return (await showMonitoring(village, {})).visits.find((v) => v.householdId === householdId);
  };
  expect(await listed('2020-04-01')).toBeUndefined();
  expect(await listed('2020-04-02')).toMatchObject({ lastVisit: '2020-03-01', dueOn: '2020-04-01' });
  expect(await codeOf(visitHousehold(away, visit))).toBe('NOT_FOUND');
  expect(await codeOf(visitHousehold(village, { ...visit, visitedOn: '2021-01-01' }))).toBe('EVENT_IN_FUTURE');
});

test('[HA2020-1.8] a report of 2020-04-07 09:00 with a limit of 1 working day is overdue on 2020-04-09; included, entitlement counts from 2020-04-07', async () => {
  await set('monitoring.inclusion_days', 1);
  const [head] = family;
  const personId = idOf(head!);
  const told = { personId, cause: 'enterprise' as const, account: '务工企业停产，全家没有收入' };
  const { reportId, dueOn } = await reportHardship(village, told);
  expect(dueOn).toBe('2020-04-08');
  expect(await reportHardship(village, told)).toEqual({ reportId, dueOn });
  const line = async () => (await showMonitoring(poverty, {})).reports.find((r) => r.reportId === reportId);
  goTo('2020-04-08');
  expect(await line()).toMatchObject({ overdue: false });
  goTo('2020-04-09');
  expect(await line()).toMatchObject({ overdue: true, outcome: null });
  expect(await alertMonitoring(house.as(null))).toBe(1);
  expect(await alertMonitoring(house.as(null))).toBe(0);
  expect(await codeOf(settleHardship(away, { personId, reportId, included: true, reason: '不在辖区' }))).toBe(
    'NOT_FOUND',
  );
  expect(await codeOf(settleHardship(village, { personId, reportId, included: true, reason: '村里不能定' }))).toBe(
    'NOT_PERMITTED',
  );
  expect(await settleHardship(poverty, { personId, reportId, included: true, reason: '核实属实' })).toEqual({
    eligibleFrom: '2020-04-07',
  });
  expect(await settleHardship(poverty, { personId, reportId, included: true, reason: '核实属实' })).toEqual({
    eligibleFrom: '2020-04-07',
  });
  expect(await codeOf(settleHardship(poverty, { personId, reportId, included: false, reason: '改主意' }))).toBe(
    'HARDSHIP_SETTLED',
  );
  expect(await typesOn(head!, '2020-04-06')).toEqual(['一般脱贫户']);
  expect(await typesOn(head!, '2020-04-07')).toEqual(['一般脱贫户', '突发严重困难户']);
});

test('[HA2020-1.9] of somebody included on 2020-04-07 with a limit of 30 days, only training is logged by 2020-05-08: 1 task, guidance, is overdue', async () => {
  await set('monitoring.follow_up_days', 30);
  const personId = idOf(family[1]!);
  const { reportId } = await reportHardship(village, { personId, cause: 'epidemic', account: '失去工作' });
  await settleHardship(poverty, { personId, reportId, included: true, reason: '核实属实' });
  goTo('2020-05-08');
  await logFollowUp(village, { personId, reportId, kind: 'training', doneOn: '2020-05-06', note: '参加家政培训班' });
  const { followUps } = await showMonitoring(county, {});
  const own = followUps.filter((f) => f.reportId === reportId);
  expect(own.filter((f) => f.overdue).map((f) => [f.kind, f.dueOn])).toEqual([['guidance', '2020-05-07']]);
  expect(await alertMonitoring(house.as(null))).toBe(1);
  const tasks = await house.owner(`select title from task where kind = 'hardship_follow_up' and person_id = $1`, [
    personId,
  ]);
  expect(tasks.rows).toEqual([{ title: `${family[1]!.name}：纳入后就业指导逾期未跟进` }]);
  expect(
    await codeOf(logFollowUp(away, { personId, reportId, kind: 'guidance', doneOn: '2020-05-08', note: '不在辖区' })),
  ).toBe('NOT_FOUND');
});

test('[HA2020-1.3] of 30 practical and 50 concentrated needs in 3 townships the county shows 30 and 50, and the township lines sum to them', async () => {
  for (const [i, row] of workers.slice(0, 80).entries()) {
    const personId = idOf(row);
    await recordWish(poverty, {
      personId,
      year,
      study: false,
      train: true,
      askedBy: '村干部',
      askedOn: '2020-03-01',
      by: 'entered',
    });
    await recordNeed(poverty, { personId, year, form: i % 8 < 3 ? 'practical' : 'concentrated', evening: false });
  }
  const { rows, total } = await needTable(county, { year });
  expect({ practical: total.practical, concentrated: total.concentrated }).toEqual({ practical: 30, concentrated: 50 });
  expect(rows).toHaveLength(3);
  expect(rows.reduce((n, r) => n + r.practical, 0)).toBe(30);
  expect(rows.reduce((n, r) => n + r.concentrated, 0)).toBe(50);
  expect((await needTable(away, { year })).rows).toEqual([]);
});

test('[HA2020-1.6] of 40 profiles 10 need evening classes: an evening class for up to 10 is proposed; a profile without a wish is refused', async () => {
  for (const [i, row] of workers.slice(0, 40).entries())
    await recordNeed(poverty, { personId: idOf(row), year, form: 'practical', evening: i < 10 });
  const { proposals } = await needTable(county, { year });
  expect(proposals).toMatchObject([{ code: 371721103000, form: 'practical', evening: true, upTo: 10 }]);
  expect(await codeOf(recordNeed(poverty, { personId: idOf(workers[85]!), year, form: 'practical' }))).toBe(
    'NEED_WITHOUT_WISH',
  );
});

test('[HA2020-4.1] of 1000 persons 400 are able and willing: the cross table has 400 in that cell and all cells sum to 1000', async () => {
  const elsewhere = 371722100201;
  const people = Array.from({ length: 1000 }, (_, i) =>
    aPerson({ villageCode: elsewhere, labourSkill: i < 600 ? '普通劳动力' : i < 800 ? '无劳动力' : null }),
  );
  const published = await publishedRegister(house, people, { areaCode: PLACES.otherCounty, listDate: '2020-01-10' });
  for (const [i, row] of people.slice(0, 450).entries()) {
    const wish = {
      personId: published.idOf(row),
      year,
      study: i >= 400,
      train: i < 400,
      askedBy: '村干部',
      askedOn: '2020-03-01',
    };
    await recordWish(away, { ...wish, by: 'entered' });
  }
  const { cross, persons } = await needTable(away, { year });
  expect(cross.find((c) => c.ability === '普通劳动力' && c.wish === 'willing')?.persons).toBe(400);
  expect(cross.reduce((n, c) => n + c.persons, 0)).toBe(1000);
  expect(persons).toBe(1000);
});
