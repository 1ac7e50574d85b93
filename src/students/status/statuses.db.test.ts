import { beforeAll, describe, expect, it } from 'vitest';
import { publishedCatalogue, type PublishedCatalogue } from '../../catalogue/builders.ts';
import { linkRecords } from '../../matching/index.ts';
import { aUnit } from '../../organizations/builders.ts';
import { aPerson, publishedRegister } from '../../people/builders.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Actor } from '../../platform/context.ts';
import { loadPolicy } from '../../policy/index.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { studentStatuses } from '../builders.ts';
import { checkStatuses } from './check-statuses.ts';
import { completedMonths } from './part-time-length.ts';
import { registerOtherStudent } from './register-other-student.ts';

const VILLAGE = 371721104201;
let house: TestHouse;
let catalogue: PublishedCatalogue;

beforeAll(async () => {
  house = await openTestHouse({ clock: fixedClock('2023-10-15T09:00:00+08:00') });
  await loadPolicy(house.services, 'rules');
  const entries = Array.from({ length: 4 }, (_, i) => ({ schoolName: `第${i + 1}技工学校` }));
  catalogue = await publishedCatalogue(house, { cityCode: PLACES.city, year: 2020, entries });
});

/** The office of one of the schools. */
async function schoolOffice(n: number): Promise<Actor & { institutionId: string }> {
  const { institutionId } = catalogue.entries[n]!;
  const unitId = await house.system((tx) =>
    aUnit(tx, { level: 'institution', line: 'school', divisionCode: null, institutionId, areas: [] }),
  );
  return { ...anActor('school_officer', PLACES.city, { unitId, institutionId, areas: [] }), institutionId };
}

const employee = (planned: string | undefined, enrolledOn = '2023-09-01') => ({
  name: aPerson().name!,
  schoolNumber: `P-${enrolledOn}-${planned ?? 'open'}`,
  villageCode: VILLAGE,
  fullTime: false,
  employer: '鲁西机械有限公司',
  enrolledOn,
  plannedGraduationOn: planned,
  major: '焊接加工',
  level: '中级工',
  years: 1,
});

describe('part-time status of employees', () => {
  it('[FYP14-9-02] ten months are refused with the clause, twelve are accepted, and without a planned end nothing is written', async () => {
    const ctx = house.as(await schoolOffice(0));
    await expect(registerOtherStudent(ctx, employee('2024-07-01'))).rejects.toMatchObject({
      code: 'PART_TIME_TOO_SHORT',
      details: { months: 10, document: 'FYP14', clause: '四(九)', fails: ['shorter_than_a_year'] },
    });
    await expect(registerOtherStudent(ctx, employee('2024-08-31'))).rejects.toMatchObject({ details: { months: 11 } });
    await expect(registerOtherStudent(ctx, employee(undefined))).rejects.toMatchObject({
      code: 'PART_TIME_END_NEEDED',
    });
    const done = await registerOtherStudent(ctx, employee('2024-09-01'));
    const { rows } = await house.owner('select status_id, full_time, employer from student_status');
    expect(rows).toEqual([{ status_id: done.statusId, full_time: false, employer: '鲁西机械有限公司' }]);
    expect(await checkStatuses(ctx, {})).toMatchObject({ fullTime: 0, partTime: 1, persons: 1, conflicts: [] });
  });

  it('before the plan is in force, and for students without an employer, no length is asked', async () => {
    const ctx = house.as(await schoolOffice(1));
    await registerOtherStudent(ctx, employee('2022-06-01', '2021-11-04'));
    await expect(registerOtherStudent(ctx, employee('2022-06-01', '2021-11-05'))).rejects.toMatchObject({
      code: 'PART_TIME_TOO_SHORT',
    });
    const { employer: _none, ...other } = employee('2024-03-01');
    await registerOtherStudent(ctx, other);
    expect((await checkStatuses(ctx, {})).partTime).toBe(2);
  });

  it('a month is complete on the same day of the next', () => {
    expect(completedMonths('2023-09-01', '2024-09-01')).toBe(12);
    expect(completedMonths('2023-09-01', '2024-08-31')).toBe(11);
    expect(completedMonths('2023-12-31', '2024-01-30')).toBe(0);
  });
});

describe('the check of statuses', () => {
  it('[FYP14-19-01] [FYP14-19-02] 100 full-time and 20 part-time come to 120; who holds two is listed and counts once', async () => {
    const [one, other] = [await schoolOffice(2), await schoolOffice(3)];
    const rows = Array.from({ length: 118 }, () => aPerson({ relation: '之子', householdNo: null }));
    const { idOf } = await publishedRegister(house, rows, { coverage: 'supplement', listDate: '2023-06-20' });
    const at = (n: number, school: typeof one, fullTime: boolean) => ({
      personId: idOf(rows[n]!),
      institutionId: school.institutionId,
      villageCode: rows[n]!.villageCode!,
      fullTime,
      enrolledOn: '2023-09-01',
      grantTo: [school.unitId],
    });
    await studentStatuses(house, [
      ...rows.slice(0, 99).map((_, n) => at(n, one, true)),
      ...rows.slice(99).map((_, n) => at(99 + n, one, false)),
      at(1, other, false),
    ]);
    const again = {
      name: rows[0]!.name!,
      schoolNumber: 'B-1',
      villageCode: rows[0]!.villageCode!,
      enrolledOn: '2023-09-05',
      major: '焊接加工',
      level: '中级工',
      years: 3,
    };
    await registerOtherStudent(house.as(other), again);
    const city = house.as(anActor('city_hr_officer', PLACES.city));
    expect(await checkStatuses(city, {})).toMatchObject({ fullTime: 100 });
    const { rows: second } = await house.owner(
      `select person_id from student_status where institution_id = $1 and full_time`,
      [other.institutionId],
    );
    const link = { personId: idOf(rows[0]!), otherId: second[0].person_id as string, reason: '核对为同一人' };
    await linkRecords(house.as(anActor('county_poverty_officer', PLACES.county)), { ...link, certainty: 'inferred' });

    const { rows: own } = await house.owner(`select count(*)::int as n from student_status where not full_time`);
    const before = own[0].n - 20;
    const found = await checkStatuses(city, {});
    expect(found).toMatchObject({
      fullTime: 100,
      partTime: 20 + before,
      statuses: 120 + before,
      persons: 118 + before,
    });
    expect(found.conflicts.map((c) => [c.name, c.kind, c.statuses.length]).sort()).toEqual(
      [
        [rows[0]!.name, 'two_full_time', 2],
        [rows[1]!.name, 'full_and_part_time', 2],
      ].sort(),
    );
    expect((await checkStatuses(house.as(one), {})).conflicts).toEqual([]);
    const elsewhere = house.as(anActor('county_hr_officer', PLACES.otherCounty));
    expect(await checkStatuses(elsewhere, {})).toMatchObject({ statuses: 0, persons: 0 });
    await expect(checkStatuses(elsewhere, { division: PLACES.county })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
