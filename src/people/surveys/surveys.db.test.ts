import { beforeAll, expect, test } from 'vitest';
import { anActor, PLACES } from '../../testing/actors.ts';
import { assignVillages } from './assign-villages.ts';
import { recordVisit } from './record-visit.ts';
import { printSurveyReport, surveyReportData } from './print-survey-report.ts';
import { surveyReport } from './survey-report.ts';
import { surveyCoverage } from './survey-coverage.ts';
import { openPeopleHouse } from '../testing-house.ts';

const house = await openPeopleHouse();
const SCHOOL = '01890000-0000-7000-8000-00000000e001';
const OTHER = '01890000-0000-7000-8000-00000000e002';
const city = anActor('city_hr_officer', PLACES.city);
const at = (institutionId: string) =>
  anActor('school_officer', PLACES.city, { level: 'institution', line: 'school', areas: [], institutionId });
const school = at(SCHOOL);
let villages: number[] = [];
const visit = (villageCode: number, i: number) => ({
  villageCode,
  visitedOn: '2020-05-06',
  visitors: '宋玉洁、李老师',
  households: 10,
  people: 20 + i,
  wouldStudy: i,
  wouldTrain: 2,
  ...(i < 15 ? { publicity: '入户讲解五免一享政策', materials: '招生简章 40 份', attendees: 12 } : { publicity: null }),
});

beforeAll(async () => {
  for (const [id, name] of [
    [SCHOOL, '摸底技师学院'],
    [OTHER, '别家技工学校'],
  ])
    await house.owner(
      `insert into institution (institution_id, kind, name, location_code, valid_from) values ($1, 'technical_school', $2, $3, '2016-01-01')`,
      [id, name, PLACES.city],
    );
  const found = await house.owner(
    `select code from division where level = 'village' and code between 371721000000 and 371721999999 order by code limit 20`,
  );
  villages = found.rows.map((r) => Number(r.code));
});

test('[SD2017-3.1-11] of 20 villages assigned to a school 18 are surveyed: 18/20 and the 2 missing villages show, totals are the sums of the villages', async () => {
  const given = { institutionId: SCHOOL, year: 2020, divisions: villages };
  expect(await assignVillages(house.as(city), given)).toEqual({ added: 20, total: 20 });
  expect(await assignVillages(house.as(city), given)).toEqual({ added: 0, total: 20 });
  for (const [i, code] of villages.slice(0, 18).entries()) await recordVisit(house.as(school), visit(code, i));
  const { schools, villages: shown } = await surveyCoverage(house.as(school), { year: 2020 });
  expect(schools).toMatchObject([{ name: '摸底技师学院', assigned: 20, surveyed: 18 }]);
  expect(shown.filter((v) => v.visits === 0).map((v) => v.villageCode)).toEqual(villages.slice(18));
  const sum = (key: 'people' | 'wouldStudy' | 'wouldTrain') => shown.reduce((n, v) => n + v[key], 0);
  expect(schools[0]).toMatchObject({
    people: sum('people'),
    wouldStudy: sum('wouldStudy'),
    wouldTrain: sum('wouldTrain'),
  });
  expect(sum('people')).toBe(18 * 20 + (17 * 18) / 2);
  expect((await surveyCoverage(house.as(city), { year: 2020 })).schools).toEqual(schools);
});

test('[SD2017-3.1-12] of 18 visits 15 have a publicity entry with what was handed out and to how many: the printed report says 15 of 18', async () => {
  const { schools } = await surveyCoverage(house.as(city), { year: 2020, institutionId: SCHOOL });
  expect(schools[0]).toMatchObject({ visits: 18, withPublicity: 15 });
  const data = await surveyReportData(house.as(school), { year: 2020 });
  expect(surveyReport(data).data).toMatchObject({
    publicityLine: '走访 18 次，其中开展政策宣传 15 次（15/18）',
    attendees: 15 * 12,
    missing: expect.arrayContaining([expect.any(String)]),
  });
  expect(data.rows.filter((r) => r.publicity === '未开展')).toHaveLength(3);
  expect(data.rows[0]).toMatchObject({ materials: '招生简章 40 份', attendees: 12 });
  const printed = await printSurveyReport(house.as(school), { year: 2020 });
  expect(
    Buffer.from(printed.body as Uint8Array)
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});

test('every visit leaves an audit entry; materials without publicity are asked about', async () => {
  await expect(
    recordVisit(house.as(school), { ...visit(villages[0]!, 17), visitedOn: '2020-05-07', materials: '简章' }),
  ).rejects.toMatchObject({ issues: [{ path: ['publicity'] }] });
  const entries = await house.owner(
    `select action, count(*)::int as n from audit_entry where action like 'survey.%' group by 1 order by 1`,
  );
  expect(entries.rows).toEqual([
    { action: 'survey.assign', n: 1 },
    { action: 'survey.print', n: 2 },
    { action: 'survey.visit', n: 18 },
  ]);
});

test('a visit told twice, also at once, is kept once; a later one of the village counts for its people', async () => {
  const again = await Promise.all([1, 2].map(() => recordVisit(house.as(school), visit(villages[0]!, 0))));
  expect(again[0]).toEqual(again[1]);
  await recordVisit(house.as(school), { ...visit(villages[0]!, 0), visitedOn: '2020-06-01', people: 30 });
  const { villages: shown } = await surveyCoverage(house.as(school), { year: 2020 });
  expect(shown.find((v) => v.villageCode === villages[0])).toMatchObject({
    visits: 2,
    people: 30,
    lastVisit: '2020-06-01',
  });
});

test('no village that was not given, no day to come, no more who wish than were asked; other schools and areas find nothing', async () => {
  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (e: { code?: string; name?: string }) => e.code ?? e.name,
    );
  expect(await code(recordVisit(house.as(at(OTHER)), visit(villages[0]!, 0)))).toBe('NOT_FOUND');
  expect(await code(recordVisit(house.as(school), { ...visit(villages[0]!, 0), visitedOn: '2020-12-01' }))).toBe(
    'EVENT_IN_FUTURE',
  );
  expect(
    await code(recordVisit(house.as(school), { ...visit(villages[1]!, 0), visitedOn: '2020-06-02', wouldStudy: 99 })),
  ).not.toBe('done');
  expect((await surveyCoverage(house.as(at(OTHER)), { year: 2020 })).schools).toEqual([]);
  expect(await code(surveyCoverage(house.as(at(OTHER)), { year: 2020, institutionId: SCHOOL }))).toBe('NOT_FOUND');
  expect(
    await code(assignVillages(house.as(city), { institutionId: SCHOOL, year: 2020, divisions: [370100000000] })),
  ).toBe('NOT_FOUND');
  expect(
    await code(
      assignVillages(house.as(anActor('county_hr_officer', PLACES.county)), {
        institutionId: SCHOOL,
        year: 2020,
        divisions: villages,
      }),
    ),
  ).toBe('NOT_PERMITTED');
});
