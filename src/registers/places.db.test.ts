import { beforeAll, beforeEach, expect, test } from 'vitest';
import { anActor, PLACES } from '../testing/actors.ts';
import { movedClock } from '../supervision/testing-offices.ts';
import { setLocally } from '../testing/local-values.ts';
import { createRecord } from './records/create-record.ts';
import { changeRecord } from './records/change-record.ts';
import { openRecord } from './records/open-record.ts';
import { remindKeepers } from './records/reminders/remind-keepers.ts';
import { remindYearly } from './records/reminders/remind-yearly.ts';
import { setStage } from './records/set-stage.ts';
import { stepRecord } from './records/step-record.ts';
import { keepersOf, person, type Data } from './testing-entering.ts';
import {
  anInstitution,
  countyOffice,
  figuresOf,
  ministry,
  provinceOffice,
  registersHouse,
  schoolOfficer,
} from './testing-registers.ts';

const START = '2022-06-30';
const clock = movedClock(START);
const house = await registersHouse({ clock });
const { schoolId, school, enter, refused } = await keepersOf(house);
const titles = (named: readonly { title: string }[]) => named.map((n) => n.title);
const TIBET = { province: 540000000000, city: 540100000000, county: 540121000000 };
const tibetCounty = anActor('county_hr_officer', TIBET.county);
const tibetProvince = anActor('province_hr_officer', TIBET.province);

beforeAll(async () => {
  await house.owner(
    `insert into division (code, name, level, parent_code, valid_from, full_name) values
      ($1, '西藏自治区', 'province', 0, '1949-10-01', '西藏自治区'), ($2, '拉萨市', 'city', $1, '1949-10-01', '西藏自治区拉萨市'),
      ($3, '林周县', 'county', $2, '1949-10-01', '西藏自治区拉萨市林周县') on conflict do nothing`,
    [TIBET.province, TIBET.city, TIBET.county],
  );
  await setLocally(house, { level: 'province', code: TIBET.province }, { 'n2019.enough-students': 300 });
  await setLocally(
    house,
    { level: 'city', code: PLACES.city },
    {
      'n2021.enough-students': 200,
      'n2021.ability-min-vacancies': 50,
      'n2021.ability-max-hours': 80,
      'n2019.slippage-amber': 10,
      'ha2020.idle-threshold': 30,
      'fyp14.part-time-share': 20,
    },
  );
});
beforeEach(async () => {
  clock.goTo(START);
  await house.owner('truncate register_record, register_value cascade');
});

test('[N2019-1.1] at a threshold of 300 students an area that files 420 and passes the checklist may build; one that files 180 is refused and offered tracks B and C', async () => {
  const key = 'n2019-build-applications';
  const apply = (name: string, students: number) =>
    createRecord(house.as(tibetCounty), {
      key,
      data: { name, place: String(TIBET.county), students, conditions: true },
    });
  const { recordId } = await apply('林周县技工学校', 420);
  await stepRecord(house.as(tibetProvince), { recordId, act: 'pass' });
  await expect(apply('另一所', 180)).rejects.toMatchObject({
    code: 'RECORD_INVALID',
    fields: [{ path: 'students', message: expect.stringMatching(/B类.*C类/) }],
  });
  expect((await figuresOf(house, key)).track_a!.value).toBe(1);
});

test('[N2019-1.4] one quality school and one site of the same province make one campus with that parent and its code; with a parent of another province it is refused and campuses stay one', async () => {
  const [theirs] = await enter('n2019-host-schools', 1, () => ({
    name: '山东优质技师学院',
    school: schoolId,
    code: 'SD-01',
    place: String(PLACES.city),
  }));
  const tibetSchool = await anInstitution(house, '拉萨技师学院', 'technical_school', TIBET.city);
  const own = await createRecord(house.as(tibetProvince), {
    key: 'n2019-host-schools',
    data: { name: '拉萨技师学院', school: tibetSchool, code: 'XZ-01', place: String(TIBET.city) },
  });
  const branch = (name: string, parent: string) =>
    createRecord(house.as(tibetCounty), {
      key: 'n2019-branches',
      data: { name, place: String(TIBET.county), form: 'branch', parent, few_students: true, harsh: true },
    });
  const { recordId } = await branch('林周分校', own.recordId);
  expect((await openRecord(house.as(tibetCounty), { recordId })).data).toMatchObject({
    parent: own.recordId,
    parent_code: 'XZ-01',
  });
  await expect(branch('林周第二分校', theirs!)).rejects.toMatchObject({
    fields: [{ path: 'parent', message: '主办院校应是本省的优质院校' }],
  });
  expect((await figuresOf(house, 'n2019-branches')).campuses!.value).toBe(1);
});

test('[N2019-2.11] with 30 of a quota of 30 admitted the 31st waits in the queue; a student from outside the area is refused the channel', async () => {
  const [programme] = await enter('n2019-joint-programmes', 1, () => ({
    name: '焊接联合培养',
    pairing: 'N2019-1',
    area: String(PLACES.county),
    quota: 30,
    year: 2022,
  }));
  const student = (i: number, origin: number = PLACES.county): Data => ({
    person: person(i),
    programme: programme!,
    origin: String(origin),
    on: '2022-06-01',
  });
  const ids = await enter('n2019-joint-students', 30, (i) => student(i));
  const last = await createRecord(house.as(school), { key: 'n2019-joint-students', data: student(30) });
  expect(last.warnings.map((w) => w.message)).toEqual(['名额 30 人已满，转入排队等候']);
  const { admitted, waiting } = await figuresOf(house, 'n2019-joint-students');
  expect([admitted!.value, waiting!.value]).toEqual([30, 1]);
  expect((await refused('n2019-joint-students', student(31, PLACES.otherCounty)))?.fields?.[0]?.path).toBe('origin');
  await expect(setStage(house.as(school), { recordId: last.recordId, stage: 'admitted' })).rejects.toMatchObject({
    code: 'RECORD_INVALID',
  });
  await stepRecord(house.as(school), { recordId: ids[0]!, act: 'withdraw', reason: '放弃' });
  expect(await setStage(house.as(school), { recordId: last.recordId, stage: 'admitted' })).toMatchObject({
    stage: 'admitted',
  });
});

test('[N2019-3.10] a post for ten with ten reservations refuses the eleventh, which is alone on the waiting list', async () => {
  const [post] = await enter(
    'n2019-internship-posts',
    1,
    () => ({
      post: '装配',
      enterprise: '曹县家具厂',
      trade: '木工',
      places: 10,
      open_from: '2022-07-01',
      open_to: '2022-12-31',
      safety: '实习责任保险',
    }),
    { by: countyOffice },
  );
  const reservation = (i: number): Data => ({ student: person(i), post: post! });
  await enter('n2019-internship-reservations', 11, reservation);
  const { reserved, waiting } = await figuresOf(house, 'n2019-internship-reservations');
  expect([reserved!.value, waiting!.value, titles(waiting!.names)]).toEqual([10, 1, ['人员10']]);
});

test('of two that take the last place at the same time one gets it', async () => {
  const [post] = await enter(
    'n2019-internship-posts',
    1,
    () => ({
      post: '装配',
      enterprise: '家具厂',
      trade: '木工',
      places: 1,
      open_from: '2022-07-01',
      open_to: '2022-12-31',
      safety: '保险',
    }),
    { by: countyOffice },
  );
  const other = schoolOfficer(await anInstitution(house, '单县技工学校'));
  const book = (i: number) =>
    createRecord(house.as(i % 2 ? school : other), {
      key: 'n2019-internship-reservations',
      data: { student: person(i), post: post! },
    });
  const saved = await Promise.all(Array.from({ length: 8 }, (_, i) => book(i)));
  expect(saved.filter((s) => s.warnings.length === 0)).toHaveLength(1);
});

test.each([
  [
    '[N2019-4.10] of 50 places of principal training 12 go to deep-poverty areas after 8 of 50: 24.0% against 16.0% is a tilt, an equal share is none',
    'n2019-programme-places',
    'principals',
    50,
    12,
    8,
    24,
    16,
  ],
  [
    '[N2021-4.24] 60 of 200 online places after 40 of 200 are 30.0% against 20.0%: a tilt, an equal share is none',
    'n2021-teacher-programmes',
    'online',
    200,
    60,
    40,
    30,
    20,
  ],
] as const)('%s', async (_title, key, programme, places, now_, then, share, before) => {
  const course = (area: number, on: string, of = programme as string): Data => ({
    name: `班${area}${on}${of}`,
    programme: of,
    places,
    area_places: area,
    on,
  });
  const rows = [
    course(now_, '2022-03-01'),
    course(then, '2021-03-01'),
    course(then, '2022-03-01', 'integrated'),
    course(then, '2021-03-01', 'integrated'),
  ];
  await enter(key, 4, (i) => rows[i]!);
  const { tilt } = await figuresOf(house, key, { on: '2022-12-31' });
  const of = (code: string) => tilt!.groups.find((g) => g.code === code);
  expect(of(programme)).toMatchObject({ share, rose: true });
  expect(tilt!.before!.groups.find((g) => g.code === programme)).toMatchObject({ share: before });
  expect(of('integrated')).toMatchObject({ rose: false });
});

test('[N2019-5.4] at 45% of planned 60% and a threshold of 10 points a project is amber and the first in the queue of supervision', async () => {
  const project = (name: string, planned: number, progress: number): Data => ({
    project: name,
    kind: 'school',
    planned,
    progress,
    as_of: '2022-05-31',
  });
  const rows = [project('甲', 60, 45), project('乙', 60, 49), project('丙', 60, 58), project('丁', 20, 80)];
  await enter('n2019-construction-progress', 4, (i) => rows[i]!, { pass: false });
  for (const { record_id: recordId } of (await house.owner(`select record_id from register_record`)).rows)
    await stepRecord(house.as(countyOffice), { recordId, act: 'pass' });
  const { amber } = await figuresOf(house, 'n2019-construction-progress', { by: countyOffice });
  expect(amber!.names.map((n) => [n.title, n.value])).toEqual([
    ['甲', 15],
    ['乙', 11],
  ]);
});

test('[HA2020-3.6] of a course of 40 with 10 reserved and 6 of them used the other 4 are released only after the deadline', async () => {
  const [course] = await enter(
    'ha2020-teacher-courses',
    1,
    () => ({ name: '焊接师资班', where: 'inside', places: 40, reserved: 10, closes_on: '2022-07-10' }),
    { by: countyOffice },
  );
  const place = (i: number, front = false): Data => ({ teacher: person(i), course: course!, front_line: front });
  await enter('ha2020-course-places', 30, (i) => place(i));
  await enter('ha2020-course-places', 6, (i) => place(i + 30, true));
  const outsider = () => createRecord(house.as(school), { key: 'ha2020-course-places', data: place(50) });
  await expect(outsider()).rejects.toMatchObject({
    fields: [{ message: expect.stringContaining('报名截止前不放开') }],
  });
  clock.goTo('2022-07-11');
  await enter('ha2020-course-places', 4, (i) => place(i + 60));
  await expect(outsider()).rejects.toMatchObject({ fields: [{ message: '名额 40 人已满' }] });
});

test('[HA2020-3.10] a project designed for 500 that trained 120 is used by 24.0% and idle below 30%', async () => {
  await enter('ha2020-projects', 2, (i) => ({
    name: `项目${i}`,
    phase: 'built',
    place: String(PLACES.county),
    design: 500,
    trained: [120, 400][i]!,
  }));
  const { idle } = await figuresOf(house, 'ha2020-projects', { by: countyOffice });
  expect(idle!.names.map((n) => [n.title, n.value])).toEqual([['项目0', 24]]);
});

test('[N2021-3.2] an intake that names no existing resource is refused on the third test, and the two others keep their results', async () => {
  const data: Data = {
    name: '曹县技工学校',
    kind: 'school',
    work: 'new',
    place: String(PLACES.county),
    key_county: true,
    students: 420,
    conditions: true,
    uses_existing: false,
  };
  const told = await refused('n2021-builds', data);
  expect(told).toMatchObject({ code: 'RECORD_INVALID' });
  const { recordId } = await createRecord(house.as(countyOffice), { key: 'n2021-builds', data, draft: true });
  const { decisions } = await openRecord(house.as(countyOffice), { recordId });
  expect(decisions).toMatchObject([{ outcome: 'no' }]);
  const why = decisions[0]!.why.join('；');
  expect(why).toContain('依托现有资源');
  await expect(stepRecord(house.as(countyOffice), { recordId, act: 'submit' })).rejects.toMatchObject({
    code: 'RECORD_INVALID',
  });
  await changeRecord(house.as(countyOffice), {
    recordId,
    data: { ...data, uses_existing: true, existing: '县职教中心原校区' },
  });
  expect((await openRecord(house.as(countyOffice), { recordId })).decisions).toMatchObject([{ outcome: 'yes' }]);
});

const ability = (i: number, more: Data = {}): Data => ({
  name: `项目${i}`,
  place: String(PLACES.county),
  source: 'developed',
  industry: '茶叶',
  developed_on: '2022-01-01',
  ...more,
});

test('[N2021-3.18] a project without a source is refused, and a run by source over ten gives three counts that sum to ten', async () => {
  const { source: _none, industry: _also, ...without } = ability(0);
  expect((await refused('n2021-ability-projects', without))?.fields?.[0]?.path).toBe('source');
  const sources = [...Array(5).fill('filed'), ...Array(3).fill('public'), ...Array(2).fill('developed')] as string[];
  await enter('n2021-ability-projects', 10, (i) =>
    ability(i, { source: sources[i]!, filed_number: 'B1', proposer: '村民' }),
  );
  const { sources: found } = await figuresOf(house, 'n2021-ability-projects');
  expect(Object.fromEntries(found!.groups.map((g) => [g.title, g.value]))).toEqual({
    已备案项目遴选: 5,
    社会征集: 3,
    特色产业开发: 2,
  });
  expect(found!.groups.reduce((n, g) => n + g.value, 0)).toBe(10);
});

test('[N2021-3.19] at 50 vacancies and 80 hours a project with 70 and 60 passes, and one with 70 and 120 fails on the second criterion', async () => {
  expect(await refused('n2021-ability-projects', ability(1, { vacancies: 70, hours: 60 }))).toBeNull();
  const told = await refused('n2021-ability-projects', ability(2, { vacancies: 70, hours: 120 }));
  expect(told?.fields?.[0]?.message).toMatch(/120.*80|80.*120/);
  expect(told?.fields?.[0]?.message).not.toContain('70');
});

test('[FYP14-18-05] at 100 posts and a limit of 20% the 21st part-time teacher raises the warning 21% over 20%', async () => {
  const [posts] = await enter('fyp14-staff-posts', 1, () => ({ school: '曹县技工学校', posts: 100 }));
  const teacher = (i: number): Data => ({ teacher: person(i), posts: posts!, skill: '高级技师', since: '2022-03-01' });
  await enter('fyp14-part-time-teachers', 20, teacher);
  const last = await createRecord(house.as(school), { key: 'fyp14-part-time-teachers', data: teacher(20) });
  expect(last.warnings.map((w) => w.message)).toEqual(['兼职教师占 21%，超过限额 20%']);
});

test('[FYP14-B2-05] at 200 seats and 160 booked for a day a booking of 50 is refused with 40 free; another day has room', async () => {
  const [base] = await enter('fyp14-public-bases', 1, () => ({
    name: '公共实训基地',
    host: schoolId,
    seats: 200,
    trades: '焊接',
  }));
  const booking = (i: number, seats: number, on = '2022-07-01'): Data => ({ user: `单位${i}`, base: base!, on, seats });
  await enter('fyp14-base-bookings', 2, (i) => booking(i, 80));
  expect((await refused('fyp14-base-bookings', booking(3, 50)))?.fields).toEqual([
    { path: 'seats', message: '当天只剩 40 个工位（共 200 个）' },
  ]);
  expect(await refused('fyp14-base-bookings', booking(3, 50, '2022-07-02'))).toBeNull();
  expect(await refused('fyp14-base-bookings', booking(4, 40))).toBeNull();
});

test('[FYP14-B2-09] of 20 million approved from the central budget 15 million are spent: 75%, and a milestone 10 days late is told to who keeps it, once', async () => {
  const [project] = await enter('fyp14-central-projects', 1, () => ({
    name: '实训基地',
    source: 'central',
    approved: '20000000',
    spent: '15000000',
  }));
  await enter('fyp14-project-milestones', 3, (i) => ({
    name: `节点${i + 1}`,
    project: project!,
    due_on: ['2022-05-01', '2022-06-20', '2022-12-01'][i]!,
    ...(i === 0 ? { done_on: '2022-04-30' } : {}),
  }));
  expect((await figuresOf(house, 'fyp14-central-projects', { by: provinceOffice })).spent).toMatchObject({ share: 75 });
  expect(titles((await figuresOf(house, 'fyp14-project-milestones')).overdue!.names)).toEqual(['节点2']);
  expect(await remindKeepers(house.as(null))).toEqual({ reminded: 1 });
  expect(await remindKeepers(house.as(null))).toEqual({ reminded: 0 });
});

test('[FYP14-14-01] of a memorandum of ten measures six are done and one is overdue: 60%, and one alert to the province responsible', async () => {
  await house.owner('delete from message');
  await enter('n2021-memoranda', 10, (i) => ({
    measure: `措施${i}`,
    memorandum: '部省共建备忘录',
    ...(i < 6 ? { done_on: '2022-01-01' } : { due_on: i === 6 ? '2022-06-29' : '2022-12-31' }),
  }));
  expect((await figuresOf(house, 'n2021-memoranda', { by: provinceOffice })).done).toMatchObject({
    value: 6,
    to: 10,
    share: 60,
  });
  await remindKeepers(house.as(null));
  const { rows } = await house.owner(`select to_unit_id, title from message where kind = 'register.reminder'`);
  expect(rows).toEqual([{ to_unit_id: provinceOffice.unitId, title: '备忘录措施已逾期：措施6' }]);
});

test('[FYP14-B5-04] of 60 pilots in 40 schools 5 without a plan: 55 run, and 5 schools are reminded', async () => {
  await house.owner('delete from message');
  const schools: ReturnType<typeof schoolOfficer>[] = [];
  for (let i = 0; i < 40; i += 1) schools.push(schoolOfficer(await anInstitution(house, `学校${i}`)));
  for (let i = 0; i < 60; i += 1)
    await enter(
      'fyp14-reform-pilots',
      1,
      () => ({ major: `专业${i}`, school: `学校${i % 40}`, since: '2022-01-01', ...(i < 5 ? {} : { plan: '方案' }) }),
      { by: schools[i % 40]! },
    );
  const { running, schools: all } = await figuresOf(house, 'fyp14-reform-pilots');
  expect([running!.value, running!.to, all!.value]).toEqual([55, 60, 40]);
  await remindKeepers(house.as(null));
  const { rows } = await house.owner(`select distinct to_unit_id from message where kind = 'register.reminder'`);
  expect(rows).toHaveLength(5);
});

test('[FYP14-15-11] without an approved summary at the day set the department is reminded once; with one it is not', async () => {
  await setLocally(house, { level: 'province', code: PLACES.province }, { 'fyp14.research-due': '12-31' });
  await house.owner(
    `insert into unit (unit_id, level, line, name, division_code, valid_from) values ($1, 'province', 'hr', '山东省人社厅', $2, '2016-01-01') on conflict do nothing`,
    [provinceOffice.unitId, PLACES.province],
  );
  clock.goTo('2021-12-30');
  expect(await remindYearly(house.as(null))).toEqual({ reminded: 0 });
  clock.goTo('2021-12-31');
  expect(await remindYearly(house.as(null))).toEqual({ reminded: 1 });
  expect(await remindYearly(house.as(null))).toEqual({ reminded: 0 });
  clock.goTo('2022-12-31');
  await enter(
    'fyp14-research',
    1,
    () => ({ name: '2022年技工教育研究总结', kind: 'summary', approved: true, on: '2022-12-20' }),
    { by: provinceOffice },
  );
  expect(await remindYearly(house.as(null))).toEqual({ reminded: 0 });
  expect((await figuresOf(house, 'fyp14-research', { by: ministry })).papers!.value).toBe(1);
});

test('[FYP14-B5-18] with a cycle of two years and the last edition on 2022-09-01 the contest is overdue on 2024-09-02, and no longer once it is held', async () => {
  await setLocally(house, { level: 'nation', code: 0 }, { 'fyp14.teacher-contest-years': 2 }, '2021-12-01');
  const key = 'fyp14-teacher-contests';
  const edition = (on: string, name: string): Data => ({
    contest: '教师职业能力大赛',
    edition: name,
    on,
    results: '一等奖10名',
  });
  await enter(key, 1, () => edition('2022-09-01', '第一届'), { by: provinceOffice });
  const overdue = async (on: string) =>
    titles((await figuresOf(house, key, { on, by: provinceOffice })).overdue!.names);
  expect(await overdue('2024-09-01')).toEqual([]);
  expect(await overdue('2024-09-02')).toEqual(['教师职业能力大赛']);
  await enter(key, 1, () => edition('2024-09-02', '第二届'), { by: provinceOffice });
  expect(await overdue('2024-09-02')).toEqual([]);
});
