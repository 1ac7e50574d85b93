import { beforeAll, beforeEach, expect, test } from 'vitest';
import { movedClock } from '../../supervision/testing-offices.ts';
import { PLACES } from '../../testing/actors.ts';
import { setLocally } from '../../testing/local-values.ts';
import { allocatePlaces } from '../records/places/allocate-places.ts';
import { changeRecord } from '../records/change-record.ts';
import { createRecord } from '../records/create-record.ts';
import { listRecords } from '../records/list-records.ts';
import { openRecord } from '../records/open-record.ts';
import { remindKeepers } from '../records/reminders/remind-keepers.ts';
import { setStage } from '../records/set-stage.ts';
import { keepersOf, listAssisted, listed, person, type Data } from '../testing-entering.ts';
import { anInstitution, figuresOf, registersHouse, schoolOfficer } from '../testing-registers.ts';

const START = '2022-06-30';
const clock = movedClock(START);
const house = await registersHouse({ clock });
const { school, enter, refused } = await keepersOf(house);
const titles = (named: readonly { title: string }[]) => named.map((n) => n.title);
const PLACEMENTS = 'fyp14-intern-placements';
const INSURANCES = 'fyp14-intern-insurances';
const figures = (on?: string) => figuresOf(house, PLACEMENTS, { by: school, ...(on ? { on } : {}) });

beforeAll(async () => {
  await listAssisted(house, 25, { householdTypes: ['脱贫不稳定户'], identifiedOn: '2021-01-01' });
  await setLocally(
    house,
    { level: 'city', code: PLACES.city },
    { 'fyp14.internship-visits': 2, 'fyp14.internship-day-hours': 8 },
  );
});
beforeEach(async () => {
  clock.goTo(START);
  await house.owner('truncate register_record, register_value cascade');
  await house.owner('delete from message');
});

const base = async (capacity = 200) =>
  (await enter('fyp14-intern-bases', 1, () => ({ name: '曹县家具产业园', capacity })))[0]!;
const placement = (i: number, of: string, more: Data = {}): Data => ({
  student: person(i),
  base: of,
  starts_on: '2022-07-01',
  ends_on: '2022-12-31',
  ...more,
});
const cover = (i: number, kind: string, until: string): Data => ({
  student: person(i),
  kind,
  valid_from: '2022-06-01',
  valid_to: until,
});
const told = async (title: string) =>
  (await house.owner(`select count(*)::int as n from message where title like $1`, [`${title}%`])).rows[0]!.n as number;

test('[FYP14-13-05] at a capacity of 50 with 45 assigned five of eight more are taken and three refused for want of a place', async () => {
  const of = await base(50);
  await enter(PLACEMENTS, 45, (i) => placement(i, of));
  const answers = [];
  for (let i = 45; i < 53; i += 1) answers.push(await refused(PLACEMENTS, placement(i, of)));
  expect(answers.map((a) => a === null)).toEqual([true, true, true, true, true, false, false, false]);
  expect(answers[5]).toMatchObject({ fields: [{ path: 'base', message: expect.stringContaining('没有空余名额') }] });
  const { totals } = await openRecord(house.as(school), { recordId: of });
  expect(totals).toEqual([{ key: 'taken', title: { zh: '在岗和待上岗', en: 'Taken' }, shown: '50 人' }]);
});

test('a place is free again once an internship has ended', async () => {
  const of = await base(1);
  await enter(PLACEMENTS, 1, () => placement(0, of));
  expect(await refused(PLACEMENTS, placement(1, of))).toMatchObject({ code: 'RECORD_INVALID' });
  clock.goTo('2022-12-31');
  expect(await refused(PLACEMENTS, placement(1, of, { starts_on: '2023-01-01', ends_on: '2023-03-01' }))).toBeNull();
});

test('[FYP14-19-12] without a tripartite agreement the start is refused; with it the internship starts and two visits are scheduled, once', async () => {
  const of = await base();
  const [recordId] = await enter(PLACEMENTS, 1, () => placement(0, of, { plan: '装配、喷涂轮岗' }));
  const start = () => setStage(house.as(school), { recordId: recordId!, stage: 'started' });
  await expect(start()).rejects.toMatchObject({ code: 'RECORD_INVALID', message: expect.stringContaining('三方协议') });
  await changeRecord(house.as(school), {
    recordId: recordId!,
    data: placement(0, of, { plan: '装配、喷涂轮岗', agreement_on: '2022-06-28' }),
  });
  expect(await start()).toMatchObject({ stage: 'started' });
  const visits = await listRecords(house.as(school), { key: 'fyp14-intern-visits' });
  expect(visits.rows.map((r) => r.shown.planned_on).sort()).toEqual(['2022-08-31', '2022-10-31']);
  const file = await openRecord(house.as(school), { recordId: visits.rows[0]!.recordId });
  expect(file).toMatchObject({ data: { placement: recordId }, history: [{ reason: '由“人员0”生成' }] });
  clock.goTo('2022-09-01');
  await remindKeepers(house.as(null));
  expect(await told('实习巡访已过计划日期')).toBe(1);
});

test('[FYP14-19-13] of 100 interns 60 have work-injury cover, five of them to before the end: 55 fully covered (55%) and five alerts', async () => {
  const of = await base();
  await enter(PLACEMENTS, 100, (i) => placement(i, of));
  await enter(INSURANCES, 60, (i) => cover(i, 'injury', i < 5 ? '2022-11-30' : '2022-12-31'));
  const { injury, injury_gaps: gaps } = await figures();
  expect(injury).toMatchObject({ value: 55, to: 100, share: 55 });
  expect(gaps!.names.map((n) => n.value)).toEqual([31, 31, 31, 31, 31]);
  await remindKeepers(house.as(null));
  expect(await told('工伤保险在实习结束前到期')).toBe(5);
});

test('[FYP14-19-14] an internship to 31 August with a policy to 31 July has a gap of 31 days, which a second policy closes', async () => {
  clock.goTo('2023-03-01');
  const of = await base();
  const [recordId] = await enter(PLACEMENTS, 1, () =>
    placement(0, of, { starts_on: '2023-03-01', ends_on: '2023-08-31' }),
  );
  await enter(INSURANCES, 1, () => ({ ...cover(0, 'liability', '2023-07-31'), valid_from: '2023-03-01' }));
  const gap = async () => (await figures()).liability_gaps!.names.map((n) => [n.title, n.value]);
  expect(await gap()).toEqual([['人员0', 31]]);
  const shown = async () =>
    (await openRecord(house.as(school), { recordId: recordId! })).totals.find((t) => t.key === 'liability_gap')!.shown;
  expect(await shown()).toBe('31 天');
  await enter(INSURANCES, 1, () => ({ ...cover(0, 'liability', '2023-08-31'), valid_from: '2023-08-01' }));
  expect([await gap(), await shown()]).toEqual([[], '0 天']);
});

test('[FYP14-19-15] a placement without accident cover is saved with a warning and stays an open task; nine of ten insured are 90%', async () => {
  const of = await base();
  await enter(INSURANCES, 9, (i) => cover(i, 'accident', '2022-12-31'));
  await enter(PLACEMENTS, 9, (i) => placement(i, of));
  const saved = await createRecord(house.as(school), { key: PLACEMENTS, data: placement(9, of) });
  expect(saved.warnings.map((w) => w.message)).toEqual(['还没有登记该生的意外伤害保险']);
  const { insured, uninsured } = await figures();
  expect([insured!.value, insured!.to, insured!.share, titles(uninsured!.names)]).toEqual([9, 10, 90, ['人员9']]);
  await remindKeepers(house.as(null));
  expect(await told('未登记意外伤害保险')).toBe(1);
  await enter(INSURANCES, 1, () => cover(9, 'accident', '2022-12-31'));
  expect((await figures()).uninsured!.value).toBe(0);
});

test('[FYP14-19-16] a fee of 300 is refused; a complaint opens a case, which is not closed without a result', async () => {
  const of = await base();
  expect(await refused(PLACEMENTS, placement(0, of, { fee: '300' }))).toMatchObject({
    fields: [{ path: 'fee', message: expect.stringContaining('不得向学生收取实习费用') }],
  });
  expect(await refused(PLACEMENTS, placement(0, of, { fee: '0' }))).toBeNull();
  const [complaint] = await enter('fyp14-intern-complaints', 1, () => ({
    matter: '企业收取实习押金',
    kind: 'fee',
    received_on: '2022-06-29',
  }));
  const cases = await listRecords(house.as(school), { key: 'fyp14-intern-cases', complaint: complaint! });
  expect(cases.rows).toMatchObject([{ title: '企业收取实习押金', stage: { zh: '办理中' }, countedOn: '2022-06-29' }]);
  const close = () => setStage(house.as(school), { recordId: cases.rows[0]!.recordId, stage: 'closed' });
  await expect(close()).rejects.toMatchObject({ code: 'RECORD_INVALID' });
});

test('[FYP14-19-17] of ten placements nine have all four checks filled and one plans ten hours a day over a limit of eight: one gap and one violation', async () => {
  const of = await base();
  const rights = { daily_hours: 8, pay: '2000', safe: true, of_age: true };
  await enter(PLACEMENTS, 9, (i) => placement(i, of, rights));
  const last = await createRecord(house.as(school), { key: PLACEMENTS, data: placement(9, of, { daily_hours: 10 }) });
  expect(last.warnings.map((w) => w.message)).toContain('每天 10 小时，超过规定的上限');
  const { unchecked, violations } = await figures();
  expect([titles(unchecked!.names), titles(violations!.names)]).toEqual([['人员9'], ['人员9']]);
});

const wish = (i: number, post: string, flagged: boolean, field = 'post'): Data => ({
  student: flagged ? listed(i) : person(i),
  [field]: post,
  qualified: true,
});

test('[N2021-4.14] of 25 students for 20 posts the six of help families have one each, and every one’s file says where it stood', async () => {
  const [post] = await enter('n2021-intern-posts', 1, () => ({
    post: '装配',
    enterprise: '家具厂',
    places: 20,
    open_from: '2022-07-01',
  }));
  const ids = await enter('n2021-intern-wishes', 25, (i) => wish(i, post!, i >= 19));
  expect(await openRecord(house.as(school), { recordId: post! })).toMatchObject({ waitingHere: 25 });
  const { rows } = await allocatePlaces(house.as(school), { recordId: post! });
  expect([rows.filter((r) => r.placed).length, rows.filter((r) => r.placed && r.flagged).length]).toEqual([20, 6]);
  const { first, placed, waiting } = await figuresOf(house, 'n2021-intern-wishes', { by: school });
  expect([first!.value, first!.to, placed!.value, waiting!.value]).toEqual([6, 6, 20, 5]);
  const file = await openRecord(house.as(school), { recordId: ids[24]! });
  expect(file.history[0]).toMatchObject({
    action: 'stage',
    reason: expect.stringMatching(/按次序安排：第 \d 位，属优先对象/),
  });
  const left = await openRecord(house.as(school), { recordId: ids[18]! });
  expect(left.history[0]).toMatchObject({ action: 'wait', reason: expect.stringContaining('名额 20 个已满') });
  expect((await allocatePlaces(house.as(school), { recordId: post! })).rows.every((r) => !r.placed)).toBe(true);
});

test('who is passed over by hand is named and a reason asked for; another school gives no places here', async () => {
  const [post] = await enter('n2021-intern-posts', 1, () => ({
    post: '装配',
    enterprise: '家具厂',
    places: 1,
    open_from: '2022-07-01',
  }));
  const [plain, helped] = await enter('n2021-intern-wishes', 2, (i) => wish(i, post!, i === 1));
  const place = (reason?: string) =>
    setStage(house.as(school), { recordId: plain!, stage: 'placed', ...(reason ? { reason } : {}) });
  await expect(place()).rejects.toMatchObject({
    code: 'RECORD_NEEDS_REASON',
    fields: [{ message: '人员1属优先对象，还在等候' }, { path: 'reason' }],
  });
  const other = schoolOfficer(await anInstitution(house, '单县技工学校'));
  await expect(allocatePlaces(house.as(other), { recordId: post! })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await place('该生放弃')).toMatchObject({ stage: 'placed' });
  expect((await allocatePlaces(house.as(school), { recordId: post! })).rows).toMatchObject([
    { recordId: helped, placed: false },
  ]);
});

test('while no ranking is in force the order of receipt decides, and each one’s file says so', async () => {
  clock.goTo('2020-09-01');
  const [post] = await enter('n2021-intern-posts', 1, () => ({
    post: '装配',
    enterprise: '家具厂',
    places: 1,
    open_from: '2020-09-01',
  }));
  await enter('n2021-intern-wishes', 2, (i) => wish(i, post!, i === 1));
  expect((await allocatePlaces(house.as(school), { recordId: post! })).rows).toMatchObject([
    { title: '人员0', placed: true, reason: '第 1 位，没有在执行的优先规则，按受理先后' },
    { title: '人员1', placed: false },
  ]);
});

test('of two allocations at the same time no place is given twice', async () => {
  const [post] = await enter('n2021-intern-posts', 1, () => ({
    post: '装配',
    enterprise: '家具厂',
    places: 3,
    open_from: '2022-07-01',
  }));
  await enter('n2021-intern-wishes', 8, (i) => wish(i, post!, i % 2 === 0));
  await Promise.all([0, 1, 2].map(() => allocatePlaces(house.as(school), { recordId: post! })));
  expect((await figuresOf(house, 'n2021-intern-wishes', { by: school })).placed!.value).toBe(3);
});
