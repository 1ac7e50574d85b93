import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishedCatalogue, type PublishedCatalogue } from '../../catalogue/builders.ts';
import { aUnit } from '../../organizations/builders.ts';
import { aPerson, publishedRegister } from '../../people/builders.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Actor } from '../../platform/context.ts';
import { loadPolicy } from '../../policy/index.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { answerOffer } from './answer-offer.ts';
import { billAppraisal } from '../bills/bill-appraisal.ts';
import { buildGrantBatch } from '../bills/build-grant-batch.ts';
import { studentStatuses } from '../builders.ts';
import { decideBenefits } from '../cards/decide-benefits.ts';
import '../index.ts';
import { issueBills } from '../bills/issue-bills.ts';
import { listBills } from '../bills/list-bills.ts';
import { listIncomplete } from '../cards/list-incomplete.ts';
import { listPayments } from '../bills/list-payments.ts';
import { listServices } from './list-services.ts';
import { offerServices } from './offer-services.ts';
import { openStudent } from '../status/open-student.ts';
import { stateSchoolFee } from '../bills/state-school-fee.ts';

const VILLAGE = 371721104201;
const YEAR = '2020-2021';
type Person = NonNullable<Parameters<typeof aPerson>[0]>;
type Student = Partial<Parameters<typeof studentStatuses>[1][number]>;
const CHILD: Person = { relation: '之子', householdNo: null };
const OUTSIDE: Person = { ...CHILD, householdTypes: ['边缘易致贫户'] };
let house: TestHouse;
let catalogue: PublishedCatalogue;
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

beforeAll(async () => {
  house = await openTestHouse({ clock: fixedClock('2020-12-15T09:00:00+08:00') });
  await loadPolicy(house.services, lawWithGrantRate());
  catalogue = await publishedCatalogue(house, {
    cityCode: PLACES.city,
    year: 2020,
    entries: Array.from({ length: 12 }, (_, i) => ({
      schoolName: `第${i + 1}技工学校`,
      tuitionFen: 480_000,
      accommodationFen: 60_000,
    })),
  });
});

/** The rules as a province has them that has set the national grant to 1,000 yuan a term. */
function lawWithGrantRate(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'jiqiao-rules-')), 'rules');
  cpSync(join(import.meta.dirname, '../../../rules'), folder, { recursive: true });
  folders.push(dirname(folder));
  const file = join(folder, 'sd2017', 'parameters.yaml');
  const open = /(- key: sd2017\.national-grant-rate[\s\S]*?)versions: \[\]/;
  const version = `versions:
      - { jurisdiction: '37', valid: { from: 2017-12-23, to: 2020-12-31 }, value: 1000, operator: exact, status: set_locally, document: SD2017, clause: 三(四) }`;
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(open, (_all, head: string) => head + version),
  );
  return folder;
}

let schools = 0;
/** A school of its own for a test. */
async function aSchool(): Promise<{ actor: Actor; entry: PublishedCatalogue['entries'][number] }> {
  const entry = catalogue.entries[schools++]!;
  const { institutionId } = entry;
  const unitId = await house.system((tx) =>
    aUnit(tx, { level: 'institution', line: 'school', divisionCode: null, institutionId, areas: [] }),
  );
  return { actor: anActor('school_officer', PLACES.city, { unitId, institutionId, areas: [] }), entry };
}
type School = Awaited<ReturnType<typeof aSchool>>;

/** Students of the school as a register of their county states them, their cards decided. */
async function students(school: School, people: readonly Person[], student: Student = {}): Promise<string[]> {
  const rows = people.map((p) => aPerson(p));
  const { idOf } = await publishedRegister(house, rows, { coverage: 'supplement', listDate: '2020-06-20' });
  const ids = await studentStatuses(
    house,
    rows.map((row) => ({
      personId: idOf(row),
      institutionId: school.entry.institutionId,
      villageCode: VILLAGE,
      entryKey: school.entry.entryKey,
      versionId: catalogue.versionId,
      grantTo: [school.actor.unitId],
      ...student,
    })),
  );
  await decideBenefits(house.as(school.actor), { ids });
  return ids;
}
const many = (n: number, person: Person = CHILD): Person[] => Array.from({ length: n }, () => person);
const billOf = async (school: School, statusId: string, title = '第一学期') =>
  (await openStudent(house.as(school.actor), { statusId })).bills.find((b) => b.title.includes(title))!;
const lineOf = async (school: School, statusId: string, item: string, title?: string) =>
  (await billOf(school, statusId, title)).lines.find((l) => l.item === item);
const auditsOf = (action: string, userId: string) =>
  house.system((tx) =>
    tx.selectFrom('audit_entry').select('summary').where('action', '=', action).where('user_id', '=', userId).execute(),
  );

describe('fee bills', () => {
  it('[SD2017-3.4-04] a bill of tuition 4,800 charges the eligible nothing and waives 4,800; a classmate outside is charged', async () => {
    const school = await aSchool();
    const [eligible] = await students(school, [CHILD], { boarding: true });
    const [classmate] = await students(school, [OUTSIDE], { boarding: true });
    const ctx = house.as(school.actor);
    const first = await issueBills(ctx, { schoolYear: YEAR, term: '1' });
    expect(first).toMatchObject({ issued: 2, unchanged: 0 });
    expect(await lineOf(school, eligible!, 'tuition')).toMatchObject({
      outcome: 'waived',
      standardFen: 480_000,
      chargedFen: 0,
      waivedFen: 480_000,
    });
    expect(await lineOf(school, classmate!, 'tuition')).toMatchObject({ chargedFen: 480_000, waivedFen: 0 });
    expect(await issueBills(ctx, { schoolYear: YEAR, term: '1' })).toMatchObject({ issued: 0, unchanged: 2 });
    expect(await auditsOf('student.issue_bills', school.actor.userId)).toHaveLength(1);
    const shown = await listBills(ctx, {});
    expect(shown.rows.map((r) => [r.number, r.lines.length])).toEqual([
      ['收2020-00001', 3],
      ['收2020-00002', 3],
    ]);
  });

  it('[SD2017-3.4-05] boarding of 600 is charged nothing and waived 600; a day student’s line does not apply and leaves the card complete', async () => {
    const school = await aSchool();
    const [boarder] = await students(school, [CHILD], { boarding: true });
    const [day] = await students(school, [CHILD], { boarding: false });
    await issueBills(house.as(school.actor), { schoolYear: YEAR, term: '1' });
    expect(await lineOf(school, boarder!, 'accommodation')).toMatchObject({ chargedFen: 0, waivedFen: 60_000 });
    expect(await lineOf(school, day!, 'accommodation')).toMatchObject({
      outcome: 'not_applicable',
      chargedFen: 0,
      waivedFen: 0,
    });
    const checked = await listIncomplete(house.as(school.actor), { benefit: 'accommodation' });
    expect(checked).toMatchObject({ entitled: 2, complete: 2, total: 0 });
  });

  it('[SD2017-3.4-06] textbooks of 320 and 300 are waived on the bill of each term, and charged to a classmate who is not eligible', async () => {
    const school = await aSchool();
    const [eligible] = await students(school, [CHILD]);
    const [classmate] = await students(school, [OUTSIDE]);
    const ctx = house.as(school.actor);
    await stateSchoolFee(ctx, { schoolYear: YEAR, term: '1', amountFen: 32_000 });
    const { feeId } = await stateSchoolFee(ctx, { schoolYear: YEAR, term: '2', amountFen: 30_000 });
    expect(await stateSchoolFee(ctx, { schoolYear: YEAR, term: '2', amountFen: 30_000 })).toEqual({ feeId });
    for (const term of ['1', '2'] as const) await issueBills(ctx, { schoolYear: YEAR, term });
    for (const [title, fen] of [
      ['第一学期', 32_000],
      ['第二学期', 30_000],
    ] as const) {
      expect(await lineOf(school, eligible!, 'textbooks', title)).toMatchObject({ chargedFen: 0, waivedFen: fen });
      expect(await lineOf(school, classmate!, 'textbooks', title)).toMatchObject({ chargedFen: fen, waivedFen: 0 });
    }
  });

  it('a fee that is not stated or not decided is neither charged nor waived, and a bill that says something new supersedes the old', async () => {
    const school = await aSchool();
    const [statusId] = await students(school, [CHILD], { boarding: true });
    const [unasked] = await students(school, [CHILD]);
    const ctx = house.as(school.actor);
    await house.owner(`delete from benefit_line where status_id = $1 and benefit = 'tuition'`, [statusId]);
    await issueBills(ctx, { schoolYear: YEAR, term: '1' });
    expect(await lineOf(school, statusId!, 'tuition')).toMatchObject({
      outcome: 'held',
      heldFen: 480_000,
      chargedFen: 0,
    });
    expect(await lineOf(school, statusId!, 'textbooks')).toMatchObject({ outcome: 'not_stated', standardFen: null });
    expect(await lineOf(school, unasked!, 'accommodation')).toMatchObject({
      outcome: 'held',
      reason: '是否住校未登记',
    });
    await decideBenefits(ctx, { ids: [statusId!] });
    const both = await Promise.all([1, 2].map(() => issueBills(ctx, { schoolYear: YEAR, term: '1' })));
    expect(both.map((b) => b.issued).sort((a, b) => a - b)).toEqual([0, 1]);
    const { bills } = await openStudent(ctx, { statusId: statusId! });
    expect(bills).toMatchObject([{ number: '收2020-00003', waivedFen: 540_000, heldFen: 0 }]);
  });

  it('[SD2017-3.4-15] an appraisal of the own major at graduation with a fee of 260 is charged 0, in another occupation 260 with the reason', async () => {
    const school = await aSchool();
    const [own, other] = await students(school, many(2));
    await house.owner(`update student_status set planned_graduation_on = $1 where status_id = any ($2)`, [
      '2021-07-01',
      [own, other],
    ]);
    const ctx = house.as(school.actor);
    const fees = { onDate: '2020-12-10', appraisalFen: 26_000, certificateFen: 1_000 };
    const mine = await billAppraisal(ctx, { statusId: own!, occupation: '汽车维修工', ownMajor: true, ...fees });
    expect(mine.lines[0]).toMatchObject({ item: 'appraisal_fee', chargedFen: 0, waivedFen: 26_000 });
    const theirs = await billAppraisal(ctx, { statusId: other!, occupation: '中式烹调师', ownMajor: false, ...fees });
    expect(theirs.lines[0]).toMatchObject({
      item: 'appraisal_fee',
      chargedFen: 26_000,
      waivedFen: 0,
      reasonCode: 'not_own_major',
    });
    expect(theirs.lines[0]!.reason).toMatch(/专业/);
    const again = await billAppraisal(ctx, { statusId: own!, occupation: '汽车维修工', ownMajor: true, ...fees });
    expect(again.billId).toBe(mine.billId);
  });

  it('[SD2017-3.4-16] the certificate fee of 10 is waived under the same conditions, and both waivers are counted apart', async () => {
    const school = await aSchool();
    const [graduate] = await students(school, [CHILD]);
    const [early] = await students(school, [CHILD]);
    await house.owner(`update student_status set planned_graduation_on = '2021-07-01' where status_id = $1`, [
      graduate,
    ]);
    await house.owner(`update student_status set planned_graduation_on = '2023-07-01' where status_id = $1`, [early]);
    const ctx = house.as(school.actor);
    const fees = { occupation: '汽车维修工', ownMajor: true, onDate: '2020-12-10' };
    const bill = await billAppraisal(ctx, {
      statusId: graduate!,
      ...fees,
      appraisalFen: 26_000,
      certificateFen: 1_000,
    });
    expect(bill.lines.map((l) => [l.item, l.chargedFen, l.waivedFen])).toEqual([
      ['appraisal_fee', 0, 26_000],
      ['certificate_fee', 0, 1_000],
    ]);
    expect(bill).toMatchObject({ chargedFen: 0, waivedFen: 27_000 });
    const paid = await billAppraisal(ctx, { statusId: early!, ...fees, appraisalFen: 26_000, certificateFen: 1_000 });
    expect(paid.lines.map((l) => [l.chargedFen, l.reasonCode])).toEqual([
      [26_000, 'not_at_graduation'],
      [1_000, 'not_at_graduation'],
    ]);
  });
});

describe('services offered free of charge', () => {
  it('[SD2017-3.4-07] of ten eligible students with eight offers two lack a work-study post and are listed', async () => {
    const school = await aSchool();
    const ids = await students(school, many(10));
    await students(school, [OUTSIDE]);
    const ctx = house.as(school.actor);
    const post = { kind: 'work_study_post', offeredOn: '2020-10-08', place: '学校图书馆', post: '整理员' } as const;
    expect(await offerServices(ctx, { ids: ids.slice(0, 8), ...post })).toEqual({ offered: 8, skipped: [] });
    expect(await offerServices(ctx, { ids: ids.slice(0, 8), ...post })).toMatchObject({ offered: 0 });
    const checked = await listServices(ctx, { kind: 'work_study_post', served: 'no' });
    expect(checked).toMatchObject({ entitled: 10, served: 8, total: 2 });
    expect(checked.rows.map((r) => r.statusId).sort()).toEqual(ids.slice(8).sort());
    const { offers } = await openStudent(ctx, { statusId: ids[0]! });
    expect(offers).toMatchObject([{ place: '学校图书馆', post: '整理员', answer: null }]);
    await answerOffer(ctx, { offerId: offers[0]!.offerId, answer: 'accepted' });
    expect((await listServices(ctx, { served: 'yes' })).rows.filter((r) => r.accepted)).toHaveLength(1);
    await expect(
      house.owner(`update service_offer set charged_fen = 100 where offer_id = $1`, [offers[0]!.offerId]),
    ).rejects.toThrow('charged_fen');
    expect(await auditsOf('student.offer_services', school.actor.userId)).toHaveLength(1);
  });

  it('[SD2017-3.4-08] of nine eligible graduates eight have a recommendation: 88.9 % and one name', async () => {
    const school = await aSchool();
    const ids = await students(school, many(9));
    const [still] = await students(school, [CHILD]);
    await house.owner(`update student_status set planned_graduation_on = '2021-07-01' where status_id = any ($1)`, [
      ids,
    ]);
    await house.owner(`update student_status set planned_graduation_on = '2023-07-01' where status_id = $1`, [still]);
    const ctx = house.as(school.actor);
    const job = { kind: 'job_recommendation', offeredOn: '2020-12-01', place: '菏泽某机械公司', post: '钳工' } as const;
    await offerServices(ctx, { ids: ids.slice(0, 8), ...job });
    await offerServices(ctx, { ids: ids.slice(0, 1), ...job, place: '曹县某汽修厂' });
    const checked = await listServices(ctx, { kind: 'job_recommendation', served: 'no' });
    expect(checked).toMatchObject({ entitled: 9, served: 8, share: 88.9, total: 1 });
    const { rows: last } = await house.owner(
      `select p.name from person p join student_status s on s.person_id = p.person_id where s.status_id = $1`,
      [ids[8]],
    );
    expect(checked.rows).toMatchObject([{ statusId: ids[8], name: last[0].name }]);
  });

  it('another school’s student is not found, an office that is no school is refused, a day to come is refused', async () => {
    const [school, other] = [await aSchool(), await aSchool()];
    const [statusId] = await students(school, [CHILD]);
    const post = { kind: 'work_study_post', offeredOn: '2020-10-08', place: '食堂', post: '帮厨' } as const;
    const failing = (work: Promise<unknown>) =>
      work.then(
        () => 'none',
        (e: { code: string }) => e.code,
      );
    const stranger = house.as(other.actor);
    expect(await failing(offerServices(stranger, { ids: [statusId!], ...post }))).toBe('NOT_FOUND');
    expect(await failing(issueBills(stranger, { schoolYear: YEAR, term: '1', ids: [statusId!] }))).toBe('NOT_FOUND');
    const fees = { occupation: '电工', ownMajor: true, onDate: '2020-12-10', appraisalFen: 1, certificateFen: 1 };
    expect(await failing(billAppraisal(stranger, { statusId: statusId!, ...fees }))).toBe('NOT_FOUND');
    const county = house.as(anActor('county_hr_officer', PLACES.county));
    expect(await failing(offerServices(county, { ids: [statusId!], ...post }))).toBe('NOT_PERMITTED');
    expect(
      await failing(offerServices(house.as(school.actor), { ids: [statusId!], ...post, offeredOn: '2020-12-16' })),
    ).toBe('STUDENT_DATE_WRONG');
  });
});

describe('grants of a term', () => {
  it('[SD2017-3.4-09] twelve students at 1,000 a term make a batch of 12,000, and a second batch of the term has none', async () => {
    const school = await aSchool();
    await students(school, many(12));
    await students(school, [OUTSIDE]);
    const ctx = house.as(school.actor);
    const both = await Promise.all([1, 2].map(() => buildGrantBatch(ctx, { schoolYear: YEAR, term: '1' })));
    const [first, second] = both.sort((a, b) => b.persons - a.persons);
    expect(first).toMatchObject({ number: '助2020-1-001', persons: 12, totalFen: 1_200_000 });
    expect(second).toMatchObject({ batchId: null, persons: 0, totalFen: 0 });
    expect(await buildGrantBatch(ctx, { schoolYear: YEAR, term: '2' })).toMatchObject({ persons: 12 });
    expect((await listPayments(ctx, {})).grants.map((g) => [g.term, g.persons, g.totalFen])).toEqual([
      ['2', 12, 1_200_000],
      ['1', 12, 1_200_000],
    ]);
  });
});
