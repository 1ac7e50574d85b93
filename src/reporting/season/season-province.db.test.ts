import { describe, expect, it } from 'vitest';
import { audited, movableClock } from '../../catalogue/testing-city.ts';
import { anActor } from '../../testing/actors.ts';
import { aUnit } from '../../organizations/builders.ts';
import { adjustReport } from '../report/steps/adjust-report.ts';
import { compareReports } from '../report/view/compare-reports.ts';
import { consolidateSeason } from './consolidate-season.ts';
import { correctReport } from '../report/steps/correct-report.ts';
import { discardCorrection } from '../report/steps/discard-correction.ts';
import { openReport } from '../report/view/open-report.ts';
import { openDueReports, openSeason } from './open-season.ts';
import { receiveReport } from '../report/steps/receive-report.ts';
import { rehearseReport } from './rehearse-report.ts';
import { remindDueReports } from './remind-due.ts';
import { remindReports } from './remind-reports.ts';
import { returnReport } from '../report/steps/return-report.ts';
import { seasonBoard } from './season-board.ts';
import { carried, CITIES, divisions, openSeasonHouse, reportOf } from './testing-season.ts';
import { withdrawReport } from '../report/steps/withdraw-report.ts';

const clock = movableClock('2018-01-02');
const house = await openSeasonHouse({ clock });
const { heze, binzhou, province } = house;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (e: { code?: string }) => e.code ?? String(e),
  );
const messages = async (unitId: string, kind: string) =>
  (await house.owner('select title from message where to_unit_id = $1 and kind = $2', [unitId, kind])).rows as {
    title: string;
  }[];
const board = (year: number, half: 'first' | 'second') => seasonBoard(province, { year, half });
const rowOf = async (code: number, year = 2018) => (await board(year, 'first')).rows.find((r) => r.cityCode === code)!;

/** The cities of 山东 besides the two of the house; 莱芜 was one until the end of 2018. */
const OTHERS = [3701, 3702, 3703, 3704, 3705, 3706, 3707, 3708, 3709, 3710, 3711, 3713, 3714, 3715];
await divisions(house, [
  ...OTHERS.map((c) => [c * 100_000_000, `测试${c}市`, 'city'] as const),
  [371200000000, '莱芜市', 'city', '1992-11-01', '2018-12-26'] as const,
]);

describe('a season of the province', () => {
  it('[SD2017-3.1-16] of 17 cities in 2018 thirty-four reports are opened, 17 due on 15 June and 17 on 15 December, once however often it is asked', async () => {
    await Promise.all([
      openDueReports(house.as(null)),
      openSeason(province, { year: 2018 }),
      openSeason(province, { year: 2018 }),
    ]);
    const { rows } = await house.owner(
      `select due_on::text, count(*)::int as n from report where year = 2018 group by 1 order by 1`,
    );
    expect(rows).toEqual([
      { due_on: '2018-06-15', n: 17 },
      { due_on: '2018-12-15', n: 17 },
    ]);
    expect(await openSeason(province, { year: 2018 })).toEqual({ opened: 0 });
    expect(await openSeason(province, { year: 2019 })).toEqual({ opened: 32 });
    expect(await codeOf(openSeason(heze.prepare, { year: 2018 }))).toBe('NOT_PERMITTED');
    expect(
      (await house.owner(`select count(*)::int as n from audit_entry where action = 'report.open_season'`)).rows,
    ).toEqual([{ n: 4 }]);
  });

  it('[SD2017-3.1-15] a city that has not sent on 16 June is overdue by a day, with one alert at the city and one at the province; 催报 lies with the city', async () => {
    clock.to('2018-06-15');
    expect((await rowOf(CITIES.heze)).standing).toBe('pending');
    expect(await remindDueReports(house.as(null))).toEqual({ reminded: 0, alerted: 0 });
    clock.to('2018-06-16');
    expect(await rowOf(CITIES.heze)).toMatchObject({ standing: 'missing', daysOver: 1 });
    expect(await remindDueReports(house.as(null))).toMatchObject({ alerted: 17 });
    expect(await remindDueReports(house.as(null))).toMatchObject({ alerted: 0 });
    expect(await messages(heze.unitId, 'report.overdue')).toHaveLength(1);
    expect(
      (await messages(house.provinceUnit, 'report.overdue')).filter((m) => m.title.startsWith('菏泽市')),
    ).toHaveLength(1);
    const season = { year: 2018, half: 'first' as const };
    const asked = await Promise.all([1, 2].map(() => remindReports(province, { ...season, cityCodes: [CITIES.heze] })));
    expect(asked.flatMap((a) => a.reminded)).toEqual([CITIES.heze]);
    expect(await messages(heze.unitId, 'report.remind')).toHaveLength(1);
    expect(await rowOf(CITIES.heze)).toMatchObject({ reminders: 1, remindedOn: '2018-06-16' });
    expect(await codeOf(remindReports(heze.prepare, { ...season, cityCodes: [CITIES.heze] }))).toBe('NOT_PERMITTED');
    const elsewhere = house.as(anActor('province_hr_officer', 410000000000));
    expect(await codeOf(remindReports(elsewhere, { ...season, cityCodes: [CITIES.heze] }))).toBe('NOT_FOUND');
  });

  it('what a city sends lies with the provincial HR department and with no other office', async () => {
    const poverty = await house.system((tx) =>
      aUnit(tx, { level: 'province', line: 'poverty', divisionCode: 370000000000, name: '省扶贫办' }),
    );
    const reportId = await reportOf(house, CITIES.binzhou, 2018, 'first');
    await carried(binzhou, reportId, 'send', true);
    const { rows } = await house.owner(`select to_unit_id from message where kind = 'report.sent'`);
    expect(rows).toEqual([{ to_unit_id: house.provinceUnit }]);
    expect(await messages(poverty, 'report.sent')).toEqual([]);
    expect(await rowOf(CITIES.binzhou)).toMatchObject({ standing: 'late', state: 'sent', sentOn: '2018-06-16' });
  });

  it('can be withdrawn until it is received, is returned with a reason, and each time goes on as a new version', async () => {
    const sent = await reportOf(house, CITIES.binzhou, 2018, 'first');
    expect(await codeOf(withdrawReport(heze.prepare, { reportId: sent, reason: '试' }))).toBe('NOT_FOUND');
    const { nextId } = await withdrawReport(binzhou.prepare, { reportId: sent, reason: '漏一所学校' });
    expect(await codeOf(withdrawReport(binzhou.prepare, { reportId: sent, reason: '再撤' }))).toBe(
      'REPORT_WRONG_STATE',
    );
    expect(await rowOf(CITIES.binzhou)).toMatchObject({ standing: 'missing', version: 2, origin: 'withdrawn' });
    expect(await openReport(binzhou.prepare, { reportId: nextId })).toMatchObject({
      fillerName: '韩志远',
      reason: '漏一所学校',
    });
    await carried(binzhou, nextId, 'send', true);
    expect(await codeOf(returnReport(province, { reportId: nextId, reason: ' ' }))).toBe('REPORT_REASON_REQUIRED');
    const { nextId: third } = await returnReport(province, { reportId: nextId, reason: '盖章不清' });
    expect(await messages(binzhou.unitId, 'report.returned')).toHaveLength(1);
    await carried(binzhou, third, 'send', true);
    const received = await Promise.all([1, 2].map(() => receiveReport(province, { reportId: third })));
    expect(new Set(received.map((r) => r.receiptNumber))).toEqual(new Set(['进展表收〔2018〕0001号']));
    expect(await codeOf(withdrawReport(binzhou.prepare, { reportId: third, reason: '晚了' }))).toBe(
      'REPORT_WRONG_STATE',
    );
    expect(await audited(house, 'report.receive', third)).toBe(1);
    const view = await openReport(province, { reportId: third });
    expect(view.versions.map((v) => v.state)).toEqual(['withdrawn', 'returned', 'received']);
  });

  it('the province’s table is the sum of the received city tables and says how many of how many it has; a correction stands in it once received', async () => {
    const { schools } = house;
    const [school] = [...schools.values()] as [string];
    clock.to('2020-06-10');
    await openDueReports(house.as(null));
    const hezeReport = await reportOf(house, CITIES.heze, 2020, 'first');
    const binzhouReport = await reportOf(house, CITIES.binzhou, 2020, 'first');
    for (const [figure, delta] of [
      ['E', 4],
      ['F', 3],
      ['G', 60],
    ] as const)
      await adjustReport(heze.prepare, { reportId: hezeReport, schoolId: school, figure, delta, reason: '核增' });
    await carried(heze, hezeReport, 'send');
    await receiveReport(province, { reportId: hezeReport });
    await carried(binzhou, binzhouReport, 'send', true);
    const season = { year: 2020, half: 'first' as const };
    const table = await consolidateSeason(province, season);
    expect(table).toMatchObject({ accepted: 1, expected: 16, complete: false, total: { C: null, E: 4, F: 3, G: 60 } });
    expect(table.without).toContain('滨州市');
    const bySchool = await consolidateSeason(province, { ...season, rows: 'schools' });
    expect(bySchool.rows.map((r) => [r.city, r.name, r.figures.E])).toEqual([
      ['菏泽市', '测试甲技师学院', 4],
      ['菏泽市', '测试乙技工学校', null],
    ]);
    const { nextId } = await correctReport(heze.prepare, { reportId: hezeReport, reason: '多计 1 人' });
    expect(await codeOf(correctReport(heze.prepare, { reportId: hezeReport, reason: '又一处' }))).toBe(
      'REPORT_CORRECTION_OPEN',
    );
    expect(await rowOf(CITIES.heze, 2020)).toMatchObject({
      standing: 'on_time',
      origin: 'correction',
      sentOn: '2020-06-10',
    });
    await adjustReport(heze.prepare, { reportId: nextId, schoolId: school, figure: 'H', delta: 2, reason: '补报' });
    await carried(heze, nextId, 'send');
    expect((await consolidateSeason(province, season)).total).toMatchObject({ H: null });
    await receiveReport(province, { reportId: nextId });
    expect((await consolidateSeason(province, season)).total).toMatchObject({ E: 4, H: 2 });
    expect((await openReport(province, { reportId: hezeReport })).state).toBe('replaced');
    const difference = await compareReports(province, { reportId: nextId });
    expect(difference).toMatchObject({
      adjusted: { E: 0, H: 2 },
      persons: [],
      after: { version: 2, reason: '多计 1 人' },
    });
    const { nextId: third } = await correctReport(heze.prepare, { reportId: nextId, reason: '看错' });
    await discardCorrection(heze.prepare, { reportId: third, reason: '没有错' });
    expect(await rowOf(CITIES.heze, 2020)).toMatchObject({ reportId: nextId, state: 'received' });
    const { nextId: fourth } = await correctReport(heze.prepare, { reportId: nextId, reason: '确有错' });
    expect((await openReport(heze.prepare, { reportId: fourth })).version).toBe(4);
  });

  it('reminds at the distances set in working days, and not at all while nothing is set; the switch decides whether the due day counts', async () => {
    clock.to('2020-12-08');
    const december = await reportOf(house, CITIES.binzhou, 2020, 'second');
    expect(await remindDueReports(house.as(null))).toMatchObject({ reminded: 0 });
    const set = (key: string, value: string) =>
      house.owner(
        `insert into local_setting (setting_id, division_code, key, value, valid_from, set_by, set_at) values (gen_random_uuid(), 370000000000, $1, $2::jsonb, '2018-01-01', 'test', now())`,
        [key, value],
      );
    await set('report.remind_days', '"5,1"');
    expect(await remindDueReports(house.as(null))).toMatchObject({ reminded: 16 });
    expect(await remindDueReports(house.as(null))).toMatchObject({ reminded: 0 });
    expect((await messages(binzhou.unitId, 'report.remind_due'))[0]?.title).toContain('还有 5 个工作日');
    await set('report.due_day_counts', 'false');
    await openDueReports(house.as(null));
    expect(await openReport(binzhou.prepare, { reportId: december })).toMatchObject({
      dueOn: '2020-12-15',
      inTimeUntil: '2020-12-14',
    });
    clock.to('2020-12-15');
    expect((await openReport(binzhou.prepare, { reportId: december })).standing).toBe('missing');
  });

  it('can be rehearsed from thirty days before it is due', async () => {
    clock.to('2020-11-14');
    const december = await reportOf(house, CITIES.heze, 2020, 'second');
    expect(await rehearseReport(heze.prepare, { reportId: december })).toMatchObject({
      state: 'too_early',
      opensOn: '2020-11-15',
      table: null,
    });
    clock.to('2020-11-15');
    const rehearsal = await rehearseReport(heze.prepare, { reportId: december });
    expect(rehearsal).toMatchObject({
      state: 'open',
      blank: 2,
      last: { title: '2020年上半年', reported: { E: 4, H: 2 } },
    });
    expect(rehearsal.problems[0]).toMatchObject({ key: 'schools_without_lists', rows: 2, list: '/rolls' });
    expect(await codeOf(rehearseReport(binzhou.prepare, { reportId: december }))).toBe('NOT_FOUND');
  });
});
