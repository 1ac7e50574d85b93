import { beforeAll, beforeEach, expect, test } from 'vitest';
import { movedClock } from '../../supervision/testing-offices.ts';
import { PLACES } from '../../testing/actors.ts';
import { setLocally } from '../../testing/local-values.ts';
import { publicRegister } from '../exchange/public-register.ts';
import { allocatePlaces } from '../records/places/allocate-places.ts';
import { createRecord } from '../records/create-record.ts';
import { remindKeepers } from '../records/reminders/remind-keepers.ts';
import { remindYearly } from '../records/reminders/remind-yearly.ts';
import { setStage } from '../records/set-stage.ts';
import { keepersOf, listAssisted, listed, person, type Data } from '../testing-entering.ts';
import {
  anInstitution,
  cityOffice,
  countyOffice,
  figuresOf,
  registersHouse,
  schoolOfficer,
} from '../testing-registers.ts';

const START = '2022-06-30';
const clock = movedClock(START);
const house = await registersHouse({ clock });
const { schoolId, school, enter, importSheet, refused } = await keepersOf(house);
const titles = (named: readonly { title: string }[]) => named.map((n) => n.title);
const parts = (groups: readonly { title: string; value: number }[]) =>
  Object.fromEntries(groups.map((g) => [g.title, g.value]));
const RECRUITS = 'fyp14-recruits';
const figures = (key = RECRUITS, on?: string) => figuresOf(house, key, { by: school, ...(on ? { on } : {}) });

beforeAll(async () => {
  await listAssisted(house, 60, { householdTypes: ['脱贫不稳定户'], identifiedOn: '2021-01-01' });
  await setLocally(
    house,
    { level: 'city', code: PLACES.city },
    {
      'fyp14.contact-days': 14,
      'fyp14.enrolment-progress': 50,
      'fyp14.enrolment-check-day': '09-15',
      'n2021.green-days': 3,
    },
  );
});
beforeEach(async () => {
  clock.goTo(START);
  await house.owner('truncate register_record, register_value cascade');
  await house.owner('delete from message');
});

const recruit = (i: number, more: Data = {}): Data => ({
  person: person(i),
  group: 'junior_new',
  year: 2022,
  contacted_on: '2022-06-01',
  ...more,
});

test('[N2021-3.28] of 100 contacted children of help families 40 apply and 30 are enrolled: 40.0% and 75.0%', async () => {
  await enter(RECRUITS, 110, (i) =>
    recruit(i, {
      group: i < 100 ? 'help_child' : 'other',
      ...(i < 40 || i >= 105 ? { applied_on: '2022-06-10' } : {}),
      ...(i < 30 ? { enrolled_on: '2022-06-20' } : {}),
    }),
  );
  const { contacted, applied, enrolled } = await figures();
  const of = (figure: typeof applied) => figure!.groups.find((g) => g.title === '帮扶家庭子女');
  expect([of(contacted)!.value, of(applied)!.value, of(applied)!.share]).toEqual([100, 40, 40]);
  expect([of(enrolled)!.value, of(enrolled)!.share]).toEqual([30, 75]);
});

test('[N2021-3.29] of 200 enrolled of help families 50 are in senior and ten in pre-technician classes: 30.0%', async () => {
  await enter(RECRUITS, 200, (i) =>
    recruit(i, {
      group: 'help_child',
      applied_on: '2022-06-10',
      enrolled_on: '2022-06-20',
      class_level: i < 50 ? 'senior' : i < 60 ? 'prospective_technician' : 'intermediate',
    }),
  );
  expect((await figures()).high).toMatchObject({ value: 60, to: 200, share: 30 });
});

test('[FYP14-7-01] 100 enrolled of five groups are 40, 25, 15, 12 and 8 and sum to 100; one without a group is not taken', async () => {
  const groups = ['junior_new', 'junior_past', 'senior_new', 'senior_past', 'employee'];
  const group = (i: number) => groups[i < 40 ? 0 : i < 65 ? 1 : i < 80 ? 2 : i < 92 ? 3 : 4]!;
  await enter(RECRUITS, 100, (i) =>
    recruit(i, { group: group(i), applied_on: '2022-06-10', enrolled_on: '2022-06-20' }),
  );
  const { groups: told } = await figures();
  expect(told!.groups.map((g) => g.value).sort((a, b) => b - a)).toEqual([40, 25, 15, 12, 8]);
  expect(told!.groups.reduce((sum, g) => sum + g.value, 0)).toBe(100);
  const { group: _, ...without } = recruit(200);
  expect((await refused(RECRUITS, without))?.fields).toEqual([{ path: 'group', message: '招生对象：必填' }]);
});

test('[FYP14-7-03] 300 veterans after 250 and 60 migrants after 80 are +20.0% and −25.0%, the second not expanded', async () => {
  const key = 'fyp14-intake-groups';
  const rows = [
    ['veteran', '2022-06-30', 250],
    ['veteran', '2023-06-30', 300],
    ['migrant', '2022-06-30', 80],
    ['migrant', '2023-06-30', 60],
  ] as const;
  clock.goTo('2023-06-30');
  await enter(key, 4, (i) => ({ name: `批次${i}`, group: rows[i]![0], on: rows[i]![1], intake: rows[i]![2] }));
  const { intake } = await figures(key, '2023-12-31');
  const of = (code: string) => intake!.groups.find((g) => g.code === code);
  expect(of('veteran')).toMatchObject({ value: 300, changed: 20, rose: true });
  expect(of('migrant')).toMatchObject({ value: 60, changed: -25, rose: false });
});

test('[FYP14-7-04] of ten graduates without work the one with active employment insurance is returned with the reason, and nine pass', async () => {
  await enter(
    'fyp14-employment-insured',
    2,
    (i) => ({
      person: person(i === 0 ? 3 : 4),
      from_on: '2021-01-01',
      ...(i === 1 ? { until_on: '2022-01-01' } : {}),
    }),
    { by: countyOffice },
  );
  const rows = Array.from({ length: 10 }, (_, i) => ({
    person: `人员${i} ${person(i).idNumber}`,
    group: '未就业高校毕业生',
    year: 2022,
    contacted_on: '2022-06-01',
  }));
  const told = await importSheet(RECRUITS, rows);
  expect([told.accepted, told.refused]).toEqual([9, 1]);
  expect(told.problems.map((p) => [p.level, p.message])).toEqual([
    ['refused', '登记为未就业高校毕业生，但正在参加职工社会保险'],
  ]);
});

test('[FYP14-7-05] twelve pre-registrations of a station are told by station', async () => {
  const stations = await enter(
    'fyp14-service-stations',
    2,
    (i) => ({
      name: `青堌集第${i + 1}站`,
      place: String(PLACES.county),
    }),
    { by: countyOffice },
  );
  await enter(RECRUITS, 15, (i) => recruit(i, { station: stations[i < 12 ? 0 : 1]! }), { by: countyOffice });
  const { stations: told } = await figuresOf(house, RECRUITS, { by: countyOffice });
  expect(parts(told!.groups)).toEqual({ 青堌集第1站: 12, 青堌集第2站: 3 });
});

test('[FYP14-7-08] of 80 contacted 30 register; for the 50 without result for 14 days 50 reminders go out, and conversion is 37.5%', async () => {
  clock.goTo('2022-06-01');
  await enter(RECRUITS, 80, (i) => recruit(i, i < 30 ? { applied_on: '2022-06-01' } : {}));
  clock.goTo('2022-06-14');
  expect(await remindKeepers(house.as(null))).toEqual({ reminded: 0 });
  clock.goTo('2022-06-15');
  expect(await remindKeepers(house.as(null))).toEqual({ reminded: 50 });
  const { applied } = await figures();
  expect([applied!.value, applied!.to, applied!.share]).toEqual([30, 80, 37.5]);
});

test('[FYP14-7-09] of 60 online and 40 paper applications three on paper repeat online ones of the year: 60, 37, 97 in all and three merged', async () => {
  await enter(RECRUITS, 60, (i) => recruit(i, { mode: 'online', applied_on: '2022-06-10' }));
  await enter(RECRUITS, 40, (i) => recruit(i < 3 ? i : i + 60, { mode: 'offline', applied_on: '2022-06-11' }));
  const { online, offline, applications, merged } = await figures();
  expect([online, offline, applications, merged].map((f) => f!.value)).toEqual([60, 37, 97, 3]);
  await enter(RECRUITS, 1, () => recruit(0, { year: 2021, mode: 'offline', applied_on: '2022-06-11' }));
  expect((await figures()).merged!.value).toBe(3);
});

const plan = (of: string, more: Data = {}): Data => ({
  name: `计划${of.slice(-4)}`,
  school: of,
  open_on: '2022-07-01',
  plan: 1000,
  admitted: 0,
  withdrawn: 0,
  ...more,
});
const qualified = (of: string, until: string, name = '曹县技工学校') =>
  enter('fyp14-school-qualifications', 1, () => ({ name, school: of, valid_to: until }), { by: cityOffice });

test('[FYP14-7-11] with a qualification expired on 2023-06-30 admission on 2023-07-05 is refused, and the public list shows it as invalid', async () => {
  await qualified(schoolId, '2023-06-30');
  clock.goTo('2023-06-30');
  expect(await refused('fyp14-enrolment-plans', plan(schoolId, { open_on: '2023-06-30' }))).toBeNull();
  const shown = async () =>
    (await publicRegister(house.as(null), { key: 'fyp14-school-qualifications' })).rows[0]!.fields.at(-1)!.shown;
  expect(await shown()).toBe('有效');
  clock.goTo('2023-07-05');
  const late = await refused('fyp14-enrolment-plans', plan(schoolId, { name: '2023年秋', open_on: '2023-07-05' }));
  expect(late?.fields).toEqual([{ path: 'school', message: '没有有效的招生资格，不能开始招生' }]);
  expect(await shown()).toBe('失效');
});

test('[FYP14-7-12] a plan of 1,000 with 1,040 admitted and 100 withdrawn is 940, 94.0%, and is not over; one really over needs a reason', async () => {
  const key = 'fyp14-enrolment-plans';
  await qualified(schoolId, '2023-12-31');
  const saved = await createRecord(house.as(school), { key, data: plan(schoolId, { admitted: 1040, withdrawn: 100 }) });
  expect(saved.warnings).toEqual([]);
  expect((await figures(key, '2022-12-31')).actual).toMatchObject({ value: 940, to: 1000, share: 94 });
  const over = plan(schoolId, { name: '超计划', admitted: 1040, withdrawn: 10 });
  expect(await refused(key, over)).toMatchObject({ code: 'RECORD_NEEDS_REASON' });
});

test('[FYP14-7-13] two schools below 50% by the day set are reminded once each, the one above is not', async () => {
  const schools = [
    schoolOfficer(schoolId),
    ...(await Promise.all(['乙校', '丙校'].map(async (n) => schoolOfficer(await anInstitution(house, n))))),
  ];
  for (const [i, officer] of schools.entries()) {
    await qualified(officer.institutionId!, '2023-12-31', `校${i}`);
    await house.owner(
      `insert into unit (unit_id, level, line, name, division_code, institution_id, valid_from) values ($1, 'county', 'school', $2, $3, $4, '2016-01-01')`,
      [officer.unitId, `校${i}`, PLACES.county, officer.institutionId],
    );
    await enter('fyp14-enrolment-plans', 1, () => plan(officer.institutionId!, { admitted: [499, 300, 500][i]! }), {
      by: officer,
    });
  }
  clock.goTo('2022-09-14');
  expect(await remindYearly(house.as(null))).toEqual({ reminded: 0 });
  clock.goTo('2022-09-15');
  expect(await remindYearly(house.as(null))).toEqual({ reminded: 2 });
  const { rows } = await house.owner(`select to_unit_id from message where title = '招生进度低于要求，请加快'`);
  expect(new Set(rows.map((r) => r.to_unit_id))).toEqual(new Set([schools[0]!.unitId, schools[1]!.unitId]));
  expect(await remindYearly(house.as(null))).toEqual({ reminded: 0 });
});

test('[N2021-4.10] at three working days a complete filing of a Monday without a decision on Friday is overdue, and the school is told', async () => {
  clock.goTo('2022-06-27');
  await enter('n2021-green-applications', 1, () => ({ student: listed(0), filed_on: '2022-06-27' }));
  expect(await refused('n2021-green-applications', { student: person(1), filed_on: '2022-06-27' })).toMatchObject({
    code: 'RECORD_INVALID',
    fields: [{ path: 'student', message: '帮扶名单上没有这名学生，不能走绿色通道' }],
  });
  clock.goTo('2022-06-30');
  expect(await remindKeepers(house.as(null))).toEqual({ reminded: 0 });
  clock.goTo('2022-07-01');
  expect(await remindKeepers(house.as(null))).toEqual({ reminded: 1 });
  expect(titles((await figures('n2021-green-applications')).overdue!.names)).toEqual(['人员0']);
  const { rows } = await house.owner(`select to_unit_id from message`);
  expect(rows).toEqual([{ to_unit_id: school.unitId }]);
});

const applicant = (i: number, field: string, of: string, flagged: boolean): Data => ({
  student: flagged ? listed(i) : person(i),
  [field]: of,
  qualified: true,
});

test('[N2021-4.11] of 60 qualified applicants for 50 places all twelve of help families are admitted', async () => {
  const [of] = await enter('n2021-admission-plans', 1, () => ({ name: '焊接加工 2022', places: 50 }));
  await enter('n2021-admission-applicants', 60, (i) => applicant(i, 'plan', of!, i >= 48));
  const { rows } = await allocatePlaces(house.as(school), { recordId: of! });
  expect([rows.filter((r) => r.placed).length, rows.filter((r) => r.placed && r.flagged).length]).toEqual([50, 12]);
});

test('[N2021-4.12] of 34 wishes for 30 seats all eight of help families hold a seat; who is passed over is named and a reason asked for', async () => {
  const [of] = await enter('n2021-named-classes', 1, () => ({
    name: '家具订单班',
    kind: 'order',
    enterprise: '家具厂',
    seats: 30,
  }));
  const ids = await enter('n2021-class-wishes', 34, (i) => applicant(i, 'class', of!, i >= 26));
  const byHand = setStage(house.as(school), { recordId: ids[0]!, stage: 'placed' });
  await expect(byHand).rejects.toMatchObject({
    code: 'RECORD_NEEDS_REASON',
    fields: [{ message: expect.stringContaining('等 8 人属优先对象') }, { path: 'reason' }],
  });
  const { rows } = await allocatePlaces(house.as(school), { recordId: of! });
  expect([rows.filter((r) => r.placed).length, rows.filter((r) => r.placed && r.flagged).length]).toEqual([30, 8]);
});
