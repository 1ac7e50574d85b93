import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { aSetting, aUnit } from '../../organizations/builders.ts';
import { chinaDate, type Clock } from '../../platform/clock.ts';
import type { Actor } from '../../platform/context.ts';
import { syntheticCitizenId } from '../../standards/index.ts';
import { plainDate } from '../../platform/plain-date.ts';
import { createRecord, loadRegisters } from '../../registers/index.ts';
import { importRoll } from '../../students/index.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import type { TestHouse } from '../../testing/context.ts';
import { listSchools } from '../entries/list-schools.ts';
import { publicCatalogue } from '../choices/public-catalogue.ts';
import { publishVersion } from '../versions/publish-version.ts';
import { openCatalogueHouse } from '../testing-city.ts';
import { majorCriteria, schoolCriteria, type SchoolCriterion } from './criteria.ts';
import { decideCall } from './decide-call.ts';
import { showCall } from './list-calls.ts';
import { figureRecords, openApplication } from './open-application.ts';
import { openCall } from './open-call.ts';
import { ownCalls } from './own-calls.ts';
import { recordFact } from './record-fact.ts';
import { removeMajor } from './remove-major.ts';
import { saveApplication } from './save-application.ts';
import { saveMajor } from './save-major.ts';
import { scoreCriterion } from './score-criterion.ts';
import { EMPLOYMENT_RATE } from './settings.ts';
import { submitApplication } from './submit-application.ts';
import { withdrawApplication } from './withdraw-application.ts';
import { withdrawFact } from './withdraw-fact.ts';

const YEAR = 2020;
const cityActor = anActor('city_hr_officer', PLACES.city);
let now = new Date('2020-01-10T09:00:00+08:00');
const clock: Clock = { now: () => now, today: () => chinaDate(now) };
const onDay = (day: string) => (now = new Date(`${day}T09:00:00+08:00`));
let house: TestHouse;

beforeAll(async () => {
  house = await openCatalogueHouse({ clock });
});

const failing = (work: Promise<unknown>) =>
  work.then(
    () => ({ code: 'none', fields: [] as { path: string; message: string }[] }),
    (e: { code: string; fields?: { path: string; message: string }[] }) => ({ code: e.code, fields: e.fields ?? [] }),
  );

let made = 0;
async function aSchool(city: number = PLACES.city): Promise<{ institutionId: string; name: string; actor: Actor }> {
  made += 1;
  const institutionId = `00000000-0000-7000-8000-00000001${String(made).padStart(4, '0')}`;
  const name = `申报第${made}技工学校`;
  await house.owner(
    `insert into institution (institution_id, kind, name, grade, location_code, valid_from) values ($1, 'technical_school', $2, '技工学校', $3, '2016-01-01')`,
    [institutionId, name, city],
  );
  const unitId = await house.system((tx) =>
    aUnit(tx, { level: 'institution', line: 'school', divisionCode: null, institutionId, areas: [] }),
  );
  const actor = anActor('school_officer', city, { unitId, institutionId, areas: [], divisionCode: null });
  return { institutionId, name, actor };
}
type School = Awaited<ReturnType<typeof aSchool>>;

const said = <C extends string>(criteria: readonly C[]) =>
  Object.fromEntries(criteria.map((c) => [c, `见附件材料（${c}）`])) as Record<C, string>;
const aMajor = {
  major: '焊接加工',
  level: '中级工',
  base: '初中',
  years: 3,
  plan: 50,
  tuitionFen: 440_000,
  accommodationFen: 60_000,
} as const;

async function aCall(year: number, days: { closesOn?: string; cityCode?: number } = {}): Promise<string> {
  const city = days.cityCode === undefined ? cityActor : anActor('city_hr_officer', days.cityCode);
  const { callId } = await openCall(house.as(city), {
    year,
    opensOn: '2020-01-08',
    closesOn: days.closesOn ?? '2020-01-31',
    periodFrom: '2019-01-01',
    periodTo: '2019-12-31',
    retentionMonths: 6,
  });
  return callId;
}

/** An application of the school, submitted unless told. */
async function applied(
  callId: string,
  school: School,
  options: { major?: string; submit?: boolean } = {},
): Promise<string> {
  const ctx = house.as(school.actor);
  const { applicationId } = await saveApplication(ctx, {
    callId,
    contact: '招就处',
    phone: '0530-5550100',
    statements: said(schoolCriteria),
  });
  await saveMajor(ctx, {
    applicationId,
    ...aMajor,
    major: options.major ?? aMajor.major,
    statements: said(majorCriteria),
  });
  if (options.submit !== false) await submitApplication(ctx, { applicationId });
  return applicationId;
}

const scoreAll = async (applicationId: string, not: readonly SchoolCriterion[] = []) => {
  for (const criterion of schoolCriteria)
    await scoreCriterion(house.as(cityActor), { applicationId, criterion, met: !not.includes(criterion) });
};

/** The roll of a school as it would upload it, through the product's import. */
async function rolled(school: School, lines: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'jiqiao-designation-'));
  const bytes = Buffer.from(
    ['姓名,证件号,入学日期,专业,学籍状态,毕业日期,就业单位,就业日期', ...lines].map((l) => `${l}\r\n`).join(''),
  );
  const name = `${school.name}.csv`;
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const ctx = house.as(cityActor);
  await importRoll(ctx, { path, name, sha256, institutionId: school.institutionId, listDate: '2020-01-09' });
  rmSync(folder, { recursive: true });
}

let born = 0;
/** Lines of graduates of 2019: the first `employed` of them work, for as many employers as named. */
function graduates(major: string, count: number, employed: number, employers: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const job = i < employed ? `菏泽第${(i % employers) + 1}机械厂,2019-08-01` : ',';
    return `${someone()},2016-09-01,${major},毕业,2019-07-01,${job}`;
  });
}
const students = (major: string, count: number) =>
  Array.from({ length: count }, () => `${someone()},2019-09-01,${major},在籍,,,`);
function someone(): string {
  born += 1;
  const birth = plainDate(`200${born % 5}-0${1 + (born % 9)}-1${born % 10}`);
  const name = `王${String.fromCodePoint(0x4e00 + born)}`;
  return `${name},${syntheticCitizenId({ region: '371721', birth, sex: '男', sequence: (born * 2) % 998 })}`;
}

/** Fifty sat an assessment the school held as a filed body, so many passed. */
async function assessed(school: School, count: number, passed: number): Promise<void> {
  const session = `00000000-0000-7000-8000-00000002${String(made).padStart(4, '0')}`;
  await house.owner(
    `insert into assessment_session (session_id, number, institution_id, location_code, occupation, level, held_on, room, capacity, state, planned_by, planned_at)
     values ($1::uuid, $1::text, $2, $3, '焊工', 4, '2019-06-20', '一号实训室', 100, 'held', 'test', now())`,
    [session, school.institutionId, PLACES.city],
  );
  await house.owner(
    `insert into assessment_candidate (person_id, session_id, institution_id, village_code, audience, result, recorded_by, recorded_at)
     select gen_random_uuid(), $1, $2, $3, 'student', case when n <= $5 then '合格' else '不合格' end, 'test', now() from generate_series(1, $4::int) n`,
    [session, school.institutionId, PLACES.county + 101_201, count, passed],
  );
}

/** Work found in March 2019: so many with a contract, so many still there after six months. */
async function placed(school: School, count: number, contracts: number, retained: number): Promise<void> {
  await house.owner(
    `insert into placement (person_id, placement_id, institution_id, village_code, kind, employer, began_on, ended_on, evidence, contract_from, recorded_by, recorded_at)
     select gen_random_uuid(), gen_random_uuid(), $1, $2, 'job', '菏泽某机械厂', '2019-03-01', case when n <= $5 then null else '2019-08-31'::date end, 'employer_letter',
       case when n <= $4 then '2019-03-01'::date end, 'test', now() from generate_series(1, $3::int) n`,
    [school.institutionId, PLACES.county + 101_201, count, contracts, retained],
  );
}

describe('a city calls and its schools apply', () => {
  it('[SD2017-3.3-02] of ten schools in the city seven have applied at closing, and the three that have not are named', async () => {
    onDay('2020-01-10');
    const schools = [];
    for (let n = 0; n < 10; n += 1) schools.push(await aSchool(PLACES.otherCity));
    const callId = await aCall(YEAR, { cityCode: PLACES.otherCity });
    for (const school of schools.slice(0, 7)) await applied(callId, school);
    await applied(callId, schools[7]!, { submit: false });
    onDay('2020-02-01');
    const city = house.as(anActor('city_hr_officer', PLACES.otherCity));
    const board = await showCall(city, { callId });
    expect(board).toMatchObject({ applied: 7, open: false });
    expect(board.notApplied.sort()).toEqual(
      schools
        .slice(7)
        .map((s) => s.name)
        .sort(),
    );
    const { rows } = await house.owner(
      `select count(distinct to_institution_id)::int as told from message where kind = 'designation.called' and created_at <= now() + interval '100 years'`,
    );
    expect(rows[0].told).toBe(10);
    expect(await failing(showCall(house.as(cityActor), { callId }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('a second round waits for the decision on the first; a school of another city does not see the call; after closing nothing is written', async () => {
    onDay('2020-01-10');
    const callId = await aCall(2019);
    expect(await failing(aCall(2019))).toMatchObject({ code: 'DESIGNATION_CALL_OPEN' });
    const stranger = await aSchool(PLACES.otherCity);
    const write = { callId, contact: '甲', phone: '1', statements: {} };
    expect(await failing(saveApplication(house.as(stranger.actor), write))).toMatchObject({ code: 'NOT_FOUND' });
    expect((await ownCalls(house.as(stranger.actor))).rows.map((r) => r.callId)).not.toContain(callId);
    expect(await failing(openCall(house.as(stranger.actor), {} as never))).toMatchObject({ code: 'NOT_PERMITTED' });
    const school = await aSchool();
    const applicationId = await applied(callId, school, { submit: false });
    await withdrawApplication(house.as(school.actor), { applicationId });
    expect(await applied(callId, school, { submit: false, major: '烹饪' })).toBe(applicationId);
    onDay('2020-02-01');
    expect(await failing(submitApplication(house.as(school.actor), { applicationId }))).toMatchObject({
      code: 'DESIGNATION_NOT_OPEN',
    });
    expect(await failing(openApplication(house.as(cityActor), { applicationId }))).toMatchObject({ code: 'NOT_FOUND' });
    const audits = await house.owner(
      `select action, count(*)::int as n from audit_entry where subject_id = $1 group by 1 order by 1`,
      [applicationId],
    );
    expect(audits.rows).toEqual([
      { action: 'designation.save', n: 2 },
      { action: 'designation.save_major', n: 2 },
      { action: 'designation.withdraw', n: 1 },
    ]);
  });
});

describe('figures filled in from the records', () => {
  let callId: string;
  let school: School;
  const lines = async () => {
    const { applicationId } = (await ownCalls(house.as(school.actor))).rows.find(
      (r) => r.callId === callId,
    )!.application!;
    return openApplication(house.as(school.actor), { applicationId });
  };
  const figures = async (criterion: SchoolCriterion) =>
    (await lines()).criteria.find((c) => c.criterion === criterion)!.figures;

  beforeAll(async () => {
    onDay('2020-01-10');
    callId = await aCall(2018);
    school = await aSchool();
    await applied(callId, school, { submit: false });
  });

  it('[SD2017-3.3-05] 46 of 50 passed their assessment: 92 % stands on the sheet when it opens, traceable to 50 records', async () => {
    await assessed(school, 50, 46);
    const sheet = await lines();
    expect(sheet.live).toBe(true);
    expect(sheet.criteria.find((c) => c.criterion === 'teaching')).toMatchObject({
      figures: { passed: 46, assessed: 50, passRate: 92 },
      records: 50,
    });
    const behind = await figureRecords(house.as(school.actor), {
      applicationId: sheet.applicationId,
      subject: sheet.applicationId,
      criterion: 'teaching',
      size: 200,
    });
    expect(behind.total).toBe(50);
    expect(new Set(behind.rows.map((r) => r.sourceId)).size).toBe(50);
    expect(behind.rows.filter((r) => r.says.endsWith(' 合格'))).toHaveLength(46);
  });

  it('[SD2017-3.3-06] of 40 placements with 18 distinct employers the indicator shows 18', async () => {
    const other = await aSchool();
    const applicationId = await applied(callId, other, { submit: false });
    await rolled(other, graduates('焊接加工', 42, 40, 18));
    const sheet = await openApplication(house.as(other.actor), { applicationId });
    expect(sheet.criteria.find((c) => c.criterion === 'breadth')).toMatchObject({
      figures: { placements: 40, employers: 18 },
      records: 40,
    });
  });

  it('[SD2017-3.3-07] with 95 of 100 employed and a threshold of 90 % criterion 4 is met with 95.0 %, and cannot be scored otherwise', async () => {
    const other = await aSchool();
    await rolled(other, graduates('焊接加工', 100, 95, 12));
    const applicationId = await applied(callId, other);
    const city = house.as(cityActor);
    const { rows } = await house.owner(`select count(*)::int as n from local_setting where key = $1`, [
      EMPLOYMENT_RATE,
    ]);
    expect(rows[0].n).toBe(0);
    expect((await openApplication(city, { applicationId })).rateStandard).toBeNull();
    await aSetting(city, {
      divisionCode: PLACES.city,
      key: EMPLOYMENT_RATE,
      value: 90,
      validFrom: '2020-01-10',
      legalSource: '菏人社〔2020〕1号',
      reason: '按本市申报通知',
    });
    const sheet = await openApplication(city, { applicationId });
    expect(sheet).toMatchObject({ rateStandard: 90, live: false });
    expect(sheet.criteria.find((c) => c.criterion === 'rate')!.figures).toEqual({
      graduates: 100,
      employed: 95,
      employmentRate: 95,
    });
    const score = { applicationId, criterion: 'rate' } as const;
    expect(await failing(scoreCriterion(city, { ...score, met: false }))).toMatchObject({
      code: 'DESIGNATION_BY_STANDARD',
    });
    expect(await scoreCriterion(city, { ...score, met: true })).toMatchObject({ met: true, threshold: 90 });
    const below = await aSchool();
    await rolled(below, graduates('焊接加工', 10, 8, 3));
    const lower = { applicationId: await applied(callId, below), criterion: 'rate' } as const;
    expect(await failing(scoreCriterion(city, { ...lower, met: true }))).toMatchObject({
      code: 'DESIGNATION_BY_STANDARD',
    });
    expect(await scoreCriterion(city, { ...lower, met: false })).toMatchObject({ met: false });
    await house.owner(`delete from local_setting where key = $1`, [EMPLOYMENT_RATE]);
  });

  it('[SD2017-3.3-08] of 80 placements 60 have a contract and 52 lasted six months: 75 % and 65 % are shown', async () => {
    await placed(school, 80, 60, 52);
    expect(await figures('quality')).toEqual({
      placements: 80,
      contracts: 60,
      contractRate: 75,
      retained: 52,
      retentionRate: 65,
    });
  });

  it('what is counted is kept on submission: records that come later change nothing of it', async () => {
    const other = await aSchool();
    await assessed(other, 10, 9);
    const applicationId = await applied(callId, other);
    await house.owner(`delete from assessment_candidate where institution_id = $1 and result = '合格'`, [
      other.institutionId,
    ]);
    const sheet = await openApplication(house.as(cityActor), { applicationId });
    expect(sheet.criteria.find((c) => c.criterion === 'teaching')).toMatchObject({
      figures: { passed: 9, assessed: 10, passRate: 90 },
      records: 10,
    });
    const stranger = await aSchool();
    const look = { applicationId, subject: applicationId, criterion: 'teaching' } as const;
    expect(await failing(figureRecords(house.as(stranger.actor), look))).toMatchObject({ code: 'NOT_FOUND' });
    const neighbour = house.as(anActor('city_hr_officer', PLACES.otherCity));
    expect(await failing(openApplication(neighbour, { applicationId }))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('majors put forward', () => {
  let school: School;
  let applicationId: string;
  beforeAll(async () => {
    onDay('2020-01-10');
    school = await aSchool();
    applicationId = await applied(await aCall(2017), school, { submit: false });
  });
  const major = async (name = '焊接加工') =>
    (await openApplication(house.as(school.actor), { applicationId })).majors.find((m) => m.major === name)!;
  const figuresOf = async (criterion: string, name?: string) =>
    (await major(name)).criteria.find((c) => c.criterion === criterion)!.figures;
  const note = (fact: Record<string, unknown>) =>
    recordFact(house.as(school.actor), { major: '焊接加工', name: '登记', onDate: '2019-12-01', ...fact } as never);

  it('[SD2017-3.3-10] a major with three of five criteria filled is rejected on submission, the two missing named', async () => {
    const ctx = house.as(school.actor);
    const some = said(['range', 'teachers', 'equipment'] as const);
    const { majorId } = await saveMajor(ctx, { applicationId, ...aMajor, major: '烹饪', statements: some });
    const refused = await failing(submitApplication(ctx, { applicationId }));
    expect(refused.code).toBe('DESIGNATION_INCOMPLETE');
    expect(refused.fields).toEqual([
      { path: `majors.${majorId}.recognition`, message: '烹饪（中级工）：“社会认可度高”尚未说明' },
      { path: `majors.${majorId}.outlook`, message: '烹饪（中级工）：“就业形势好”尚未说明' },
    ]);
    expect(await failing(saveMajor(ctx, { applicationId, ...aMajor, statements: {} }))).toMatchObject({
      code: 'DESIGNATION_MAJOR_TAKEN',
    });
    await removeMajor(ctx, { applicationId, majorId });
    expect(await major('烹饪')).toBeUndefined();
  });

  it('[SD2017-3.3-11] of 8 teachers 5 are dual-qualified: 8 and 5 stand on the sheet', async () => {
    for (let n = 0; n < 8; n += 1) await note({ kind: 'teacher', name: `教师${n}`, dualQualified: n < 5 });
    const { factId } = await note({ kind: 'teacher', name: '调离教师', dualQualified: true });
    const ctx = house.as(school.actor);
    await withdrawFact(ctx, { factId, reason: '调离' });
    expect(await withdrawFact(ctx, { factId, reason: '调离' })).toMatchObject({ changed: false });
    expect(await failing(withdrawFact(house.as((await aSchool()).actor), { factId, reason: '误' }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await figuresOf('teachers')).toEqual({ teachers: 8, dualQualified: 5 });
  });

  it('[SD2017-3.3-12] 60 workstations for 120 students make 0.5 a student', async () => {
    await note({ kind: 'workstation', name: '一号焊接车间', quantity: 40 });
    await note({ kind: 'workstation', name: '二号焊接车间', quantity: 20 });
    await rolled(school, [...students('焊接加工', 120), ...students('烹饪', 7), ...graduates('焊接加工', 30, 29, 9)]);
    expect(await figuresOf('equipment')).toEqual({ workstations: 60, students: 120, perStudent: 0.5 });
  });

  it('[SD2017-3.3-13] 25 answers of employers averaging 4.4 of 5 show as 4.4 (n = 25)', async () => {
    for (let n = 0; n < 25; n += 1)
      await note({ kind: 'employer_answer', name: `用人单位${n}`, score: n < 10 ? 5 : 4 });
    expect(await figuresOf('recognition')).toEqual({ answers: 25, average: 4.4 });
    await expect(note({ kind: 'employer_answer', name: '无评分' })).rejects.toThrow('须有评分');
  });

  it('[SD2017-3.3-14] 29 of 30 graduates employed and 45 open orders show as 96.7 % and 45', async () => {
    await note({ kind: 'order', name: '菏泽第一机械厂', quantity: 30 });
    await note({ kind: 'order', name: '菏泽第二机械厂', quantity: 15, untilDate: '2020-12-31' });
    await note({ kind: 'order', name: '已到期的订单', quantity: 20, untilDate: '2019-12-31' });
    expect(await figuresOf('outlook')).toEqual({ graduates: 30, employed: 29, employmentRate: 96.7, orders: 45 });
  });
});

describe('the city scores and decides', () => {
  it('[SD2017-3.3-04] with criterion 1 unscored designation is refused as incomplete', async () => {
    onDay('2020-01-10');
    const callId = await aCall(2016);
    const school = await aSchool();
    const applicationId = await applied(callId, school);
    const city = house.as(cityActor);
    for (const criterion of schoolCriteria.slice(1))
      await scoreCriterion(city, { applicationId, criterion, met: true });
    const decision = { callId, decisions: [{ applicationId, designate: true }] };
    expect(await failing(decideCall(city, decision))).toMatchObject({ code: 'DESIGNATION_STILL_OPEN' });
    onDay('2020-02-01');
    const refused = await failing(decideCall(city, decision));
    expect(refused).toMatchObject({ code: 'DESIGNATION_UNSCORED' });
    expect(refused.fields).toEqual([{ path: 'conditions', message: `${school.name}：办学条件完善` }]);
    await scoreCriterion(city, { applicationId, criterion: 'conditions', met: false, remark: '校舍未验收' });
    expect(await failing(decideCall(city, decision))).toMatchObject({ code: 'DESIGNATION_NOT_MET' });
    await scoreCriterion(city, { applicationId, criterion: 'conditions', met: true });
    expect(await decideCall(city, decision)).toMatchObject({ designated: 1, refused: 0 });
    expect(await failing(decideCall(city, decision))).toMatchObject({ code: 'DESIGNATION_STATE' });
    expect(await failing(scoreCriterion(city, { applicationId, criterion: 'rate', met: false }))).toMatchObject({
      code: 'DESIGNATION_STATE',
    });
  });

  it('[SD2017-3.3-09] of seven applicants five are designated: five schools stand in the catalogue, two refusals carry reasons', async () => {
    onDay('2020-01-10');
    const callId = await aCall(YEAR);
    const schools = [];
    for (let n = 0; n < 7; n += 1) schools.push(await aSchool());
    const applications: string[] = [];
    for (const school of schools) applications.push(await applied(callId, school));
    onDay('2020-02-03');
    for (const [n, id] of applications.entries()) await scoreAll(id, n < 5 ? [] : ['quality']);
    const city = house.as(cityActor);
    const decisions = applications.map((applicationId, n) => ({
      applicationId,
      designate: n < 5,
      ...(n < 5 ? {} : { reason: '毕业生签订合同比例偏低' }),
    }));
    expect(await failing(decideCall(city, { callId, decisions: decisions.slice(0, 6) }))).toMatchObject({
      code: 'DESIGNATION_NOT_ALL',
    });
    const silent = decisions.map(({ applicationId, designate }) => ({ applicationId, designate }));
    expect(await failing(decideCall(city, { callId, decisions: silent }))).toMatchObject({
      code: 'DESIGNATION_REASON_REQUIRED',
    });
    const both = await Promise.allSettled([
      decideCall(city, { callId, decisions }),
      decideCall(city, { callId, decisions }),
    ]);
    const done = both.flatMap((b) => (b.status === 'fulfilled' ? [b.value] : []));
    expect(done).toMatchObject([{ designated: 5, refused: 2, entries: 5 }]);
    await publishVersion(city, { versionId: done[0]!.versionId! });
    const listed = (await listSchools(city, { year: YEAR })).rows.filter((s) => s.entries > 0).map((s) => s.name);
    expect(listed.sort()).toEqual(
      schools
        .slice(0, 5)
        .map((s) => s.name)
        .sort(),
    );
    expect(await publicCatalogue(house.as(null), { year: YEAR, cityCode: PLACES.city })).toMatchObject({ total: 5 });
    for (const school of schools.slice(5)) {
      const own = await ownCalls(house.as(school.actor));
      expect(own.rows.find((r) => r.callId === callId)!.application).toMatchObject({
        state: 'refused',
        reason: '毕业生签订合同比例偏低',
      });
    }
    const told = await house.owner(
      `select kind, count(*)::int as n from message where kind in ('designation.designated', 'designation.refused') and to_institution_id = any ($1) group by 1 order by 1`,
      [schools.map((s) => s.institutionId)],
    );
    expect(told.rows).toEqual([
      { kind: 'designation.designated', n: 5 },
      { kind: 'designation.refused', n: 2 },
    ]);
  });

  it('a later round adds to what is published and takes nothing away', async () => {
    const callId = await aCall(YEAR, { closesOn: '2020-02-10' });
    const school = await aSchool();
    const applicationId = await applied(callId, school, { major: '护理' });
    onDay('2020-02-11');
    await scoreAll(applicationId);
    const city = house.as(cityActor);
    const { versionId } = await decideCall(city, { callId, decisions: [{ applicationId, designate: true }] });
    await publishVersion(city, { versionId: versionId! });
    expect(await publicCatalogue(house.as(null), { year: YEAR, cityCode: PLACES.city })).toMatchObject({ total: 6 });
  });
});

describe('what a school must have set up before it applies', () => {
  it('[SD2017-3.1-09] without a record of its leadership body the form shows the section as missing and cannot be completed; with one it can', async () => {
    onDay('2020-01-15');
    await loadRegisters(house.services, 'registers', 'rules');
    const school = await aSchool(PLACES.otherCity);
    const callId = await aCall(2023, { cityCode: PLACES.otherCity });
    const applicationId = await applied(callId, school, { submit: false });
    const ctx = house.as(school.actor);
    const section = { register: 'sd2017-leadership-bodies', title: '学校技能扶贫工作领导机构' };
    expect((await openApplication(ctx, { applicationId })).required).toEqual([{ ...section, kept: false }]);
    expect(await failing(submitApplication(ctx, { applicationId }))).toEqual({
      code: 'DESIGNATION_INCOMPLETE',
      fields: [{ path: 'required.sd2017-leadership-bodies', message: '“学校技能扶贫工作领导机构”尚未登记' }],
    });
    await createRecord(ctx, {
      key: section.register,
      data: {
        name: '技能扶贫工作领导小组',
        head: '校长 李明',
        members: '王芳、赵强',
        document_no: '校发〔2019〕3号',
        founded_on: '2019-03-01',
      },
    });
    expect((await openApplication(ctx, { applicationId })).required).toEqual([{ ...section, kept: true }]);
    expect(await submitApplication(ctx, { applicationId })).toMatchObject({ majors: 1 });
  });
});
