import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { publishedCatalogue, type PublishedCatalogue } from '../../catalogue/builders.ts';
import { anApplication } from '../../enrolment/builders.ts';
import { aUnit } from '../../organizations/builders.ts';
import { aHousehold, aPerson, publishedRegister } from '../../people/builders.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Actor } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { runJob } from '../../platform/jobs.ts';
import { loadPolicy } from '../../policy/index.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { aStudent, studentStatuses } from '../builders.ts';
import { decideBenefits } from './decide-benefits.ts';
import { excuseMatch } from '../roll/excuse-match.ts';
import '../index.ts';
import { takeGranted } from '../../funds/index.ts';
import { listIncomplete } from './list-incomplete.ts';
import { openStudent } from '../status/open-student.ts';
import { printCard } from './print-card.ts';
import { changeStatus } from '../status/change-status.ts';

const VILLAGE = 371721104201;
type Person = Parameters<typeof aPerson>[0];
type Student = Partial<Parameters<typeof aStudent>[1]>;
let house: TestHouse;
let catalogue: PublishedCatalogue;
let school: Actor;

beforeAll(async () => {
  house = await openTestHouse({ clock: fixedClock('2020-12-15T09:00:00+08:00') });
  await loadPolicy(house.services, join(import.meta.dirname, '../../../rules'));
  catalogue = await publishedCatalogue(house, {
    cityCode: PLACES.city,
    year: 2020,
    entries: [{ tuitionFen: 480_000, accommodationFen: 60_000 }, { schoolName: '乙技工学校' }],
  });
  school = await officerOf('测试技师学院');
});

async function officerOf(name: string): Promise<Actor> {
  const institutionId = catalogue.schools.get(name)!;
  const unitId = await house.system((tx) =>
    aUnit(tx, { level: 'institution', line: 'school', divisionCode: null, institutionId, areas: [] }),
  );
  return anActor('school_officer', PLACES.city, { unitId, institutionId, areas: [] });
}

/** Students of the school as one complete or partial register of their county states them. */
async function students(people: readonly Person[], student: Student = {}, listDate = '2020-06-20'): Promise<string[]> {
  const rows = people.map((p) => aPerson(p));
  const { idOf } = await publishedRegister(house, rows, { coverage: 'supplement', listDate });
  const entry = catalogue.entries[0]!;
  return studentStatuses(
    house,
    rows.map((row) => ({
      personId: idOf(row),
      institutionId: school.institutionId!,
      villageCode: VILLAGE,
      entryKey: entry.entryKey,
      versionId: catalogue.versionId,
      grantTo: [school.unitId],
      ...student,
    })),
  );
}

const decideAll = (ids: string[], who = school) => decideBenefits(house.as(who), { ids });
const failing = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (e: { code: string }) => e.code,
  );

async function card(statusId: string) {
  const file = await openStudent(house.as(school), { statusId });
  return Object.fromEntries(file.card.map((item) => [item.benefit, item]));
}

const CHILD = { relation: '之子', householdNo: null } as const;

describe('who is entitled', () => {
  it('[SD2017-3.4-01] a part-time student of a registered household fails on full-time, and no waiver line is created', async () => {
    const [full, part] = [...(await students([CHILD])), ...(await students([CHILD], { fullTime: false }))] as [
      string,
      string,
    ];
    await decideAll([full, part]);
    const six = ['tuition', 'accommodation', 'textbooks', 'work_study_post', 'job_recommendation', 'national_grant'];
    const items = await card(part);
    expect(six.map((item) => items[item]!.outcome)).toEqual(six.map(() => 'refused'));
    expect(items.tuition!.reasons.zh.join()).toContain('✗ 学习形式：非全日制');
    const waived = await house.system((tx) =>
      sql<{
        n: number;
      }>`select count(*) as n from benefit_line where status_id = ${part} and (outcome = 'granted' or amount_fen is not null)`.execute(
        tx,
      ),
    );
    expect(waived.rows[0]!.n).toBe(0);
    expect((await card(full)).tuition!.outcome).toBe('granted');
    const older = (await students([{ ...CHILD, birth: '1985-05-01' }]))[0]!;
    const outside = (await students([{ ...CHILD, householdTypes: ['边缘易致贫户'] }]))[0]!;
    await decideAll([older, outside]);
    expect((await card(older)).tuition!.reasons.zh.join()).toContain('✗ 周岁：35');
    expect((await card(outside)).tuition!.outcome).toBe('refused');
  });

  it('[SD2017-3.4-02] a veteran of a minimum-living household who is not registered poor passes as group B with six lines', async () => {
    const [veteran, civilian] = (await students([
      { veteran: true, householdTypes: ['低保户'] },
      { veteran: false, householdTypes: ['低保户'] },
    ])) as [string, string];
    await decideAll([veteran, civilian]);
    const items = await card(veteran);
    const granted = Object.values(items).filter((item) => item.outcome === 'granted');
    expect(granted.map((item) => item.benefit).toSorted()).toEqual([
      'accommodation',
      'job_recommendation',
      'national_grant',
      'textbooks',
      'tuition',
      'work_study_post',
    ]);
    expect(items.tuition!.reasons.zh.join()).toContain('退役');
    expect(items.yulu!.outcome).toBe('refused');
    expect((await card(civilian)).tuition!.outcome).toBe('refused');
  });

  it('[SD2017-3.4-11] a household with two enrolled children gets two lines of 3,000, a rerun adds none, an urban household gets none', async () => {
    const rows = aHousehold([{}, { relation: '之子' }, { relation: '之女', sex: '女' }]);
    const urban = aPerson({ relation: '之子', residence: '城镇' });
    const { idOf } = await publishedRegister(house, [...rows, urban], { coverage: 'supplement' });
    const ids = await studentStatuses(
      house,
      [rows[1]!, rows[2]!, urban].map((row) => ({
        personId: idOf(row),
        institutionId: school.institutionId!,
        villageCode: VILLAGE,
        grantTo: [school.unitId],
      })),
    );
    const lines = () =>
      house.system((tx) =>
        sql<{
          status_id: string;
          amount_fen: number;
          payee: string;
          fund_source: string;
        }>`select status_id, amount_fen, payee, fund_source from benefit_line
          where benefit = 'yulu' and outcome = 'granted' and status_id = any (${ids}::uuid[])`.execute(tx),
      );
    await decideAll(ids);
    const first = await lines();
    expect(first.rows.map((r) => [r.amount_fen, r.payee, r.fund_source])).toEqual([
      [300_000, 'household', 'fiscal_poverty_relief'],
      [300_000, 'household', 'fiscal_poverty_relief'],
    ]);
    expect(await decideAll(ids)).toMatchObject({ changed: 0, unchanged: 3 });
    expect((await lines()).rows).toHaveLength(2);
    expect((await card(ids[2]!)).yulu!.reasons.zh.join()).toContain('✗ 户籍类别：城镇');
  });
});

describe('the card of a student', () => {
  it('takes its sums from the catalogue frozen on the status; a day student pays no accommodation; what nobody has set is said so', async () => {
    const [boarder] = await students([CHILD], { boarding: true });
    const [day] = await students([CHILD], { boarding: false });
    const [unasked] = await students([CHILD]);
    await decideAll([boarder!, day!, unasked!]);
    const items = await card(boarder!);
    expect([items.tuition!.amountFen, items.accommodation!.amountFen]).toEqual([480_000, 60_000]);
    expect([items.national_grant!.outcome, items.national_grant!.note]).toEqual(['granted', 'no_standard']);
    expect(items.textbooks!.note).toBe('fee_not_stated');
    expect(items.work_study_post).toMatchObject({ outcome: 'granted', note: null, clause: '三(四)' });
    expect(items.tuition!.facts).toContainEqual(
      expect.objectContaining({
        label: { zh: '学习形式', en: 'mode of study' },
        value: { zh: '全日制', en: 'full-time' },
        date: '2020-09-01',
      }),
    );
    expect((await card(day!)).accommodation).toMatchObject({ outcome: 'not_applicable', amountFen: null, note: null });
    expect((await card(unasked!)).accommodation).toMatchObject({ outcome: 'granted', note: 'boarding_unknown' });
    const incomplete = await listIncomplete(house.as(school), { benefit: 'accommodation', size: 200 });
    const lacking = incomplete.rows.map((row) => row.statusId);
    expect(lacking).toContain(unasked);
    expect(lacking).not.toContain(day);
  });

  it('takes the application to its last step, once, and leaves an audit entry', async () => {
    const row = aPerson(CHILD);
    const personId = (await publishedRegister(house, [row], { coverage: 'supplement' })).idOf(row);
    const app = await anApplication(house, { state: 'status_registered', personId, villageCode: VILLAGE });
    const [statusId] = await studentStatuses(house, [
      {
        personId,
        institutionId: school.institutionId!,
        villageCode: VILLAGE,
        applicationId: app.application_id,
        grantTo: [school.unitId],
      },
    ]);
    await house.owner(`update application set institution_id = $1 where application_id = $2`, [
      school.institutionId,
      app.application_id,
    ]);
    expect((await decideAll([statusId!])).activated).toBe(1);
    expect((await decideAll([statusId!])).activated).toBe(0);
    const stored = await house.system((tx) =>
      sql<{
        state: string;
        audits: number;
      }>`select state, (select count(*) from audit_entry where action = 'student.decide_benefits'
        and person_id = ${personId}) as audits from application where application_id = ${app.application_id}`.execute(
        tx,
      ),
    );
    expect(stored.rows[0]).toEqual({ state: 'benefits_active', audits: 1 });
  });

  it('is superseded, never edited, when the facts change', async () => {
    const [statusId] = await students([CHILD], { boarding: true });
    await decideAll([statusId!]);
    await changeStatus(house.as(school), {
      statusId: statusId!,
      act: 'leave_of_absence',
      onDate: '2020-12-01',
      reason: '生病',
    });
    expect(await decideAll([statusId!])).toMatchObject({ changed: 1 });
    const history = await house.system((tx) =>
      sql<{
        outcome: string;
        superseded: boolean;
        amount_fen: number | null;
      }>`select outcome, superseded_by is not null as superseded, amount_fen
        from benefit_line where status_id = ${statusId} and benefit = 'tuition' order by superseded desc`.execute(tx),
    );
    expect(history.rows).toEqual([
      { outcome: 'granted', superseded: true, amount_fen: 480_000 },
      { outcome: 'refused', superseded: false, amount_fen: null },
    ]);
  });

  it('is decided once when asked many times at once', async () => {
    const [statusId] = await students([CHILD]);
    const runs = await Promise.all([1, 2, 3, 4].map(() => decideAll([statusId!])));
    expect(runs.map((r) => r.changed).toSorted()).toEqual([0, 0, 0, 1]);
  });

  it('is refused to other roles and schools, and for days to come', async () => {
    const ids = await students([CHILD]);
    expect(await failing(decideAll(ids, anActor('county_hr_officer', PLACES.county)))).toBe('NOT_PERMITTED');
    expect(await failing(decideAll(ids, await officerOf('乙技工学校')))).toBe('NOT_FOUND');
    expect(await failing(decideBenefits(house.as(school), { ids, on: '2021-01-01' }))).toBe('STUDENT_DATE_WRONG');
    expect(await failing(openStudent(house.as(await officerOf('乙技工学校')), { statusId: ids[0]! }))).toBe(
      'NOT_FOUND',
    );
  });

  it('prints as one page with every item, and the print is logged', async () => {
    const [statusId] = await students([CHILD], { boarding: true });
    expect(await failing(printCard(house.as(school), { statusId: statusId! }))).toBe('CARD_NOT_DECIDED');
    await decideAll([statusId!]);
    const pdf = await printCard(house.as(school), { statusId: statusId! });
    expect(
      Buffer.from(pdf.body as Uint8Array)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const logged = await house.system((tx) =>
      tx.selectFrom('audit_entry').select('action').where('subject_id', '=', statusId!).execute(),
    );
    expect(logged.map((e) => e.action)).toContain('student.print_card');
  });
});

describe('a benefit needs a valid match', () => {
  it('[SD2017-4.2-03] a match 200 days old is held as outdated where 180 days are set and nothing is paid on it, until the county lets it stand with a reason', async () => {
    const [stale] = await students([CHILD], { boarding: true }, '2020-05-29');
    const [fresh] = await students([CHILD], { boarding: true }, '2020-06-20');
    await decideAll([stale!, fresh!]);
    expect((await card(stale!)).tuition!.outcome).toBe('granted');
    await house.owner(
      `insert into local_setting (setting_id, division_code, key, value, valid_from, set_by, set_at) values ($1, 371721000000, 'match.days', '180', '2020-01-01', 'test', now())`,
      [newId()],
    );
    expect(await decideAll([stale!, fresh!])).toMatchObject({ changed: 1, unchanged: 1, held: 1 });
    expect((await card(stale!)).tuition).toMatchObject({ outcome: 'unknown', note: 'match_outdated', amountFen: null });
    expect((await card(fresh!)).tuition!.outcome).toBe('granted');
    expect((await card(stale!)).yulu).toMatchObject({ outcome: 'unknown', note: 'match_outdated', amountFen: null });
    const payee = house.as(anActor('county_poverty_officer', PLACES.county));
    const paid = { schoolYear: '2020-2021', item: 'yulu' } as const;
    await takeGranted(payee, paid);
    const owed = () => house.owner(`select 1 from entitlement where basis_id = $1 and item = 'yulu'`, [stale]);
    expect((await owed()).rows).toEqual([]);
    const excuse = { statusId: stale!, schoolYear: '2020-2021', reason: '名单年底前更新，人员无变化' };
    expect(await failing(excuseMatch(house.as(school), excuse))).toBe('COUNTY_ONLY');
    expect(await failing(excuseMatch(house.as(anActor('county_hr_officer', PLACES.otherCounty)), excuse))).toBe(
      'NOT_FOUND',
    );
    expect(
      await failing(excuseMatch(house.as(anActor('county_poverty_officer', PLACES.county)), { ...excuse, reason: '' })),
    ).not.toBe('none');
    await excuseMatch(house.as(anActor('county_poverty_officer', PLACES.county)), excuse);
    await decideAll([stale!]);
    expect((await card(stale!)).tuition!.outcome).toBe('granted');
    await takeGranted(payee, paid);
    expect((await owed()).rows).toHaveLength(1);
    await house.owner(`delete from local_setting where key = 'match.days'`);
  });

  it('a record whose citizen number is not proved carries no money', async () => {
    const [doubtful] = await students([{ ...CHILD, idNumber: null, idWritten: '3.72E+17' }]);
    await decideAll([doubtful!]);
    const { tuition } = await card(doubtful!);
    expect(['refused', 'unknown']).toContain(tuition!.outcome);
    expect(tuition!.amountFen).toBeNull();
  });
});

it('decides a whole school as a job that can be run again', async () => {
  const many = await officerOf('乙技工学校');
  const rows = Array.from({ length: 230 }, () => aPerson(CHILD));
  const { idOf } = await publishedRegister(house, rows, { coverage: 'supplement' });
  await studentStatuses(
    house,
    rows.map((row) => ({
      personId: idOf(row),
      institutionId: many.institutionId!,
      villageCode: VILLAGE,
      grantTo: [many.unitId],
    })),
  );
  const queued = await decideBenefits(house.as(many), { all: true });
  expect(queued.jobId).toBeDefined();
  const run = () => runJob(house.services, async () => many, queued.jobId!);
  await run();
  const job = await house.system((tx) =>
    tx.selectFrom('job').selectAll().where('job_id', '=', queued.jobId!).executeTakeFirstOrThrow(),
  );
  expect([job.state, job.done, job.result]).toEqual([
    'done',
    230,
    { changed: 230, unchanged: 0, held: 0, activated: 0 },
  ]);
  await house.owner(`update job set state = 'queued' where job_id = $1`, [queued.jobId]);
  await run();
  const again = await house.system((tx) =>
    tx.selectFrom('job').select('result').where('job_id', '=', queued.jobId!).executeTakeFirstOrThrow(),
  );
  expect(again.result).toMatchObject({ changed: 0, unchanged: 230 });
});
