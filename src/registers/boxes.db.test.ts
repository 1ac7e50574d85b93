import { inflateSync } from 'node:zlib';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { anActor, PLACES } from '../testing/actors.ts';
import { setLocally } from '../testing/local-values.ts';
import { exportBooklet } from './exchange/export-booklet.ts';
import { publicRegister } from './exchange/public-register.ts';
import { changeRecord } from './records/change-record.ts';
import { createRecord } from './records/create-record.ts';
import { listRecords } from './records/list-records.ts';
import { openRecordFile } from './records/open-file.ts';
import { openRecord } from './records/open-record.ts';
import { setStage } from './records/set-stage.ts';
import { stepRecord } from './records/step-record.ts';
import { keepersOf, person, type Data } from './testing-entering.ts';
import {
  anInstitution,
  bytesOf,
  cityOffice,
  countyOffice,
  figuresOf,
  ministry,
  provinceOffice,
  registersHouse,
  uploaded,
} from './testing-registers.ts';

const house = await registersHouse();
const { school, enter, importSheet, refused } = await keepersOf(house);
const titles = (named: readonly { title: string }[]) => named.map((n) => n.title);

beforeAll(async () => {
  await setLocally(
    house,
    { level: 'province', code: PLACES.province },
    { 'fyp14.sport-hours': 72, 'fyp14.art-hours': 36 },
  );
  await setLocally(house, { level: 'city', code: PLACES.city }, { 'fyp14.ideology-teachers': 3 });
});
beforeEach(async () => {
  await house.owner('truncate register_record, register_value cascade');
});

test('[N2021-3.21] of 104 specifications 90 are issued, 12 in review and 2 retired: 90 of 100 are counted', async () => {
  const rows = Array.from({ length: 104 }, (_, i) => ({
    name: `规范${i}`,
    number: `S${i}`,
    edition: '1.0',
    issued_on: '2022-01-01',
  }));
  await enter('n2021-specifications', 92, (i) => rows[i]!, { stages: ['review', 'issued'] });
  await enter('n2021-specifications', 12, (i) => rows[i + 92]!, { stages: ['review'] });
  const { rows: kept } = await listRecords(house.as(provinceOffice), {
    key: 'n2021-specifications',
    stage: 'issued',
  });
  for (const { recordId } of kept.slice(0, 2)) await setStage(house.as(provinceOffice), { recordId, stage: 'retired' });
  const { issued, stages } = await figuresOf(house, 'n2021-specifications');
  expect(issued).toMatchObject({ value: 90, to: 100 });
  expect(Object.fromEntries(stages!.groups.map((g) => [g.title, g.value]))).toEqual({
    已颁布: 90,
    审定中: 12,
    已废止: 2,
  });
});

test('[N2021-3.23] of 76 brands recognised each carries its county, trade and workers: 76 of 100', async () => {
  const brand = (i: number): Data => ({
    name: `品牌${i}`,
    place: String(PLACES.county),
    trade: '木工',
    workers: 10 + i,
    recognised_on: '2022-01-01',
  });
  await enter('n2021-brands', 76, brand);
  for (const part of ['place', 'trade', 'workers'] as const) {
    const { [part]: _left, ...without } = brand(99);
    expect((await refused('n2021-brands', without))?.fields?.[0]?.path).toBe(part);
  }
  expect((await figuresOf(house, 'n2021-brands')).brands).toMatchObject({ value: 76, to: 100 });
  const shown = await publicRegister(house.as(null), { key: 'n2021-brands' });
  expect(shown.rows[0]!.fields.map((f) => f.title.zh)).toEqual(['所在县', '行业', '从业人数']);
});

test('[N2021-3.25] an activity that brought policies and jobs to 60 raises those two columns of the year by one and the attendees by 60', async () => {
  const columns = async () => {
    const f = await figuresOf(house, 'n2021-four-sends', { on: '2022-12-31' });
    return ['policy', 'information', 'skill', 'job', 'people'].map((k) => f[k]!.value);
  };
  await enter('n2021-four-sends', 1, () => ({
    title_text: '赶集',
    place: String(PLACES.county),
    kind: ['skill'],
    on: '2022-02-01',
    people: 20,
  }));
  const before = await columns();
  await enter('n2021-four-sends', 1, () => ({
    title_text: '送政策送岗位',
    place: String(PLACES.county),
    kind: ['policy', 'job'],
    on: '2022-03-01',
    people: 60,
    jobs: 12,
  }));
  const after = await columns();
  expect(after.map((n, i) => n - before[i]!)).toEqual([1, 0, 0, 1, 60]);
});

test('[N2021-5.19] of five nominees four consent and three are approved: at most three have a page, and none without consent', async () => {
  const model = (i: number): Data => ({
    headline: `典型${i}`,
    person: person(i),
    skill: '焊接',
    income_before: '12000',
    income_after: '60000',
    story: '学技能',
    consent: i !== 2,
  });
  const ids = await enter('n2021-role-models', 3, model);
  await enter('n2021-role-models', 2, (i) => model(i + 3), { pass: false });
  for (const recordId of ids)
    await setStage(house.as(countyOffice), { recordId, stage: 'public' }).catch((e: { code: string }) =>
      expect(e.code).toBe('RECORD_INVALID'),
    );
  const { rows, total } = await publicRegister(house.as(null), { key: 'n2021-role-models' });
  expect([total, rows.map((r) => r.title).sort()]).toEqual([2, ['典型0', '典型1']]);
  expect((await figuresOf(house, 'n2021-role-models')).models!.value).toBe(3);
});

test('[N2021-0.3] a project of 3,000,000 yuan with 600 trainees costs 5,000 a trainee', async () => {
  const [project] = await enter('n2021-builds', 1, () => ({
    name: '培训中心',
    kind: 'institution',
    work: 'new',
    place: String(PLACES.county),
    key_county: true,
  }));
  const [sheet] = await enter('n2021-project-sheets', 1, () => ({
    project: project!,
    year: 2022,
    accepted: true,
    cost: '3000000',
    trainees: 600,
    capacity: 800,
    graduates: 500,
    employed: 400,
  }));
  const { fields } = await openRecord(house.as(countyOffice), { recordId: sheet! });
  const shown = Object.fromEntries(fields.map((f) => [f.key, f.shown]));
  expect([shown.cost_each, shown.use, shown.employment]).toEqual(['5,000.00 元', '75 %', '80 %']);
});

test('[HA2020-4.19] of six services of a county the one without a contact goes back: five appear', async () => {
  const service = (i: number): Data => ({
    name: `服务${i}`,
    kind: 'training',
    content: '技能培训',
    conditions: '本县户籍',
    hours: '工作日',
    ...(i === 5 ? {} : { contact: '0530-1540000' }),
  });
  const ids = await enter('ha2020-services', 6, service, { by: countyOffice, pass: false });
  for (const recordId of ids.slice(0, 5)) {
    await stepRecord(house.as(cityOffice), { recordId, act: 'pass' });
    await setStage(house.as(countyOffice), { recordId, stage: 'published' });
  }
  await expect(setStage(house.as(countyOffice), { recordId: ids[5]!, stage: 'published' })).rejects.toMatchObject({
    code: 'RECORD_INVALID',
  });
  await stepRecord(house.as(cityOffice), { recordId: ids[5]!, act: 'return', reason: '缺联系方式' });
  const { total } = await publicRegister(house.as(null), { key: 'ha2020-services', place: PLACES.county });
  expect(total).toBe(5);
  const { rows } = await listRecords(house.as(countyOffice), { key: 'ha2020-services', state: 'returned' });
  expect(titles(rows)).toEqual(['服务5']);
});

test('[HA2020-4.21] a visitor in city C sees 3 national, 4 Henan and 2 policies of C, and none of other cities or provinces', async () => {
  const HENAN = { province: 410000000000, c: 411300000000, other: 411400000000 };
  await house.owner(
    `insert into division (code, name, level, parent_code, valid_from, full_name) values ($1, '河南省', 'province', 0, '1949-10-01', '河南省'),
      ($2, '南阳市', 'city', $1, '1949-10-01', '河南省南阳市'), ($3, '商丘市', 'city', $1, '1949-10-01', '河南省商丘市') on conflict do nothing`,
    [HENAN.province, HENAN.c, HENAN.other],
  );
  const offices = [
    [ministry, 'nation', 3],
    [anActor('province_hr_officer', HENAN.province), 'province', 4],
    [anActor('city_hr_officer', HENAN.c), 'city', 2],
    [anActor('city_hr_officer', HENAN.other), 'city', 5],
    [provinceOffice, 'province', 1],
  ] as const;
  for (const [office, level, count] of offices)
    for (let i = 0; i < count; i += 1)
      await createRecord(house.as(office), {
        key: 'ha2020-policies',
        data: { name: `${office.unitName}政策${i}`, level, kind: 'training', summary: '要点', on: '2020-01-01' },
      });
  const c = anActor('city_hr_officer', HENAN.c);
  await createRecord(house.as(c), {
    key: 'ha2020-policies',
    data: { name: '已失效', level: 'city', kind: 'startup', summary: '要点', on: '2018-01-01', until: '2020-01-01' },
  });
  await createRecord(house.as(c), {
    key: 'ha2020-policies',
    data: { name: '尚未施行', level: 'city', kind: 'startup', summary: '要点', on: '2023-01-01' },
  });
  const { total, groups } = await publicRegister(house.as(null), { key: 'ha2020-policies', place: HENAN.c });
  expect(total).toBe(9);
  expect(groups.map((g) => [g.title.zh, g.count])).toEqual([
    ['国家', 3],
    ['省', 4],
    ['市', 2],
  ]);
});

/** Passes records as the ministry, eight at a time. */
async function passed(rows: readonly { record_id: string }[]): Promise<void> {
  const waiting = [...rows];
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop())
      await stepRecord(house.as(ministry), { recordId: next.record_id, act: 'pass' });
  };
  await Promise.all(Array.from({ length: 8 }, work));
}

test('[FYP14-B2-01] 310 schools selected of which 250 are colleges are 310 of 300 and 80.6%', async () => {
  const rows = [];
  for (let i = 0; i < 310; i += 1) {
    await anInstitution(house, `优质院校${i}`);
    rows.push({
      name: `优质院校${i}`,
      school: `优质院校${i}`,
      college: i < 250 ? '是' : '否',
      selected_on: '2022-01-01',
    });
  }
  expect(await importSheet('fyp14-quality-schools', rows)).toMatchObject({ accepted: 310 });
  await passed((await house.owner('select record_id from register_record')).rows);
  const { selected, colleges } = await figuresOf(house, 'fyp14-quality-schools');
  expect(selected).toMatchObject({ value: 310, to: 300 });
  expect(colleges).toMatchObject({ value: 250, share: 80.6 });
}, 240_000);

test('[FYP14-B2-02] of 700 nominations 488 majors are published in three rounds, 97.6% of 500; a major of two rounds counts once', async () => {
  await anInstitution(house, '甲技师学院');
  const rows = Array.from({ length: 700 }, (_, i) => ({
    name: `专业${i}`,
    school: '甲技师学院',
    code: i === 489 ? 'M0' : `M${i}`,
    round: i === 489 ? 3 : 1 + (i % 3),
    published_on: '2022-01-01',
  }));
  await importSheet('fyp14-quality-majors', rows);
  const published = await house.owner(`select record_id from register_record where title = any($1)`, [
    Array.from({ length: 490 }, (_, i) => `专业${i}`).filter((t) => t !== '专业488'),
  ]);
  await passed(published.rows);
  const { majors, nominated } = await figuresOf(house, 'fyp14-quality-majors');
  expect(published.rows).toHaveLength(489);
  expect(nominated!.value).toBe(700);
  expect(majors).toMatchObject({ value: 488, to: 500, share: 97.6 });
  expect(majors!.groups.map((g) => g.code)).toEqual(['1', '2', '3']);
}, 240_000);

test('[FYP14-B5-09] of 1,350 titles 20 are withdrawn: 1,330 of 1,500 (88.7%)', async () => {
  await importSheet(
    'fyp14-textbooks',
    Array.from({ length: 1350 }, (_, i) => ({ name: `教材${i}`, major: '焊接加工', medium: '纸质' })),
  );
  const { rows } = await listRecords(house.as(ministry), { key: 'fyp14-textbooks' });
  for (const { recordId } of rows.slice(0, 20))
    await stepRecord(house.as(ministry), { recordId, act: 'withdraw', reason: '停用' });
  expect((await figuresOf(house, 'fyp14-textbooks')).titles).toMatchObject({ value: 1330, to: 1500, share: 88.7 });
}, 240_000);

test('[FYP14-B3-02] the guide is open while there is a draft only; with version 1.0 and its day it is done and can be downloaded', async () => {
  const { fileId } = await uploaded(
    house,
    provinceOffice,
    '校企合作指南',
    [{ key: 'a', heading: '指南', width: 20 }],
    [],
  );
  const key = 'fyp14-guides';
  const [guide] = await enter(key, 1, () => ({ name: '校企合作指南', kind: 'cooperation' }));
  const open = async () => (await figuresOf(house, key)).published!.missing[0]?.titles ?? [];
  expect(await open()).toContain('校企合作指南');
  await expect(setStage(house.as(provinceOffice), { recordId: guide!, stage: 'published' })).rejects.toMatchObject({
    code: 'RECORD_INVALID',
  });
  await changeRecord(house.as(provinceOffice), {
    recordId: guide!,
    data: {
      name: '校企合作指南',
      kind: 'cooperation',
      edition: '1.0',
      published_on: '2022-05-01',
      text: { fileId, name: '指南.xlsx' },
    },
  });
  await setStage(house.as(provinceOffice), { recordId: guide!, stage: 'published' });
  expect(await open()).not.toContain('校企合作指南');
  expect(
    (await bytesOf(await openRecordFile(house.as(cityOffice), { recordId: guide!, field: 'text' }))).length,
  ).toBeGreaterThan(0);
});

/** The titles in the outline of a PDF. */
function outlineOf(pdf: Buffer): string[] {
  const streams = [...pdf.toString('latin1').matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map((m) => {
    try {
      return inflateSync(Buffer.from(m[1]!, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  const all = [pdf.toString('latin1'), ...streams].join('\n');
  return [...all.matchAll(/\/Title\s*<FEFF([0-9A-F]+)>/gi)].map((m) =>
    Buffer.from(m[1]!, 'hex').swap16().toString('utf16le'),
  );
}

test.each([
  [
    '[FYP14-B3-03] of 30 cases 25 are approved: the booklet has 25 in its table of contents and none of the 5 others',
    'fyp14-cooperation-cases',
    30,
    25,
  ],
  [
    '[FYP14-15-12] of 22 achievements 15 are approved: the booklet has 15 entries and 7 stay unpublished',
    'fyp14-achievements',
    22,
    15,
  ],
] as const)('%s', async (_title, key, submitted, approved) => {
  const entry = (i: number): Data => ({
    headline: `案例${String(i).padStart(2, '0')}`,
    unit_name: '曹县技工学校',
    summary: '校企共建',
    body: '共建实训车间。\n学生增收。',
  });
  await enter(key, approved, entry, { by: countyOffice });
  await enter(key, submitted - approved, (i) => entry(i + approved), { by: countyOffice, pass: false });
  const booklet = await exportBooklet(house.as(provinceOffice), { key });
  const contents = outlineOf(await bytesOf(booklet)).filter((t) => t.startsWith('案例'));
  expect(contents).toEqual(Array.from({ length: approved }, (_, i) => entry(i).headline));
  expect((await figuresOf(house, key)).submitted!.value).toBe(submitted - approved);
  expect((await publicRegister(house.as(null), { key })).total).toBe(approved);
});

test('[FYP14-B5-03] 80 trial schools in 2021 and 100 in 2022 of which 2 withdrew: 98, +22.5%, and the two by name', async () => {
  await enter('fyp14-trial-schools', 100, (i) => ({
    name: `学校${i}`,
    since: i < 80 ? '2021-03-01' : '2022-03-01',
    ...(i < 2 ? { left_on: '2022-05-01', why: '退出' } : {}),
  }));
  const { schools, left } = await figuresOf(house, 'fyp14-trial-schools', { on: '2022-06-30' });
  expect(schools).toMatchObject({ value: 98, before: { value: 80, changed: 22.5 } });
  expect(titles(left!.names)).toEqual(['学校0', '学校1']);
});

test('[FYP14-4-02] a class whose plan lacks the course in term 2 has exactly one gap line', async () => {
  const offered = ['ideology', 'situation'];
  await enter('fyp14-class-plans', 3, (i) => ({
    class_term: `21焊接1班 第${i + 1}学期`,
    courses: i === 1 ? ['situation'] : offered,
  }));
  expect((await figuresOf(house, 'fyp14-class-plans', { by: school })).gaps!.missing).toEqual([
    { of: '21焊接1班 第2学期', titles: ['思想政治理论课'] },
  ]);
});

test('[FYP14-4-06] 1,600 students and 4 teachers against 3 for every 1,000 are 2.5: below the norm, one teacher short', async () => {
  const saved = await createRecord(house.as(school), {
    key: 'fyp14-ideology-staff',
    data: { school: '曹县技工学校', on: '2022-06-01', students: 1600, teachers: 4 },
  });
  expect(saved.warnings.map((w) => w.message)).toEqual(['每千名学生 2.5 人，低于配备标准，缺 1 名教师']);
  expect((await figuresOf(house, 'fyp14-ideology-staff')).below!.names.map((n) => [n.title, n.value])).toEqual([
    ['曹县技工学校', 1],
  ]);
});

test('[FYP14-5-07] against 72 hours of sport and 36 of art a plan of 60 and 36 is 12 short in sport and satisfied in art', async () => {
  const saved = await createRecord(house.as(school), {
    key: 'fyp14-sport-art',
    data: { programme: '焊接加工', sport: 60, art: 36 },
  });
  expect(saved.warnings.map((w) => w.message)).toEqual(['体育比标准少 12 学时']);
  expect((await openRecord(house.as(school), { recordId: saved.recordId })).data).toMatchObject({
    sport_short: 12,
    art_short: 0,
  });
});

test('[FYP14-16-01] a textbook under review is refused for a class and one that is approved is saved; the refusal is logged', async () => {
  const book = (i: number): Data => ({
    name: `教材${i}`,
    major: '焊接加工',
    medium: 'paper',
    writing_signed: true,
    review_signed: i === 1,
  });
  const [review, approved] = await enter('fyp14-textbooks', 2, book);
  await setStage(house.as(ministry), { recordId: approved!, stage: 'released' });
  const use = (textbook: string): Data => ({ class: '21焊接1班', subject: 'major', textbook });
  expect((await refused('fyp14-class-textbooks', use(review!)))?.fields?.[0]?.path).toBe('textbook');
  expect(await refused('fyp14-class-textbooks', use(approved!))).toBeNull();
  const { rows } = await house.owner(`select summary from audit_entry where action = 'record.refused'`);
  expect(rows).toEqual([{ summary: '班级选用教材：未予登记，这种教材还没有完成审签，不能选用' }]);
});

test('[FYP14-16-03] of 12 programmes 11 follow the ministry standard in its current version and one an old one: one deviation with both versions', async () => {
  const [standard] = await enter('fyp14-standards', 1, () => ({
    name: '焊接专业标准',
    kind: 'major',
    number: '2022版',
  }));
  const ids = await enter('fyp14-programmes', 12, (i) => ({
    name: `专业${i}`,
    labour: 'compulsory',
    standard: standard!,
    standard_version: i === 4 ? '2016版' : '2022版',
  }));
  expect(titles((await figuresOf(house, 'fyp14-programmes')).deviations!.names)).toEqual(['专业4']);
  const { warnings } = await openRecord(house.as(school), { recordId: ids[4]! });
  expect(warnings.map((w) => w.message)).toEqual(['依据的是旧版本 2016版，现行版本是 2022版']);
});

test('[HA2020-4.6] incomes of 1500, 2000 and 1800 become 2100, 2400 and 2000: changes of 600, 400 and 200, the median 400; without a before the person is left out and counted as missing', async () => {
  const [before, after] = [
    [1500, 2000, 1800, null],
    [2100, 2400, 2000, 2600],
  ];
  const ids = await enter('ha2020-incomes', 4, (i) => ({
    person: person(i),
    class: '焊工1期',
    before: before![i]!,
    after: after![i]!,
    asked_on: '2022-06-01',
  }));
  const changes = [];
  for (const recordId of ids)
    changes.push((await openRecord(house.as(countyOffice), { recordId })).data.change ?? null);
  expect(changes).toEqual([600, 400, 200, null]);
  const { median, known, missing } = await figuresOf(house, 'ha2020-incomes');
  expect(median).toMatchObject({ value: 400, groups: [{ title: '焊工1期', value: 400 }] });
  expect([known!.value, missing!.value]).toEqual([3, 1]);
});
