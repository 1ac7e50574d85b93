import { afterAll, expect, it } from 'vitest';
import { publishedCatalogue } from '../../catalogue/builders.ts';
import { seatsTaken } from '../../catalogue/index.ts';
import { aUnit, aUser } from '../../organizations/builders.ts';
import { loadActor } from '../../organizations/index.ts';
import { runJob } from '../../platform/jobs.ts';
import { closeLetters } from '../../platform/letters/index.ts';
import { downloadFile } from '../../platform/routes/download-file.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse } from '../../testing/context.ts';
import { admitApplications, admitNow } from '../city/admit-applications.ts';
import { applications } from '../builders.ts';
import { checkLetter } from './check-letter.ts';
import { issueLetters } from './issue-letters.ts';
import { defineCityJobs } from '../jobs-city.ts';
import { codeBinding } from './letter-store.ts';
import { listAdmitted } from '../city/list-admitted.ts';
import { listSchoolNotices } from './list-school-notices.ts';
import { listWithoutLetter } from './list-without-letter.ts';
import { markNoShow } from './mark-no-show.ts';
import { markReported } from './mark-reported.ts';
import { notifySchools } from '../city/notify-schools.ts';
import { printLetters } from './print-letters.ts';
import { remindSchools } from './remind-schools.ts';
import { replaceLetter } from './replace-letter.ts';
import { aPhoto } from '../testing-village.ts';
import { withdrawApplication } from '../application/withdraw-application.ts';
import { withdrawLetter } from './withdraw-letter.ts';

const house = await openTestHouse();
defineCityJobs();
afterAll(() => closeLetters());

const city = house.as(anActor('city_hr_officer', PLACES.city));
let schools = 0;
/** A school of its own for each test, with its unit and clerk, and so many persons the city has told it of. */
async function aSchool(persons: number, names: string[] = []) {
  schools += 1;
  const made = await publishedCatalogue(house, {
    cityCode: PLACES.city,
    year: 2020,
    entries: [{ schoolName: `测试第${schools}技师学院` }],
  });
  const entry = made.entries[0]!;
  const { institutionId } = entry;
  const choice = { ...entry, versionId: made.versionId, cityCode: PLACES.city };
  const { unitId, userId } = await house.system(async (tx) => {
    const unit = await aUnit(tx, { level: 'institution', line: 'school', divisionCode: null, institutionId });
    return { unitId: unit, userId: await aUser(tx, { posts: [{ unitId: unit, role: 'school_officer' }] }) };
  });
  const actor = (await loadActor(house.services.db, userId, unitId, '2020-09-01'))!;
  const apps = await applications(
    house,
    Array.from({ length: persons }, (_, i) => ({ state: 'city_accepted' as const, choice, personName: names[i] })),
  );
  const ids = apps.map((a) => a.application_id);
  await admitNow(city, { ids });
  await notifySchools(city, { institutionId });
  return { institutionId, clerk: house.as(actor), actor, apps, ids };
}

const terms = { delivery: 'handed_over' as const, reportBy: '2020-09-10', reportPlace: '招生就业处' };
const codeOf = async (letterId: string) => {
  const row = await house.system((tx) =>
    tx.selectFrom('admission_letter').select('check_code').where('letter_id', '=', letterId).executeTakeFirstOrThrow(),
  );
  return house.services.vault.decrypt(row.check_code, codeBinding(letterId))!;
};
const anyone = house.as(null);
const seatsOf = async (entryKey: string) =>
  (await house.system((tx) => seatsTaken(tx, 2020, [entryKey]))).get(entryKey);

it('[SD2017-3.2-14] of seven admitted with six letters one is outstanding, with the name and the days waiting', async () => {
  const school = await aSchool(7);
  const last = school.apps.at(-1)!;
  await house.owner(`update application set held_since = '2020-08-25T01:00:00Z' where application_id = $1`, [
    last.application_id,
  ]);
  const { issued } = await issueLetters(school.clerk, { ids: school.ids.slice(0, 6), ...terms });
  expect(issued.map((l) => l.number)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `技录〔2020〕0000${n}号`));
  const outstanding = await listWithoutLetter(city, { institutionId: school.institutionId });
  expect(outstanding.rows).toMatchObject([
    { name: last.person_name, waiting: { workingDays: 5, limit: null, standing: 'not_set' } },
  ]);
  expect((await listSchoolNotices(city, {})).rows.find((n) => n.persons === 7)).toMatchObject({ letters: 6 });
  const stored = await house.system((tx) =>
    tx
      .selectFrom('admission_letter')
      .select(['issued_on', 'delivery'])
      .where('institution_id', '=', school.institutionId)
      .execute(),
  );
  expect(new Set(stored.map((l) => `${l.issued_on} ${l.delivery}`))).toEqual(new Set(['2020-09-01 handed_over']));
  const printed = await printLetters(school.clerk, { ids: school.ids });
  expect(printed).toMatchObject({ printed: 6, refused: [], files: [{ pages: 6 }] });
  expect((await downloadFile(school.clerk, { id: printed.files[0]!.fileId })).mediaType).toBe('application/pdf');
  const log = await house.system((tx) =>
    tx.selectFrom('read_log').select(['act', 'persons']).where('user_id', '=', school.actor.userId).execute(),
  );
  expect(log).toEqual([{ act: 'print', persons: 6 }]);
});

it('who gives up after the letter loses it, the seat is free again, and the numbered line stays and says so', async () => {
  const school = await aSchool(3);
  const [gone] = school.apps;
  const { issued } = await issueLetters(school.clerk, { ids: school.ids, ...terms });
  const letterId = issued.find((l) => l.applicationId === gone!.application_id)!.letterId;
  const code = await codeOf(letterId);
  const [letter] = (await listAdmitted(school.clerk, {})).rows.filter((r) => r.id === gone!.application_id);
  const village = house.as(anActor('village_clerk', gone!.village_code));
  const evidenceFileId = await aPhoto(village);
  const taken = () => seatsOf(gone!.entry_key!);
  expect(await taken()).toBe(3);
  const withdrawn = { id: gone!.application_id, evidenceFileId, reason: '外出务工' };
  const both = await Promise.all([withdrawApplication(village, withdrawn), withdrawApplication(village, withdrawn)]);
  expect(both).toEqual([{ state: 'withdrawn' }, { state: 'withdrawn' }]);
  expect(await taken()).toBe(2);
  expect(await checkLetter(anyone, { code })).toMatchObject({ state: 'withdrawn' });
  const lines = (await listAdmitted(school.clerk, {})).rows;
  expect(lines.find((r) => r.id === gone!.application_id)).toMatchObject({
    admissionNumber: letter!.admissionNumber,
    state: 'withdrawn',
    withdrawnOn: '2020-09-01',
    letter: { state: 'withdrawn' },
  });
  expect((await listSchoolNotices(school.clerk, {})).rows[0]).toMatchObject({ persons: 3, letters: 2, withdrawn: 1 });
  const told = await house.system((tx) =>
    tx.selectFrom('message').select(['to_unit_id', 'body']).where('kind', '=', 'application.withdrawn').execute(),
  );
  const toSchool = told.filter((m) => m.to_unit_id === school.actor.unitId);
  expect(toSchool).toHaveLength(1);
  expect(toSchool[0]!.body).toContain('已撤回');
  await expect(printLetters(school.clerk, { ids: [gone!.application_id] })).rejects.toMatchObject({
    code: 'LETTER_NOT_FOUND',
  });
  const next = await aSchool(1);
  const numbers = await house.system((tx) =>
    tx.selectFrom('admission').select(['number', 'withdrawn_at']).where('city_code', '=', PLACES.city).execute(),
  );
  expect(new Set(numbers.map((n) => n.number)).size).toBe(numbers.length);
  expect(next.apps).toHaveLength(1);
});

it('a school that has not issued letters within the days its city set is reminded once a day; without a limit nobody is', async () => {
  const school = await aSchool(3);
  const anybody = house.as(null);
  await house.owner(`update application set held_since = '2020-08-10T01:00:00Z' where application_id = any ($1)`, [
    school.ids.slice(0, 2),
  ]);
  expect(await remindSchools(anybody)).toEqual({ late: [], reminded: 0 });
  await house.owner(
    `insert into local_setting (setting_id, division_code, key, value, valid_from, set_by, set_at)
      values (gen_random_uuid(), $1, 'days.school_letter', '10', '2020-01-01', 'test', now())`,
    [PLACES.city],
  );
  const runs = await Promise.all([remindSchools(anybody), remindSchools(anybody)]);
  expect(runs[0]!.late).toMatchObject([{ institutionId: school.institutionId, persons: 2, longest: 16, limit: 10 }]);
  expect(runs.map((r) => r.reminded).sort((a, b) => a - b)).toEqual([0, 1]);
  const told = await house.system((tx) =>
    tx.selectFrom('message').select(['to_unit_id', 'title', 'body']).where('kind', '=', 'letters_overdue').execute(),
  );
  expect(told).toMatchObject([{ to_unit_id: school.actor.unitId, title: expect.stringContaining('2 人') }]);
  await issueLetters(school.clerk, { ids: school.ids, ...terms });
  expect((await remindSchools(anybody)).late).toEqual([]);
});

it('a check code tells valid, withdrawn, replaced or unknown with school and day, and nothing of the person', async () => {
  const school = await aSchool(2);
  const { issued } = await issueLetters(school.clerk, { ids: school.ids, ...terms });
  const [first, second] = issued;
  const code = await codeOf(first!.letterId);
  expect(code).toMatch(/^[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}$/);
  const answer = await checkLetter(anyone, { code: code.toLowerCase() });
  expect(answer).toEqual({ state: 'valid', schoolName: `测试第${schools}技师学院`, issuedOn: '2020-09-01' });
  const next = await replaceLetter(school.clerk, { letterId: first!.letterId, reason: '遗失' });
  expect(await checkLetter(anyone, { code })).toMatchObject({ state: 'replaced' });
  expect(await checkLetter(anyone, { code: await codeOf(next.letterId) })).toMatchObject({ state: 'valid' });
  await withdrawLetter(school.clerk, { letterId: second!.letterId, reason: '专业写错' });
  expect(await withdrawLetter(school.clerk, { letterId: second!.letterId, reason: '专业写错' })).toEqual({
    state: 'withdrawn',
  });
  expect(await checkLetter(anyone, { code: await codeOf(second!.letterId) })).toMatchObject({ state: 'withdrawn' });
  expect(await checkLetter(anyone, { code: '22222-22222' })).toEqual({
    state: 'unknown',
    schoolName: null,
    issuedOn: null,
  });
  await expect(withdrawLetter(school.clerk, { letterId: first!.letterId, reason: '重复' })).rejects.toMatchObject({
    code: 'LETTER_NOT_VALID',
  });
  await expect(markReported(school.clerk, { ids: [school.ids[1]!], reportedOn: '2020-09-01' })).rejects.toMatchObject({
    code: 'LETTER_NOT_VALID',
  });
});

it('a name with a character no font has is listed, the others print', async () => {
  const school = await aSchool(3, ['张三', '李𫚉', '王五']);
  await issueLetters(school.clerk, { ids: school.ids, ...terms });
  const printed = await printLetters(school.clerk, { ids: school.ids });
  expect(printed).toMatchObject({ printed: 2, refused: [{ name: '李𫚉' }] });
  expect(printed.refused[0]!.missing).toContain('U+2B689');
});

it('a thousand letters go as a job, each person gets one and the numbers have no gap', async () => {
  const school = await aSchool(1000);
  const outcome = await issueLetters(school.clerk, { ids: school.ids, ...terms });
  const loader = () => Promise.resolve(school.actor);
  await runJob(house.services, loader, outcome.jobId!);
  await runJob(house.services, loader, outcome.jobId!);
  const numbers = await house.system((tx) =>
    tx
      .selectFrom('admission_letter')
      .select('number')
      .where('institution_id', '=', school.institutionId)
      .orderBy('number')
      .execute(),
  );
  expect(numbers.map((l) => Number(/〕(\d+)号/.exec(l.number)![1]))).toEqual(
    Array.from({ length: 1000 }, (_, i) => i + 1),
  );
  const again = await issueLetters(school.clerk, { ids: school.ids.slice(0, 3), ...terms });
  expect(again).toMatchObject({ issued: [], skipped: [{ count: 3 }] });
  const page = await listAdmitted(school.clerk, { size: 10 });
  expect(page.total).toBe(1000);
  expect(page.rows[0]).toMatchObject({ state: 'letter_issued', letter: { state: 'valid' } });
});

it('who reports and who does not is recorded with day or reason, once', async () => {
  const school = await aSchool(3);
  await issueLetters(school.clerk, { ids: school.ids, ...terms });
  const [a, b, c] = school.ids as [string, string, string];
  await expect(markReported(school.clerk, { ids: [a], reportedOn: '2020-08-31' })).rejects.toMatchObject({
    code: 'REPORT_DATE_WRONG',
  });
  await expect(markReported(school.clerk, { ids: [a], reportedOn: '2020-09-02' })).rejects.toMatchObject({
    code: 'REPORT_DATE_WRONG',
  });
  const twice = await Promise.allSettled([
    markReported(school.clerk, { ids: [a, b], reportedOn: '2020-09-01' }),
    markReported(school.clerk, { ids: [b, a], reportedOn: '2020-09-01' }),
  ]);
  expect(twice.filter((t) => t.status === 'fulfilled')).toHaveLength(1);
  await expect(markNoShow(school.clerk, { ids: [c], reason: ' ' })).rejects.toThrow();
  expect(await markNoShow(school.clerk, { ids: [c], reason: '外出务工' })).toEqual({ marked: 1 });
  await expect(markNoShow(school.clerk, { ids: [c], reason: '外出务工' })).rejects.toMatchObject({
    code: 'APPLICATION_WRONG_STATE',
  });
});

it('another school’s persons and letters are not found, and offices issue none', async () => {
  const school = await aSchool(1);
  const other = await aSchool(1);
  const { issued } = await issueLetters(school.clerk, { ids: school.ids, ...terms });
  const letterId = issued[0]!.letterId;
  await expect(issueLetters(other.clerk, { ids: school.ids, ...terms })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(printLetters(other.clerk, { ids: school.ids })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(withdrawLetter(other.clerk, { letterId, reason: '测试' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(markReported(other.clerk, { ids: school.ids, reportedOn: '2020-09-01' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await expect(issueLetters(city, { ids: school.ids, ...terms })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  await expect(issueLetters(anyone, { ids: school.ids, ...terms })).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  await expect(admitApplications(school.clerk, { ids: school.ids })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  expect((await listAdmitted(other.clerk, {})).rows.map((r) => r.id)).toEqual(other.ids);
  const past = issueLetters(other.clerk, { ids: other.ids, ...terms, reportBy: '2020-08-01' });
  await expect(past).rejects.toMatchObject({ code: 'INPUT_INVALID' });
});
