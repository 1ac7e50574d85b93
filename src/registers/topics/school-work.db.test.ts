import { beforeEach, expect, test } from 'vitest';
import { movedClock } from '../../supervision/testing-offices.ts';
import { PLACES } from '../../testing/actors.ts';
import { setLocally } from '../../testing/local-values.ts';
import { changeRecord } from '../records/change-record.ts';
import { openRecord } from '../records/open-record.ts';
import { remindKeepers } from '../records/reminders/remind-keepers.ts';
import { setStage } from '../records/set-stage.ts';
import { stepRecord } from '../records/step-record.ts';
import { keepersOf, type Data } from '../testing-entering.ts';
import { anInstitution, cityOffice, figuresOf, registersHouse } from '../testing-registers.ts';

const START = '2023-12-01';
const clock = movedClock(START);
const house = await registersHouse({ clock });
const { school, schoolId, enter, refused } = await keepersOf(house);
const city = { level: 'city', code: PLACES.city } as const;
const titles = (named: readonly { title: string }[]) => named.map((n) => n.title);

beforeEach(async () => {
  clock.goTo(START);
  await house.owner('truncate register_record, register_value cascade');
  await house.owner('delete from message');
});

test('[FYP14-8-05] of 40 schools 32 have a workstation, two of them without a class in the year: 30/40 active (75%), and the two are listed', async () => {
  await enter('fyp14-school-levels', 40, (i) => ({ name: `第${i}技工学校`, level: 'technical_school' }));
  const stations = await enter('fyp14-workstations', 32, (i) => ({
    name: `工作站${i}`,
    school: `第${i}技工学校`,
    enterprise: `企业${i}`,
    opened_on: '2022-01-10',
  }));
  const [second] = await enter('fyp14-workstations', 1, () => ({
    name: '第0校的第二个工作站',
    school: '第0技工学校',
    enterprise: '企业甲',
    opened_on: '2022-01-10',
  }));
  await enter('fyp14-workstation-classes', 32, (i) => ({
    name: `班次${i}`,
    workstation: i < 31 ? stations[i]! : second!,
    course: '焊接',
    begins_on: i === 30 ? '2022-11-30' : '2023-03-01',
    trainees: 20,
  }));
  const { active, inactive } = await figuresOf(house, 'fyp14-workstations');
  expect([active!.value, active!.to, active!.share]).toEqual([30, 40, 75]);
  expect(titles(inactive!.names).sort()).toEqual(['工作站30', '工作站31']);
});

test('[FYP14-13-06] twelve apprentice posts of 400 at a target of 2% are 3.0% and meet it', async () => {
  await setLocally(house, city, { 'fyp14.apprentice-share': 2 });
  const posts = (name: string, all: number, apprentices: number): Data => ({
    name,
    posts: all,
    apprentice_posts: apprentices,
    stated_on: '2023-11-30',
  });
  await enter('fyp14-apprentice-posts', 1, () => posts('鲁西机械', 400, 12));
  const { share, met, behind } = await figuresOf(house, 'fyp14-apprentice-posts');
  expect([share!.value, share!.to, share!.share, met!.value, behind!.names]).toEqual([12, 400, 3, 1, []]);
  await enter('fyp14-apprentice-posts', 1, () => posts('曹县家具厂', 200, 2));
  expect(titles((await figuresOf(house, 'fyp14-apprentice-posts')).behind!.names)).toEqual(['曹县家具厂']);
});

test('[FYP14-8-10] a load above the threshold and an application: once decided, day, old and new total are kept; below it the application is refused', async () => {
  await setLocally(house, city, { 'fyp14.heavy-training-load': 3000 });
  const asked = (load: number, more: Data = {}): Data => ({
    name: '2023年核增申请',
    school: schoolId,
    year: 2023,
    load,
    proof: '培训补贴拨付文件',
    old_total: '1200',
    new_total: '1350',
    ...more,
  });
  expect(await refused('fyp14-pay-totals', asked(2999))).toMatchObject({
    fields: [{ path: 'load', message: expect.stringContaining('没有达到') }],
  });
  const [recordId] = await enter('fyp14-pay-totals', 1, () => asked(3600));
  const decide = () => setStage(house.as(cityOffice), { recordId: recordId!, stage: 'decided' });
  await expect(decide()).rejects.toMatchObject({ message: expect.stringContaining('核定日期') });
  await changeRecord(house.as(school), { recordId: recordId!, data: asked(3600, { decided_on: '2023-11-20' }) });
  await stepRecord(house.as(cityOffice), { recordId: recordId!, act: 'pass' });
  expect(await decide()).toMatchObject({ stage: 'decided' });
  const { data } = await openRecord(house.as(school), { recordId: recordId! });
  expect(data).toMatchObject({ decided_on: '2023-11-20', old_total: 1200, new_total: 1350 });
});

test('[FYP14-8-11] of an income of 100,000 at 30% 30,000 is booked; while no share is set nothing can be', async () => {
  const books: Data = { name: '2023年账', income: '100000', closed_on: '2023-12-01' };
  expect(await refused('fyp14-training-income', books)).toMatchObject({
    fields: [{ path: 'income', message: expect.stringContaining('没有设定提取比例') }],
  });
  await setLocally(house, city, { 'fyp14.training-income-share': 30 }, '2023-01-01');
  const [recordId] = await enter('fyp14-training-income', 1, () => books);
  const { booked } = await figuresOf(house, 'fyp14-training-income', { by: school });
  expect([booked!.value, booked!.share]).toEqual([30000, 30]);
  expect(Number((await openRecord(house.as(school), { recordId: recordId! })).data.booked)).toBe(30000);
});

test('[FYP14-11-03] with four of five steps done and students not transferred the case is not closed; after the fifth it is, and the owner changes on the day given', async () => {
  await enter('fyp14-school-owners', 1, () => ({ school: schoolId, owner: 'enterprise', from_on: '1998-09-01' }));
  const asked = (studentsTaken: boolean): Data => ({
    school: schoolId,
    former_owner: '鲁西纺织集团',
    assets: '3200',
    staff: 86,
    students: 1450,
    handed_on: '2024-01-01',
    agreed: true,
    assets_taken: true,
    staff_taken: true,
    students_taken: studentsTaken,
    files_taken: true,
  });
  const [recordId] = await enter('fyp14-takeovers', 1, () => asked(false));
  const close = () => setStage(house.as(cityOffice), { recordId: recordId!, stage: 'closed' });
  await expect(close()).rejects.toMatchObject({ message: expect.stringContaining('五个移交步骤还没有全部完成') });
  await changeRecord(house.as(cityOffice), { recordId: recordId!, data: asked(true) });
  expect(await close()).toMatchObject({ stage: 'closed' });
  const ownerOn = async (on: string) =>
    (await figuresOf(house, 'fyp14-school-owners', { on, by: cityOffice })).owners!.groups.map((g) => [
      g.code,
      g.value,
    ]);
  expect(await ownerOn('2023-12-31')).toEqual([['enterprise', 1]]);
  expect(await ownerOn('2024-01-01')).toEqual([['hr', 1]]);
});

test('[FYP14-11-05] two shareholding pilots and a mixed one are listed with start and assessment; without a decision document the form is not changed', async () => {
  const ids = await Promise.all(['甲', '乙', '丙'].map((name) => anInstitution(house, `${name}技工学校`)));
  const pilot = (i: number): Data => ({
    school: ids[i]!,
    former: 'public',
    form: i < 2 ? 'shareholding' : 'mixed',
    decision: `鲁政字〔2023〕${i + 1}号`,
    started_on: '2023-03-01',
    assessed_on: '2024-03-01',
  });
  const { decision: _none, ...without } = pilot(0);
  expect((await refused('fyp14-ownership-pilots', without))?.fields?.[0]?.path).toBe('decision');
  const recordIds = await enter('fyp14-ownership-pilots', 3, pilot);
  const { pilots } = await figuresOf(house, 'fyp14-ownership-pilots');
  const byForm = Object.fromEntries(pilots!.groups.map((g) => [g.title, g.value]));
  expect([pilots!.value, byForm]).toEqual([3, { 股份制: 2, 混合所有制: 1 }]);
  clock.goTo('2024-03-01');
  await remindKeepers(house.as(null));
  expect((await house.owner(`select title from message where title like '办学形式试点%'`)).rows).toHaveLength(
    recordIds.length,
  );
});

test('[FYP14-6-09] a school that declares six functions and has activities in four this year: four active, two declared without activity', async () => {
  const kinds = ['appraisal', 'recognition', 'public_training', 'competition', 'teacher_training', 'employment'];
  const functions = await enter('fyp14-extended-functions', 6, (i) => ({
    school: schoolId,
    function: kinds[i]!,
    declared_on: '2022-01-01',
  }));
  await enter('fyp14-function-activities', 5, (i) => ({
    name: `活动${i}`,
    function: functions[i]!,
    held_on: i === 4 ? '2022-06-01' : '2023-05-01',
    people: 30,
  }));
  const { active, idle } = await figuresOf(house, 'fyp14-extended-functions', { by: school });
  expect([active!.value, active!.to, titles(idle!.names).sort()]).toEqual([4, 6, ['就业服务', '师资培训']]);
});

test('[HA2020-1.17] of 50 supported firms 44 are micro to medium with 880,000 of 1,000,000 yuan: 88.0% of firms and of funds', async () => {
  const sizes = ['micro', 'small', 'medium'];
  await enter('ha2020-supported-firms', 50, (i) => ({
    firm: `企业${i}`,
    size: i < 44 ? sizes[i % 3]! : 'large',
    amount: '20000',
    trained: 10,
    paid_on: '2023-06-30',
  }));
  const { firms, funds } = await figuresOf(house, 'ha2020-supported-firms');
  expect([firms!.value, firms!.share, funds!.value, funds!.to, funds!.share]).toEqual([44, 88, 880000, 1000000, 88]);
});

test('[N2021-1.2] of 400 places of a county 100 are from an eastern partner: 25.0%, and the change against the year before stands beside it', async () => {
  const supply = (year: number, places: number, eastern: number): Data => ({
    name: `曹县${year}年`,
    places,
    eastern_places: eastern,
    courses: 12,
    eastern_courses: 3,
    teachers: 40,
    institutions: 5,
    stated_on: `${year}-11-30`,
  });
  await enter('n2021-training-supply', 1, () => supply(2022, 320, 64));
  await enter('n2021-training-supply', 1, () => supply(2023, 400, 100));
  const { eastern, places } = await figuresOf(house, 'n2021-training-supply');
  expect([eastern!.value, eastern!.to, eastern!.share]).toEqual([100, 400, 25]);
  expect([eastern!.before, places!.before]).toMatchObject([
    { value: 64, share: 20 },
    { value: 320, changed: 25 },
  ]);
  expect((await refused('n2021-training-supply', supply(2021, 10, 11)))?.fields?.[0]?.path).toBe('eastern_places');
});
