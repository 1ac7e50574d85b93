import { beforeAll, beforeEach, expect, test } from 'vitest';
import { movedClock } from '../supervision/testing-offices.ts';
import { PLACES } from '../testing/actors.ts';
import { setLocally } from '../testing/local-values.ts';
import { exportRecords } from './exchange/export-records.ts';
import { publicFeed } from './exchange/public-feed.ts';
import { createRecord } from './records/create-record.ts';
import { setStage } from './records/set-stage.ts';
import { keepersOf, person, type Data } from './testing-entering.ts';
import {
  anInstitution,
  bytesOf,
  cityOffice,
  figuresOf,
  ministry,
  registersHouse,
  rowsIn,
} from './testing-registers.ts';

const house = await registersHouse({ clock: movedClock('2022-06-30') });
const { enter, importSheet, school } = await keepersOf(house);
const titles = (named: readonly { title: string }[]) => named.map((n) => n.title).sort();

beforeAll(async () => {
  await setLocally(
    house,
    { level: 'province', code: PLACES.province },
    { 'n2021.teacher-course-share': 80 },
    '2021-12-01',
  );
});
beforeEach(async () => {
  await house.owner('truncate register_record, register_value cascade');
});

test('[HA2020-3.3] one provincial and three municipal platforms with 20 partners, 15 linked: 15/20 = 75.0%, the five named under the platform in charge', async () => {
  const key = 'ha2020-platform-links';
  const partners: string[] = [];
  for (let i = 0; i < 20; i += 1)
    partners.push(await anInstitution(house, `机构${i}`, i % 2 ? 'training_institution' : 'technical_school'));
  await enter(
    key,
    20,
    (i) => ({
      platform: ['省公共实训平台', '甲市平台', '乙市平台', '丙市平台'][i % 4]!,
      level: i % 4 === 0 ? 'province' : 'city',
      partner: partners[i]!,
      kind: i % 2 ? 'training' : 'school',
      contact: '联络员 15400000000',
      ...(i < 15 ? { linked_on: '2022-03-01', interface: 'file' } : {}),
    }),
    { by: cityOffice },
  );
  const { linked, unlinked } = await figuresOf(house, key);
  expect([linked!.value, linked!.to, linked!.share]).toEqual([15, 20, 75]);
  expect(titles(unlinked!.names)).toEqual(['机构15', '机构16', '机构17', '机构18', '机构19']);
  expect(unlinked!.groups.map((g) => [g.title, g.value])).toEqual([
    ['丙市平台', 2],
    ['乙市平台', 1],
    ['甲市平台', 1],
    ['省公共实训平台', 1],
  ]);
});

test('[HA2020-3.5] of 50 shared resources and eight institutions six have used some: 75.0%, each use is logged', async () => {
  const users: string[] = [];
  for (let i = 0; i < 8; i += 1) users.push(await anInstitution(house, `共享机构${i}`, 'training_institution'));
  await enter(
    'ha2020-platform-links',
    8,
    (i) => ({ platform: '省公共实训平台', level: 'province', partner: users[i]!, kind: 'training' }),
    { by: cityOffice },
  );
  const resources = await enter('ha2020-shared-resources', 50, (i) => ({
    name: `资源${i}`,
    kind: 'course',
    owner: '省公共实训平台',
    licence: '免费使用，注明出处',
  }));
  await enter(
    'ha2020-resource-uses',
    9,
    (i) => ({ resource: resources[i]!, user: users[i % 6]!, on: '2022-05-01', learners: 30 }),
    { by: cityOffice },
  );
  const figures = await figuresOf(house, 'ha2020-resource-uses');
  expect([figures.users!.value, figures.users!.to, figures.users!.share]).toEqual([6, 8, 75]);
  expect(figures.uses!.value).toBe(9);
  const shared = await figuresOf(house, 'ha2020-shared-resources');
  expect([shared.resources!.value, shared.unused!.value]).toEqual([50, 41]);
});

test('[FYP14-B5-10] of 2,000 schools 1,500 used the platform within twelve months: 75.0%, and the 500 others are exported by province', async () => {
  await house.owner(
    `insert into division (code, name, level, parent_code, valid_from, full_name) values (410000000000, '河南省', 'province', 0, '1949-10-01', '河南省') on conflict do nothing`,
  );
  const key = 'fyp14-platform-schools';
  const told = await importSheet(
    key,
    Array.from({ length: 2000 }, (_, i) => ({
      name: `院校${i}`,
      code: `S${i}`,
      place: i % 4 === 0 ? '河南省' : '山东省',
      uses: i < 1500 ? 12 : 0,
      last_used_on: { date: i < 1500 ? '2022-01-01' : '2021-06-30' },
    })),
  );
  expect([told.accepted, told.refused]).toEqual([2000, 0]);
  const { active, inactive } = await figuresOf(house, key);
  expect([active!.value, active!.to, active!.share, inactive!.value]).toEqual([1500, 2000, 75, 500]);
  expect(inactive!.groups.map((g) => [g.title, g.value])).toEqual([
    ['山东省', 375],
    ['河南省', 125],
  ]);
  const listed = async (division: number) =>
    (await rowsIn(await exportRecords(house.as(ministry), { key, figure: 'inactive', division })))
      .map((r) => String(r[0]))
      .filter((name) => /^院校\d/.test(name));
  expect([(await listed(370000000000)).length, (await listed(410000000000)).length]).toEqual([375, 125]);
  await expect(exportRecords(house.as(ministry), { key, figure: 'nothing' })).rejects.toMatchObject({
    code: 'REGISTER_FIGURE',
  });
});

test('[FYP14-B5-11] of ten approved notices and a draft the feed gives ten items, the newest day first, and no draft', async () => {
  const key = 'fyp14-notices';
  const notice = (i: number): Data => ({
    title: `公告${i}：招生 & 竞赛`,
    kind: 'news',
    body: '正文',
    link: 'https://example.org/notice',
    on: `2022-05-${String(1 + ((i * 7) % 10)).padStart(2, '0')}`,
  });
  await enter(key, 10, notice, { by: cityOffice });
  await createRecord(house.as(cityOffice), { key, data: notice(10), draft: true });
  await enter(key, 1, () => ({ ...notice(11), title: '还没有审核' }), { by: cityOffice, pass: false });
  const xml = String(await bytesOf(await publicFeed(house.as(null), { key })));
  const days = [...xml.matchAll(/<published>(\d{4}-\d{2}-\d{2})/g)].map((m) => m[1]!);
  expect(days).toEqual([...days].sort().reverse());
  expect(days).toHaveLength(10);
  expect(xml).toContain('公告3：招生 &amp; 竞赛');
  expect(xml).not.toMatch(/公告10|还没有审核/);
});

test('[FYP14-7-02] of 40 schools 35 are on the unified platform: 87.5%; an imported file of 100 lines with two invalid has 98 accepted and two refused, results go back out', async () => {
  await enter('fyp14-unified-schools', 40, (i) => ({
    name: `院校${i}`,
    joined: i < 35,
    ...(i < 35 ? { joined_on: '2022-01-01' } : { obstacle: '系统未开通' }),
  }));
  const { joined, missing } = await figuresOf(house, 'fyp14-unified-schools');
  expect([joined!.share, missing!.names.length]).toEqual([87.5, 5]);

  const key = 'fyp14-unified-applications';
  const told = await importSheet(
    key,
    Array.from({ length: 100 }, (_, i) => ({
      applicant: `考生${i}`,
      'applicant number': i === 7 ? '371721200001010000' : person(i).idNumber,
      number: i === 8 ? '号' : `BM2022${i}`,
      major: '焊接加工',
      applied_on: { date: '2022-06-01' },
      ...(i < 60 ? { result: '录取', admitted_major: '焊接加工' } : {}),
    })),
  );
  expect([told.rows, told.accepted, told.refused]).toEqual([100, 98, 2]);
  expect(told.problems.map((p) => p.row - told.problems[0]!.row)).toEqual([0, 1]);
  const sent = await rowsIn(await exportRecords(house.as(school), { key, figure: 'admitted' }));
  expect(sent.filter((r) => r.includes('录取'))).toHaveLength(58);
});

test('[N2021-4.23][FYP14-B5-17] under an 80% rule 36 of 40 hours earn a certificate and 30 do not; 40 hours of a completed course stand with the teacher', async () => {
  const [course] = await enter('n2021-teacher-courses', 1, () => ({
    name: '一体化教学设计',
    mode: 'online',
    hours: 40,
    places: 30,
    begins_on: '2022-03-01',
  }));
  const key = 'n2021-course-teachers';
  const attended = async (i: number, hours: number) => {
    const data = { teacher: person(i, `教师${i}`), course: course!, hours, certificate: `ZS-${i}` };
    return (await enter(key, 1, () => data))[0]!;
  };
  const certify = (recordId: string) => setStage(house.as(school), { recordId, stage: 'certified' });
  const [most, few, all] = [await attended(1, 36), await attended(2, 30), await attended(3, 40)];
  expect(await certify(most)).toMatchObject({ stage: 'certified' });
  await expect(certify(few)).rejects.toMatchObject({ code: 'RECORD_INVALID' });
  expect(await certify(all)).toMatchObject({ stage: 'certified' });
  const { hours, certified } = await figuresOf(house, key);
  expect(Object.fromEntries(hours!.groups.map((g) => [g.title, g.value]))).toEqual({ 教师1: 36, 教师2: 30, 教师3: 40 });
  expect([certified!.value, certified!.to]).toEqual([2, 3]);
  const again = { teacher: person(4, '教师4'), course: course!, hours: 41 };
  await expect(createRecord(house.as(school), { key, data: again })).rejects.toMatchObject({
    fields: [{ path: 'hours' }],
  });
});
