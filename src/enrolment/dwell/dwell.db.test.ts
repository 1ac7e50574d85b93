import { expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse } from '../../testing/context.ts';
import { applications } from '../builders.ts';
import { checkDwell } from './check-dwell.ts';
import { listApplications } from '../application/list-applications.ts';
import { openApplication } from '../application/open-application.ts';
import { reportDwell } from './report-dwell.ts';
import { aVillage } from '../testing-village.ts';

const house = await openTestHouse();
const village = await aVillage(house, [{}]);
const TWENTY_FIVE_DAYS_AGO = new Date('2020-08-07T01:00:00Z');

it('nothing is overdue, and no one is told, where the locality has set no limit', async () => {
  const [app] = await applications(house, [{ state: 'township_review', heldSince: TWENTY_FIVE_DAYS_AGO }]);
  expect(await checkDwell(house.as(null))).toEqual({ overdue: [], told: 0 });
  const opened = await openApplication(house.as(village.poverty), { id: app!.application_id });
  expect(opened.dwell).toMatchObject({ workingDays: 17, limit: null, standing: 'not_set' });
});

it('[SD2017-3.2-19] a case 25 days in township review with a limit of 15 is told to the county once a day, and average dwell per level is reported', async () => {
  await house.owner(
    `insert into local_setting (setting_id, division_code, key, value, valid_from, set_by, set_at)
      values ($1, 371721000000, 'days.township_review', '15', '2020-01-01', 'test', now())`,
    [newId()],
  );
  const first = await checkDwell(house.as(null));
  expect(first.overdue).toMatchObject([{ level: 'township', cases: 1, longest: 17, limit: 15 }]);
  expect(first.told).toBe(1);
  expect((await checkDwell(house.as(null))).told).toBe(0);
  const told = await house.owner(`select to_unit_id, title, body from message where kind = 'application.overdue'`);
  expect(told.rows.map((m) => m.to_unit_id).sort()).toEqual([village.county.unitId, village.countyHr.unitId].sort());
  expect(told.rows[0].body).toContain('17 个工作日');
  const report = await reportDwell(house.as(village.county), {});
  expect(report.waiting).toMatchObject([{ level: 'township', cases: 1, dwell: { standing: 'overdue', limit: 15 } }]);
  expect(report.averages.find((a) => a.level === 'township')).toMatchObject({ cases: 1, averageDays: 25 });
});

it('a school sees how long its own cases lie and with whom, another school’s nowhere', async () => {
  const mine = '01890000-0000-7000-8000-00000000d001';
  const theirs = '01890000-0000-7000-8000-00000000d002';
  for (const [id, name] of [
    [mine, '用时技师学院'],
    [theirs, '别家技师学院'],
  ])
    await house.owner(
      `insert into institution (institution_id, kind, name, location_code, valid_from) values ($1, 'technical_school', $2, 371700000000, '2016-01-01')`,
      [id, name],
    );
  const held = { state: 'school_notified' as const, heldSince: TWENTY_FIVE_DAYS_AGO };
  const made = await applications(house, [held, held]);
  for (const [i, id] of [mine, theirs].entries())
    for (const table of ['application', 'application_event'])
      await house.owner(`update ${table} set institution_id = $1 where application_id = $2`, [
        id,
        made[i]!.application_id,
      ]);
  const at = (institutionId: string) =>
    house.as(
      anActor('school_officer', PLACES.city, { level: 'institution', line: 'school', areas: [], institutionId }),
    );
  const report = await reportDwell(at(mine), { year: 2020 });
  expect(report.waiting).toMatchObject([{ level: 'school', name: '用时技师学院', cases: 1, names: [made[0]!.number] }]);
  expect(report.averages.map((a) => a.level)).toContain('school');
  expect((await reportDwell(at(theirs), {})).waiting[0]!.names).toEqual([made[1]!.number]);
});

it('lists show only the own area, by equality where the unit stands for one division', async () => {
  await applications(house, [{ villageCode: 371722100201 }, { villageCode: village.code }]);
  const mine = await listApplications(house.as(village.clerk), { state: 'draft' });
  expect(mine.rows.map((r) => r.villageCode)).toEqual([village.code]);
  const county = await listApplications(house.as(village.county), {});
  expect(county.rows.every((r) => r.villageCode < 371722000000)).toBe(true);
  await expect(listApplications(house.as(village.clerk), { division: 371722000000 })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

it('a reader above the cities has one list over all of them, newest first, page by page', async () => {
  const at = (day: number) => new Date(`2020-07-${String(day).padStart(2, '0')}T00:00:00Z`);
  const villages = [371621100201, 371721103298, 371302100201];
  const made = await applications(
    house,
    Array.from({ length: 9 }, (_, i) => ({
      villageCode: villages[i % 3]!,
      year: 2019,
      state: i % 2 === 0 ? ('draft' as const) : ('admitted' as const),
      heldSince: at(i + 1),
    })),
  );
  const province = house.as(anActor('province_hr_officer', PLACES.province, { level: 'province', line: 'hr' }));
  const pages = await Promise.all([1, 2, 3].map((page) => listApplications(province, { year: 2019, size: 4, page })));
  expect(pages.flatMap((p) => p.rows.map((r) => r.id))).toEqual(made.map((a) => a.application_id).toReversed());
  expect(pages[0]!.total).toBe(9);
});
