import { beforeAll, beforeEach, expect, test } from 'vitest';
import { movedClock } from '../../supervision/testing-offices.ts';
import { PLACES } from '../../testing/actors.ts';
import { setLocally } from '../../testing/local-values.ts';
import { allocatePlaces } from '../records/places/allocate-places.ts';
import { changeRecord } from '../records/change-record.ts';
import { createRecord } from '../records/create-record.ts';
import { openRecord } from '../records/open-record.ts';
import { remindKeepers } from '../records/reminders/remind-keepers.ts';
import { setStage } from '../records/set-stage.ts';
import { stepRecord } from '../records/step-record.ts';
import { keepersOf, listAssisted, listed, person, type Data } from '../testing-entering.ts';
import { anInstitution, countyOffice, figuresOf, registersHouse, schoolOfficer } from '../testing-registers.ts';

const START = '2022-06-30';
const clock = movedClock(START);
const house = await registersHouse({ clock });
const { schoolId, school, enter, refused } = await keepersOf(house);
const titles = (named: readonly { title: string }[]) => named.map((n) => n.title);
const parts = (groups: readonly { title: string; value: number }[]) =>
  Object.fromEntries(groups.map((g) => [g.title, g.value]));
const PLANS = 'fyp14-study-plans';
const figures = (key: string, on?: string) => figuresOf(house, key, { by: school, ...(on ? { on } : {}) });
const HENAN = { province: 410000000000, county: 411425000000 };

beforeAll(async () => {
  await listAssisted(house, 15, { identifiedOn: '2019-01-01' });
  await house.owner(
    `insert into division (code, name, level, parent_code, valid_from, full_name) values
      ($1, '河南省', 'province', 0, '1949-10-01', '河南省'), (411400000000, '商丘市', 'city', $1, '1949-10-01', '河南省商丘市'),
      ($2, '虞城县', 'county', 411400000000, '1949-10-01', '河南省商丘市虞城县') on conflict do nothing`,
    [HENAN.province, HENAN.county],
  );
  await setLocally(
    house,
    { level: 'city', code: PLACES.city },
    {
      'fyp14.flexible-min-months': 24,
      'fyp14.flexible-max-months': 60,
      'fyp14.activity-credits-cap': 5,
      'fyp14.main-carrier-share': 50,
      'fyp14.incident-report-hours': 24,
      'fyp14.drill-months': 12,
    },
  );
});
beforeEach(async () => {
  clock.goTo(START);
  await house.owner('truncate register_record, register_value cascade');
  await house.owner('delete from message');
});

const plan = (i: number, more: Data = {}): Data => ({
  student: person(i),
  school: schoolId,
  from_on: '2021-09-01',
  leave_months: 0,
  ...more,
});
const told = async (title: string) =>
  (await house.owner(`select count(*)::int as n from message where title like $1`, [`${title}%`])).rows[0]!.n as number;

test('[FYP14-9-04] at two to five years who would graduate after 20 months is refused; when the sixth year begins the school is told; six months of leave are not counted', async () => {
  clock.goTo('2021-09-01');
  const [plain, leave] = await enter(PLANS, 2, (i) =>
    plan(i, { from_on: '2021-09-01', leave_months: i === 0 ? 0 : 6 }),
  );
  const graduate = (recordId: string) => setStage(house.as(school), { recordId, stage: 'graduated' });
  clock.goTo('2023-05-01');
  await expect(graduate(plain!)).rejects.toMatchObject({ message: expect.stringContaining('未满最短学习年限') });
  clock.goTo('2023-09-01');
  await expect(graduate(leave!)).rejects.toMatchObject({ code: 'RECORD_INVALID' });
  clock.goTo('2026-08-31');
  await remindKeepers(house.as(null));
  expect(await told('已超过最长学习年限')).toBe(0);
  clock.goTo('2026-09-01');
  await remindKeepers(house.as(null));
  expect((await house.owner(`select title from message`)).rows).toEqual([{ title: '已超过最长学习年限：人员0' }]);
  expect(await graduate(leave!)).toMatchObject({ stage: 'graduated' });
});

test('[FYP14-19-04] with 118 of 120 credits graduation is blocked; with the last two it goes through', async () => {
  clock.goTo('2024-06-30');
  const [recordId] = await enter(PLANS, 1, () => plan(0, { credits_required: 120 }));
  const credit = (course: string, credits: number): Data => ({ student: person(0), course, term: '2021秋', credits });
  await enter('fyp14-credit-entries', 2, (i) => credit(`课程${i}`, 59));
  const graduate = () => setStage(house.as(school), { recordId: recordId!, stage: 'graduated' });
  await expect(graduate()).rejects.toMatchObject({ message: expect.stringContaining('学分未修满') });
  const { totals } = await openRecord(house.as(school), { recordId: recordId! });
  expect(totals.find((t) => t.key === 'credits')!.shown).toBe('118 学分');
  await enter('fyp14-credit-entries', 1, () => credit('毕业设计', 2));
  expect(await graduate()).toMatchObject({ stage: 'graduated' });
});

test('[FYP14-19-05] activities of three kinds with 2, 1 and 3 credits are 6 credits, of which 5 count', async () => {
  const [recordId] = await enter(PLANS, 1, () => plan(0));
  await enter('fyp14-student-activities', 3, (i) => ({
    student: person(0),
    name: `活动${i}`,
    kind: ['practice', 'startup', 'contest'][i]!,
    credits: [2, 1, 3][i]!,
    on: '2022-05-01',
  }));
  const { totals } = await openRecord(house.as(school), { recordId: recordId! });
  const shown = (key: string) => totals.find((t) => t.key === key)!.shown;
  expect([shown('activities'), shown('activities_counted')]).toEqual(['6 学分', '5 学分']);
  const { activities } = await figures('fyp14-student-activities');
  expect(Object.keys(parts(activities!.groups)).sort()).toEqual(['创业', '社会实践', '竞赛']);
});

test('[FYP14-19-07] an aid application that is approved and paid stands in the aid ledger of the student, not before', async () => {
  const [recordId] = await enter(PLANS, 1, () => plan(0));
  const data: Data = { student: person(0), kind: 'grant', term: '2022春', amount: '1000' };
  const [aid] = await enter('fyp14-aid-applications', 1, () => data, { pass: false });
  const pay = () => setStage(house.as(school), { recordId: aid!, stage: 'paid' });
  const ledger = async () =>
    (await openRecord(house.as(school), { recordId: recordId! })).totals.find((t) => t.key === 'aid')!.shown;
  await expect(pay()).rejects.toMatchObject({ code: 'RECORD_INVALID' });
  await stepRecord(house.as(countyOffice), { recordId: aid!, act: 'pass' });
  expect(await ledger()).toBe('0.00 元');
  await changeRecord(house.as(school), { recordId: aid!, data: { ...data, paid_on: '2022-06-29' } });
  await stepRecord(house.as(countyOffice), { recordId: aid!, act: 'pass' });
  await pay();
  expect(await ledger()).toBe('1,000.00 元');
});

test('[FYP14-5-02] twelve hours on the three spirits by the day of the check are four short, which the school is told; with sixteen it is satisfied', async () => {
  const [of] = await enter('fyp14-spirit-classes', 1, () => ({ class: '21焊接1班 2021学年', check_on: '2022-06-01' }));
  const session = (i: number): Data => ({
    name: `专题${i}`,
    class: of!,
    spirit: ['model', 'labour', 'craft'][i % 3]!,
    hours: 4,
    on: '2022-05-01',
  });
  await enter('fyp14-spirit-sessions', 3, session);
  const short = async () => (await figures('fyp14-spirit-classes')).short!.names.map((n) => [n.title, n.value]);
  expect(await short()).toEqual([['21焊接1班 2021学年', 4]]);
  await remindKeepers(house.as(null));
  expect(await told('三种精神专题教育学时不足')).toBe(1);
  await enter('fyp14-spirit-sessions', 1, () => session(3));
  const { enough } = await figures('fyp14-spirit-classes');
  expect([await short(), enough!.value]).toEqual([[], 1]);
});

test('[FYP14-5-03] 40 of 64 hours of labour education in practical courses are 62.5%, and they are the main carrier', async () => {
  const key = 'fyp14-labour-carriers';
  await enter(key, 1, () => ({ class: '21焊接1班 2021学年', practical: 40, all_hours: 64 }));
  const { share, main } = await figures(key);
  expect([share!.share, titles(main!.names)]).toEqual([62.5, ['21焊接1班 2021学年']]);
  const less = await createRecord(house.as(school), {
    key,
    data: { class: '21电工1班', practical: 20, all_hours: 64 },
  });
  expect(less.warnings[0]!.message).toContain('还不是劳动教育的主要载体');
});

const SIX = { moral: 'good', study: 'good', health: 'good', art: 'pass', labour: 'good', practice: 'good' };
test('[FYP14-5-04] a term evaluation without a labour grade is not final: it is refused as invalid (422) naming it; with a grade it is final', async () => {
  const key = 'fyp14-term-evaluations';
  const { labour: _, ...five } = SIX;
  const data: Data = { student: person(0), term: '2022春', ...five };
  const { recordId } = await createRecord(house.as(school), { key, data, draft: true });
  const finish = () => stepRecord(house.as(school), { recordId, act: 'submit' });
  await expect(finish()).rejects.toMatchObject({
    kind: 'invalid',
    fields: [{ path: 'labour', message: '劳动素养：必填' }],
  });
  await changeRecord(house.as(school), { recordId, data: { ...data, labour: 'good' }, draft: true });
  expect(await finish()).toMatchObject({ state: 'accepted' });
});

test('[FYP14-5-05] a candidate with the lowest labour grade needs a justification, others do not', async () => {
  const evaluations = await enter('fyp14-term-evaluations', 2, (i) => ({
    student: person(i),
    term: '2022春',
    ...SIX,
    labour: ['fail', 'excellent'][i]!,
  }));
  const key = 'fyp14-award-nominations';
  const nominee = (i: number): Data => ({ student: person(i), award: '三好学生', evaluation: evaluations[i]! });
  expect(await refused(key, nominee(0))).toMatchObject({ code: 'RECORD_NEEDS_REASON' });
  const saved = await createRecord(house.as(school), { key, data: nominee(0), reason: '因工伤未参加劳动课' });
  const { history, fields } = await openRecord(house.as(school), { recordId: saved.recordId });
  expect([history[0]!.reason, fields.find((f) => f.key === 'labour')!.shown]).toEqual(['因工伤未参加劳动课', '不合格']);
  expect(await refused(key, nominee(1))).toBeNull();
});

test('[FYP14-5-08] eight lectures and 40 counselling contacts are told as totals, and no name can be entered', async () => {
  const key = 'fyp14-mental-health';
  const done = (kind: string, times: number): Data => ({ kind, times, on: '2022-04-01' });
  await enter(key, 2, () => done('lecture', 4));
  await enter(key, 4, () => done('contact', 10));
  const { times } = await figures(key);
  expect(parts(times!.groups)).toEqual({ 讲座: 8, 个别咨询: 40 });
  expect((await refused(key, { ...done('contact', 1), student: person(0) }))?.fields?.[0]?.message).toBe(
    '登记册没有这个字段',
  );
});

test('[FYP14-5-09] 900 hours of 30 students are 30.0 on average, and the two without hours are named', async () => {
  await enter(PLANS, 30, (i) => plan(i));
  await enter('fyp14-labour-hours', 28, (i) => ({
    student: person(i),
    kind: i % 2 ? 'labour' : 'practice',
    term: '2022春',
    hours: i === 0 ? 36 : 32,
    on: '2022-05-01',
  }));
  const { mean_hours: mean, no_hours: none } = await figures(PLANS);
  expect([mean!.value, mean!.share, titles(none!.names)]).toEqual([900, 30, ['人员28', '人员29']]);
});

test('[FYP14-19-09] four activities of two of three kinds leave one missing; an incident reported after 30 hours over a limit of 24 is late', async () => {
  await enter('fyp14-campus-activities', 4, (i) => ({
    name: `活动${i}`,
    kind: i % 2 ? 'mind' : 'culture',
    on: '2022-05-01',
  }));
  const { kinds, activities } = await figures('fyp14-campus-activities');
  expect([activities!.value, kinds!.missing]).toEqual([4, [{ of: null, titles: ['网络安全'] }]]);
  const incident = (name: string, day: string, hour: number): Data => ({
    name,
    occurred_on: '2022-06-01',
    occurred_at: 8,
    reported_on: day,
    reported_at: hour,
  });
  await enter('fyp14-network-incidents', 2, (i) =>
    i === 0 ? incident('校园网钓鱼', '2022-06-02', 14) : incident('账号被盗', '2022-06-02', 8),
  );
  const { late } = await figures('fyp14-network-incidents');
  expect(late!.names.map((n) => [n.title, n.value])).toEqual([['校园网钓鱼', 30]]);
});

test('[FYP14-19-11] with the last drill on 2022-05-01 and a limit of twelve months one reminder comes on 2023-05-02; an incident without time is refused', async () => {
  await enter('fyp14-emergency-drills', 2, (i) => ({
    name: '消防疏散演练',
    school: schoolId,
    on: ['2021-04-01', '2022-05-01'][i]!,
  }));
  clock.goTo('2023-05-01');
  expect(await remindKeepers(house.as(null))).toEqual({ reminded: 0 });
  clock.goTo('2023-05-02');
  expect(await remindKeepers(house.as(null))).toEqual({ reminded: 1 });
  const incident: Data = { name: '实训车间擦伤', occurred_on: '2023-05-01', reported_on: '2023-05-01' };
  const told422 = await refused('fyp14-safety-incidents', incident);
  expect(told422?.fields?.map((f) => f.path)).toEqual(['occurred_at', 'reported_at']);
  expect(
    await refused('fyp14-safety-incidents', { ...incident, occurred_at: '09:10', reported_at: '09:40' }),
  ).toBeNull();
});

test('[HA2020-2.7] of 15 who ask for twelve work-study posts nine of poor families have one, and three others', async () => {
  const id = await anInstitution(house, '虞城县技工学校', 'technical_school', HENAN.county);
  const henan = schoolOfficer(id, HENAN.county);
  const [post] = await enter('ha2020-work-posts', 1, () => ({ post: '图书整理', places: 12, hours: 8, pay: '15' }), {
    by: henan,
  });
  await enter(
    'ha2020-work-applications',
    15,
    (i) => ({
      student: i >= 6 ? listed(i) : person(i),
      post: post!,
      qualified: true,
    }),
    { by: henan },
  );
  const { rows } = await allocatePlaces(house.as(henan), { recordId: post! });
  const placed = rows.filter((r) => r.placed);
  expect([placed.filter((r) => r.flagged).length, placed.filter((r) => !r.flagged).length]).toEqual([9, 3]);
});
