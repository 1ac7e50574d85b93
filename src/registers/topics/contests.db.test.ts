import { beforeAll, beforeEach, expect, test } from 'vitest';
import { movedClock } from '../../supervision/testing-offices.ts';
import { setLocally } from '../../testing/local-values.ts';
import { publicFeed } from '../exchange/public-feed.ts';
import { publicRecord } from '../exchange/public-record.ts';
import { changeRecord } from '../records/change-record.ts';
import { remindKeepers } from '../records/reminders/remind-keepers.ts';
import { setStage } from '../records/set-stage.ts';
import { keepersOf, person, type Data } from '../testing-entering.ts';
import { countyOffice, figuresOf, ministry, registersHouse } from '../testing-registers.ts';

const START = '2022-06-30';
const clock = movedClock(START);
const house = await registersHouse({ clock });
const { school, enter, refused } = await keepersOf(house);
const titles = (named: readonly { title: string }[]) => named.map((n) => n.title);
const parts = (groups: readonly { title: string; value: number }[]) =>
  Object.fromEntries(groups.map((g) => [g.title, g.value]));

beforeAll(async () => {
  await setLocally(
    house,
    { level: 'nation', code: 0 },
    { 'fyp14.innovation-contest-years': 2, 'fyp14.contest-lead-days': 30 },
  );
});
beforeEach(async () => {
  clock.goTo(START);
  await house.owner('truncate register_record, register_value cascade');
  await house.owner('delete from message');
});

test('[FYP14-17-12] at a cycle of two years after 2021-10-20 and 30 days of notice a reminder comes on 2023-09-20, and on 2023-10-21 the contest is overdue', async () => {
  const key = 'fyp14-startup-contests';
  const edition = (on: string, name: string): Data => ({ contest: '创业创新大赛', edition: name, on });
  await enter(key, 1, () => edition('2021-10-20', '第一届'), { by: ministry });
  clock.goTo('2023-09-19');
  expect(await remindKeepers(house.as(null))).toEqual({ reminded: 0 });
  clock.goTo('2023-09-20');
  expect(await remindKeepers(house.as(null))).toEqual({ reminded: 1 });
  const overdue = async (on: string) => titles((await figuresOf(house, key, { on })).overdue!.names);
  expect([await overdue('2023-10-20'), await overdue('2023-10-21')]).toEqual([[], ['创业创新大赛']]);
  await enter(key, 1, () => edition('2023-10-21', '第二届'), { by: ministry });
  expect(await overdue('2023-10-21')).toEqual([]);
});

test('[N2021-3.37] of an edition held in 2021 with none planned for 2023 the series is due on 2023-07-01, with 2023 as its year', async () => {
  const key = 'n2021-skills-contests';
  await setLocally(house, { level: 'nation', code: 0 }, { 'fyp14.contest-lead-days': 150 }, '2020-01-01');
  const edition = (year: number, held_on: string): Data => ({ contest: '乡村振兴职业技能大赛', year, held_on });
  clock.goTo('2021-12-01');
  await enter(key, 1, () => edition(2021, '2021-11-10'), { by: ministry });
  clock.goTo('2023-07-01');
  const due = async () => (await figuresOf(house, key)).due!.names.map((n) => [n.title, n.value]);
  expect(await due()).toEqual([['乡村振兴职业技能大赛', 2023]]);
  await enter(key, 1, () => edition(2023, '2023-11-01'), { by: ministry });
  expect(await due()).toEqual([]);
});

test('[FYP14-14-09] when an edition of 50 events with 500 entrants closes 480 took part, its winners are kept, and follow-up training is the open item', async () => {
  const key = 'fyp14-rural-contests';
  const edition: Data = { name: '第一届', events: 50, entrants: 500, present: 480, on: '2022-05-01' };
  const [bare] = await enter(key, 1, () => ({ ...edition, name: '无获奖名单' }), { by: ministry });
  await expect(setStage(house.as(ministry), { recordId: bare!, stage: 'closed' })).rejects.toMatchObject({
    code: 'RECORD_INVALID',
  });
  await house.owner('truncate register_record, register_value cascade');
  await enter(key, 1, () => ({ ...edition, winners: '一等奖：曹县代表队' }), { by: ministry, stages: ['closed'] });
  const { events, present, open } = await figuresOf(house, key);
  expect([events!.value, present!.value, present!.to, titles(open!.names)]).toEqual([50, 480, 500, ['第一届']]);
});

test('[FYP14-17-13] 40 entries of 25 students and 15 teachers in two contests with four prizes are 25, 15 and 10%; one without a contest is not saved', async () => {
  const contests = await enter('fyp14-contest-list', 2, (i) => ({ name: `竞赛${i}`, on: '2022-05-01' }));
  const entry = (i: number): Data => ({
    person: person(i),
    kind: i < 25 ? 'student' : 'teacher',
    contest: contests[i % 2]!,
    prize: i % 10 === 0,
  });
  await enter('fyp14-contest-entries', 40, entry);
  const { entries, contests: held, prizes } = await figuresOf(house, 'fyp14-contest-entries', { by: school });
  expect([parts(entries!.groups), held!.value, prizes!.value, prizes!.share]).toEqual([
    { 学生: 25, 教师: 15 },
    2,
    4,
    10,
  ]);
  const { contest: _, ...without } = entry(50);
  expect((await refused('fyp14-contest-entries', without))?.fields?.[0]?.path).toBe('contest');
});

test('[N2021-3.38] of five local contests four are linked to a registered speciality industry, and the fifth is listed as unlinked', async () => {
  await enter('n2021-local-industries', 2, (i) => ({ name: ['木制品', '手工编织'][i]!, scale: 100 }));
  await enter('n2021-local-contests', 5, (i) => ({
    name: `竞赛${i}`,
    industry: i === 4 ? '无人机' : ['木制品', '手工编织'][i % 2]!,
    on: '2022-05-01',
  }));
  const { special, unlinked } = await figuresOf(house, 'n2021-local-contests');
  expect([special!.value, titles(unlinked!.names)]).toEqual([4, ['竞赛4']]);
});

test('[N2021-3.41] of ten results with eight consents eight names are public and two masked, beside notice, timetable and works; a consent taken back masks the name', async () => {
  const [contest] = await enter('n2021-contest-pages', 1, () => ({
    contest: '乡村振兴职业技能大赛',
    host: '曹县人力资源和社会保障局',
    venue: '曹县技工学校',
    from: '2022-07-05',
    until: '2022-07-06',
    notice: '面向全县技能劳动者，免费报名。',
    timetable: '7月5日 9:00　焊接\n7月6日 9:00　砌筑',
  }));
  const result = (i: number): Data => ({
    contest: contest!,
    event: i % 2 === 0 ? '焊接' : '砌筑',
    person: person(i, `刘梅${'一二三四五六七八九十'[i]}`),
    rank: 1 + i,
    work: `作品${i}`,
    consent: i < 8,
  });
  const ids = await enter('n2021-contest-results', 10, result);
  const shown = () => publicRecord(house.as(null), { recordId: contest! });
  const namesShown = async () =>
    (await shown()).parts.flatMap((p) => p.rows).map((r) => r.fields.find((f) => f.title.zh === '选手')!.shown);
  const named = (await namesShown()).filter((n) => !n.includes('*'));
  expect([named.length, new Set(named).size]).toEqual([8, 8]);
  expect((await namesShown()).filter((n) => n === '刘*九' || n === '刘*十').length).toBe(2);
  const page = await shown();
  expect(page.fields.map((f) => f.shown)).toContain('7月5日 9:00　焊接\n7月6日 9:00　砌筑');
  expect(page.fields.map((f) => f.shown)).toContain('面向全县技能劳动者，免费报名。');
  expect(page.parts.flatMap((p) => p.rows.map((r) => r.fields.find((f) => f.title.zh === '作品')!.shown))).toHaveLength(
    10,
  );
  const feed = await publicFeed(house.as(null), { key: 'n2021-contest-results' });
  expect(String(feed.body)).not.toMatch(/刘梅[九十]/);
  await changeRecord(house.as(countyOffice), { recordId: ids[0]!, data: { ...result(0), consent: false } });
  expect((await namesShown()).filter((n) => !n.includes('*')).length).toBe(7);
  const { named: told, masked } = await figuresOf(house, 'n2021-contest-results');
  expect([told!.value, told!.to, masked!.value]).toEqual([7, 10, 3]);
});

test('[FYP14-22-02] of 14 cross-path cases nine lead from skill to title and five the other way; one without both certificates is refused', async () => {
  const key = 'fyp14-cross-paths';
  const path = (i: number): Data => ({
    person: person(i),
    direction: i < 9 ? 'to_title' : 'to_skill',
    skill: '高级技师证书',
    title_certificate: '工程师证书',
    on: '2022-03-01',
  });
  await enter(key, 14, path);
  const { cases } = await figuresOf(house, key);
  expect([cases!.value, Object.values(parts(cases!.groups)).sort()]).toEqual([14, [5, 9]]);
  for (const lacking of ['skill', 'title_certificate'])
    expect((await refused(key, { ...path(20), [lacking]: null }))?.fields?.[0]?.path).toBe(lacking);
});

const asks = (i: number, required_schooling: string, diploma_class: string): Data => ({
  person: person(i),
  post: '设备维护',
  required_schooling,
  diploma_class,
});
const eligible = async (key: string, data: Data) => (await refused(key, data)) === null;

test('[FYP14-17-06] a graduate of a senior class is eligible for a post that asks for junior college, one of an intermediate class is not', async () => {
  expect(await eligible('fyp14-post-applications', asks(0, 'junior_college', 'senior'))).toBe(true);
  expect(await eligible('fyp14-post-applications', asks(1, 'junior_college', 'intermediate'))).toBe(false);
});

test('[FYP14-17-07] for a post that asks for a bachelor a graduate of a senior class is not eligible, one of a prospective technician class is', async () => {
  expect(await eligible('fyp14-post-applications', asks(0, 'bachelor', 'senior'))).toBe(false);
  expect(await eligible('fyp14-post-applications', asks(1, 'bachelor', 'prospective_technician'))).toBe(true);
});

test('[FYP14-18-06] a practice instructor of a senior class meets the condition junior college, not bachelor', async () => {
  const { post: _, ...college } = asks(0, 'junior_college', 'senior');
  const { post: _p, ...bachelor } = asks(0, 'bachelor', 'senior');
  expect(await eligible('fyp14-instructor-applications', college)).toBe(true);
  expect(await eligible('fyp14-instructor-applications', bachelor)).toBe(false);
});
