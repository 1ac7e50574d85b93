import { beforeAll, beforeEach, expect, test } from 'vitest';
import { movedClock } from '../../supervision/testing-offices.ts';
import { PLACES } from '../../testing/actors.ts';
import { setLocally } from '../../testing/local-values.ts';
import { listRecords } from '../records/list-records.ts';
import { createRecord } from '../records/create-record.ts';
import { openRecord } from '../records/open-record.ts';
import { stepRecord } from '../records/step-record.ts';
import { keepersOf, person, type Data } from '../testing-entering.ts';
import { cityOffice, figuresOf, ministry, provinceOffice, registersHouse } from '../testing-registers.ts';

const START = '2022-06-30';
const clock = movedClock(START);
const house = await registersHouse({ clock });
const { schoolId, school, enter, importSheet, refused } = await keepersOf(house);
const titles = (named: readonly { title: string }[]) => named.map((n) => n.title);
const parts = (groups: readonly { title: string; value: number }[]) =>
  Object.fromEntries(groups.map((g) => [g.title, g.value]));
const COUNTY = String(PLACES.county);

beforeAll(async () => {
  await setLocally(
    house,
    { level: 'city', code: PLACES.city },
    { 'fyp14.employment-floor': 70, 'fyp14.demand-review-months': 12 },
  );
});
beforeEach(async () => {
  clock.goTo(START);
  await house.owner('truncate register_record, register_value cascade');
});

test('[FYP14-6-01] of 2,423 schools 496 are technician colleges and three have no level: the parts are 2,420, and the three stand as an open item', async () => {
  const key = 'fyp14-school-levels';
  const level = (i: number) => (i < 496 ? '技师学院' : i < 1000 ? '高级技工学校' : i < 2420 ? '技工学校' : '');
  await importSheet(
    key,
    Array.from({ length: 2423 }, (_, i) => ({ name: `院校${i}`, level: level(i) })),
  );
  const { levels, all, open } = await figuresOf(house, key);
  expect([all!.value, levels!.value, parts(levels!.groups).技师学院]).toEqual([2423, 2420, 496]);
  expect(levels!.groups.reduce((sum, g) => sum + g.value, 0)).toBe(2420);
  expect([open!.value, titles(open!.names)]).toEqual([3, ['院校2420', '院校2421', '院校2422']]);
});

const opening = async () => {
  const levels = ['technician_college', 'senior_technical_school', 'technical_school'];
  const schools = await enter('fyp14-school-levels', 3, (i) => ({ name: `院校${i}`, level: levels[i]! }));
  const [major] = await enter('fyp14-major-catalogue', 1, () => ({
    code: '0101',
    name: '焊接加工',
    version: 2018,
    change: 'kept',
  }));
  return (of: number, class_level: string, more: Data = {}): Data => ({
    name: `班${of}${class_level}`,
    school: schools[of]!,
    class_level,
    major: major!,
    opens_on: '2022-09-01',
    teach_out: false,
    exception: false,
    ...more,
  });
};
const CLASSES = 'fyp14-class-openings';

test('[FYP14-6-02] a technician college opens a senior class; a plain technical school is refused a technician class, unless an exception is granted', async () => {
  const of = await opening();
  expect(await refused(CLASSES, of(0, 'senior'))).toBeNull();
  expect(await refused(CLASSES, of(2, 'technician'))).toMatchObject({ code: 'RECORD_INVALID' });
  expect(
    await refused(CLASSES, of(2, 'technician', { exception: true, exception_number: '鲁人社字〔2022〕8号' })),
  ).toBeNull();
});

test('[FYP14-6-03] a senior technical school opens an intermediate class', async () => {
  const of = await opening();
  expect(await refused(CLASSES, of(1, 'intermediate'))).toBeNull();
  expect(await refused(CLASSES, of(1, 'prospective_technician'))).toMatchObject({ code: 'RECORD_INVALID' });
});

test('[FYP14-6-04] a technical school that opens a prospective technician class is refused with the rule quoted', async () => {
  const of = await opening();
  const told = (await refused(CLASSES, of(2, 'prospective_technician')))?.fields?.[0];
  expect(told?.message).toMatch(/院校层次.*技工学校/);
  expect(told?.message).toContain('主管部门批准例外');
  const { recordId } = await createRecord(house.as(school), {
    key: CLASSES,
    data: of(2, 'prospective_technician'),
    draft: true,
  });
  expect((await openRecord(house.as(school), { recordId })).decisions).toMatchObject([
    { outcome: 'no', title: { zh: '可开设的班次层次' }, clause: expect.stringContaining('四(六)') },
  ]);
});

test('[FYP14-15-01] a class of a major that version 2022 removed is refused in 2023, unless it is a teach-out', async () => {
  const of = await opening();
  const [major] = await enter('fyp14-major-catalogue', 1, () => ({
    code: '0202',
    name: '电话通信',
    version: 2022,
    change: 'removed',
    removed_on: '2022-12-01',
  }));
  const late = { major: major!, opens_on: '2023-03-01' };
  expect(await refused(CLASSES, of(1, 'intermediate', late))).toMatchObject({
    fields: [{ path: 'major', message: expect.stringContaining('2022-12-01') }],
  });
  expect(await refused(CLASSES, of(1, 'intermediate', { ...late, teach_out: true }))).toBeNull();
  expect(await refused(CLASSES, of(1, 'senior', { ...late, opens_on: '2022-09-01' }))).toBeNull();
});

test('[FYP14-6-05] with version 2 of the standard in force since 2022-01-01 a school is checked for 2023 by its criteria, and for 2021 by those of version 1', async () => {
  const standard = (version: number, area: number) => ({
    'fyp14.school-standard-version': version,
    'fyp14.school-area': area,
    'fyp14.school-teachers': 50,
    'fyp14.school-students': 800,
  });
  await setLocally(house, { level: 'nation', code: 0 }, standard(1, 30_000), '2021-11-05');
  await setLocally(house, { level: 'nation', code: 0 }, standard(2, 60_000), '2022-01-01');
  const check = (year: number): Data => ({ school: '甲校', year, area: 40_000, teachers: 60, students: 900 });
  const at = async (day: string, year: number) => {
    clock.goTo(day);
    const [recordId] = await enter('fyp14-school-checks', 1, () => check(year), { by: cityOffice });
    return (await openRecord(house.as(cityOffice), { recordId: recordId! })).data;
  };
  expect(await at('2021-12-01', 2021)).toMatchObject({ version: 1, area_least: 30_000, area_short: 0 });
  expect(await at('2023-03-01', 2023)).toMatchObject({ version: 2, area_least: 60_000, area_short: 20_000 });
});

test('[FYP14-6-06] when a school that fails two criteria exits, no new admission is opened and its students are listed for transfer', async () => {
  await enter(
    'fyp14-school-qualifications',
    1,
    () => ({ name: '曹县技工学校', school: schoolId, valid_to: '2023-12-31' }),
    {
      by: cityOffice,
    },
  );
  await enter('fyp14-study-plans', 3, (i) => ({
    student: person(i),
    school: schoolId,
    from_on: '2021-09-01',
    leave_months: 0,
  }));
  const plan = (name: string): Data => ({
    name,
    school: schoolId,
    open_on: '2022-07-01',
    plan: 100,
    admitted: 0,
    withdrawn: 0,
  });
  expect(await refused('fyp14-enrolment-plans', plan('2022年'))).toBeNull();
  await enter(
    'fyp14-school-changes',
    1,
    () => ({
      name: '关于曹县技工学校退出的决定',
      school: schoolId,
      kind: 'exit',
      failed: ['area', 'teachers'],
      effective_on: '2022-06-30',
    }),
    { by: cityOffice },
  );
  expect((await refused('fyp14-enrolment-plans', plan('2022年秋')))?.fields).toEqual([
    { path: 'school', message: '已决定退出，不能再招新生' },
  ]);
  const { transfer } = await figuresOf(house, 'fyp14-study-plans', { by: school });
  expect(titles(transfer!.names)).toEqual(['人员0', '人员1', '人员2']);
});

test('[FYP14-2-03] a major last reviewed more than twelve months ago is due for review, until it is reviewed again', async () => {
  const key = 'fyp14-demand-reviews';
  const review = (major: string, reviewed_on: string): Data => ({ major, reviewed_on, orders: 20 });
  await enter(key, 2, (i) => review(['焊接加工', '数控加工'][i]!, ['2021-06-29', '2021-06-30'][i]!));
  const due = async () => titles((await figuresOf(house, key, { by: school })).due!.names);
  expect(await due()).toEqual(['焊接加工']);
  await enter(key, 1, () => review('焊接加工', '2022-06-30'));
  expect(await due()).toEqual([]);
});

test('[FYP14-12-06] a major with evidence for two of three alignments is refused naming the missing one; with three it is accepted and dated', async () => {
  const key = 'fyp14-major-alignments';
  const two: Data = { major: '焊接加工', industry: '产业调研报告', standard: '国家职业标准对照表' };
  expect((await refused(key, two))?.fields).toEqual([{ path: 'process', message: '与工作过程对接的依据：必填' }]);
  const [recordId] = await enter(key, 1, () => ({ ...two, process: '工作过程系统化课程方案' }));
  expect(await openRecord(house.as(school), { recordId: recordId! })).toMatchObject({
    state: 'accepted',
    countedOn: '2022-06-30',
  });
});

test('[FYP14-15-02] of ten featured projects nine name a lead industry of the region; the one outside needs a justification', async () => {
  await enter(
    'fyp14-lead-industries',
    2,
    (i) => ({
      name: ['木制品', '芦笋'][i]!,
      place: String([PLACES.county, PLACES.otherCounty][i]!),
    }),
    { by: cityOffice },
  );
  const key = 'fyp14-featured-projects';
  const project = (i: number, industry: string): Data => ({
    major: `专业${i}`,
    industry,
    place: COUNTY,
    since: '2022-03-01',
  });
  await enter(key, 9, (i) => project(i, '木制品'));
  expect(await refused(key, project(9, '芦笋'))).toMatchObject({
    code: 'RECORD_NEEDS_REASON',
    fields: [{ path: 'industry', message: expect.stringContaining('芦笋') }, { path: 'reason' }],
  });
  await createRecord(house.as(school), { key, data: project(9, '芦笋'), reason: '县里新引进加工企业' });
  const { conform, outside } = await figuresOf(house, key, { by: school });
  expect([conform!.value, conform!.to, titles(outside!.names)]).toEqual([9, 10, ['专业9']]);
});

const APPLICATIONS = 'fyp14-major-applications';
test('[FYP14-15-03] of nine applications received as 9 to 1 the three in emerging groups stand first in the queue, in the order of receipt; an eighth group is refused', async () => {
  const group = (n: number) => ({ 8: 'new_energy', 5: 'artificial_intelligence', 2: 'biotechnology' })[n] ?? 'other';
  await enter(APPLICATIONS, 9, (i) => ({ major: `申请${9 - i}`, group: group(9 - i) }), { pass: false });
  const { rows } = await listRecords(house.as(cityOffice), { key: APPLICATIONS, queue: 'review' });
  expect(rows.map((r) => r.title)).toEqual([8, 5, 2, 9, 7, 6, 4, 3, 1].map((n) => `申请${n}`));
  const second = await listRecords(house.as(cityOffice), { key: APPLICATIONS, queue: 'review', size: '2', page: '2' });
  expect(second.rows.map((r) => r.title)).toEqual(['申请2', '申请9']);
  expect((await refused(APPLICATIONS, { major: '量子', group: 'quantum' }))?.fields?.[0]?.path).toBe('group');
});

test('[FYP14-15-04] of nursing, elderly care and tourism shortage is proposed for the first two only, and the reviewer may decline with a reason', async () => {
  const groups = ['nursing', 'elderly_care', 'tourism'];
  await enter(APPLICATIONS, 3, (i) => ({ major: `专业${groups[i]}`, group: groups[i]! }), { pass: false });
  const key = 'fyp14-shortage-proposals';
  const { rows } = await listRecords(house.as(provinceOffice), { key, queue: 'review' });
  expect(titles(rows).sort()).toEqual(['专业elderly_care', '专业nursing']);
  const decline = (reason?: string) =>
    stepRecord(house.as(provinceOffice), { recordId: rows[0]!.recordId, act: 'refuse', ...(reason ? { reason } : {}) });
  await expect(decline()).rejects.toMatchObject({ code: 'RECORD_NEEDS_REASON' });
  expect(await decline('本地已有三所学校开设')).toMatchObject({ state: 'refused' });
});

test('[FYP14-15-05] of six traditional majors four are upgraded, one is closed and one open: 66.7%, 16.7% and 16.7%', async () => {
  const key = 'fyp14-traditional-majors';
  await enter(key, 6, (i) => ({
    major: `专业${i}`,
    field: ['metal', 'chemistry', 'building', 'light'][i % 4]!,
    progress: i < 4 ? 'upgraded' : i === 4 ? 'closed' : 'open',
    ...(i < 4 ? { project: '数字化改造' } : {}),
  }));
  const { upgraded, closed, open } = await figuresOf(house, key);
  expect([upgraded, closed, open].map((f) => [f!.value, f!.share])).toEqual([
    [4, 66.7],
    [1, 16.7],
    [1, 16.7],
  ]);
});

test('[FYP14-15-06] a major with employment of 62% below 70% for two years is on the list for low employment; one year alone is not enough', async () => {
  const key = 'fyp14-major-warnings';
  const year = (major: string, employment: number, before: number): Data => ({
    major,
    year: 2022,
    employment,
    employment_before: before,
    intake: 40,
    demand: 60,
  });
  const rows = [year('市场营销', 62, 62), year('焊接加工', 62, 91), year('数控加工', 95, 94)];
  await enter(key, 3, (i) => rows[i]!);
  const { warned, low } = await figuresOf(house, key, { by: school });
  expect([titles(warned!.names), low!.names.map((n) => [n.title, n.value])]).toEqual([
    ['市场营销'],
    [['市场营销', 62]],
  ]);
  expect(low!.title.zh).toContain('就业率');
});

test('[FYP14-15-07] of 20 scarce occupations 26 majors cover 13: 65%, and the seven uncovered are named', async () => {
  const ids = await enter('fyp14-scarce-occupations', 20, (i) => ({ name: `职业${String(i).padStart(2, '0')}` }));
  await enter('fyp14-offered-majors', 26, (i) => ({ major: `专业${i}`, occupation: ids[i % 13]! }));
  const { covered, uncovered } = await figuresOf(house, 'fyp14-scarce-occupations', { by: ministry });
  expect([covered!.value, covered!.to, covered!.share]).toEqual([13, 20, 65]);
  expect(titles(uncovered!.names)).toEqual([13, 14, 15, 16, 17, 18, 19].map((n) => `职业${n}`));
});
