import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, expect, it } from 'vitest';
import { publishedCatalogue } from '../../catalogue/builders.ts';
import type { Entry } from '../../catalogue/index.ts';
import { aUnit, aUser } from '../../organizations/builders.ts';
import { loadActor } from '../../organizations/index.ts';
import { startWorker } from '../../platform/jobs.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse } from '../../testing/context.ts';
import { admitApplications, admitNow } from './admit-applications.ts';
import { applications, type ApplicationSpec, type BuiltChoice } from '../builders.ts';
import { confirmReceiving } from './confirm-receiving.ts';
import { defineCityJobs } from '../jobs-city.ts';
import { notifySchools } from './notify-schools.ts';
import { previewAdmission } from './preview-admission.ts';
import { readSchoolNotice } from '../admitted/read-school-notice.ts';
import { remindSchool } from '../admitted/remind-school.ts';
import { requestReselection } from './request-reselection.ts';
import { reselectChoice } from './reselect-choice.ts';
import type { Application } from '../store.ts';

const house = await openTestHouse();
defineCityJobs();

let nextCity = 0;
/** A city of its own for each test, with a catalogue. */
async function aCity(entries: Parameters<typeof publishedCatalogue>[1]['entries'] = [{}]) {
  nextCity += 1;
  const code = 370000000000 + nextCity * 100_000_000 + 2_000_000_000;
  const made = await publishedCatalogue(house, { cityCode: code, year: 2020, entries });
  const village = code + 21_101_201;
  const choiceOf = (e: Entry): BuiltChoice => ({
    entryKey: e.entryKey,
    versionId: made.versionId,
    institutionId: e.institutionId,
    schoolName: e.schoolName,
    major: e.major,
    level: e.level,
    years: e.years,
    cityCode: code,
  });
  const accepted = (count: number, entry: Entry = made.entries[0]!, more: Partial<ApplicationSpec> = {}) =>
    applications(
      house,
      Array.from({ length: count }, () => ({
        state: 'city_accepted' as const,
        villageCode: village,
        choice: choiceOf(entry),
        ...more,
      })),
    );
  const clerk = house.as(anActor('city_hr_officer', code));
  return { code, village, entries: made.entries, accepted, clerk, choiceOf };
}

const idsOf = (apps: readonly Application[]) => apps.map((a) => a.application_id);
const statesOf = (ids: readonly string[]) =>
  house.system(async (tx) => {
    const rows = await tx
      .selectFrom('application')
      .select(['application_id', 'state'])
      .where('application_id', 'in', [...ids])
      .execute();
    const by = new Map(rows.map((r) => [r.application_id, r.state]));
    return ids.map((id) => by.get(id));
  });
const admissionsOf = (cityCode: number) =>
  house.system((tx) =>
    tx.selectFrom('admission').selectAll().where('city_code', '=', cityCode).orderBy('sequence').execute(),
  );
const oneTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

it('[SD2017-3.2-12] fifteen lines for three schools get fifteen admission numbers without gaps, each with operator and date', async () => {
  const city = await aCity([{ schoolName: '甲校' }, { schoolName: '乙校' }, { schoolName: '丙校' }]);
  const [a, b, c] = city.entries;
  const apps = [...(await city.accepted(7, a)), ...(await city.accepted(5, b)), ...(await city.accepted(3, c))];
  const outcome = await admitApplications(city.clerk, { ids: idsOf(apps) });
  expect(outcome.admitted).toHaveLength(15);
  const rows = await admissionsOf(city.code);
  expect(rows.map((r) => r.sequence)).toEqual(oneTo(15));
  expect(new Set(rows.map((r) => r.number)).size).toBe(15);
  expect(rows.every((r) => r.admitted_by === city.clerk.actor!.userId && r.admitted_on === '2020-09-01')).toBe(true);
  const events = await house.system((tx) =>
    tx
      .selectFrom('audit_entry')
      .select('action')
      .where('action', '=', 'application.admit')
      .where('user_id', '=', city.clerk.actor!.userId)
      .execute(),
  );
  expect(events).toHaveLength(15);
  const again = await admitApplications(city.clerk, { ids: idsOf(apps) });
  expect(again).toMatchObject({ admitted: [], skipped: [{ reason: '当前状态：已录取', count: 15 }] });
  expect(await admissionsOf(city.code)).toHaveLength(15);
});

it('who cannot be admitted is named with the reason and asked to choose again, nobody is passed over', async () => {
  const city = await aCity([
    { major: '烹饪', programmeSeats: 2 },
    { major: '建筑', state: 'suspended', stateFrom: '2020-08-01', stateReason: '实训楼维修' },
  ]);
  await house.system((tx) => aUnit(tx, { level: 'village', line: 'village', divisionCode: city.village }));
  const cooks = await city.accepted(3, city.entries[0]);
  const builders = await city.accepted(1, city.entries[1]);
  const ids = idsOf([...cooks, ...builders]);
  const preview = await previewAdmission(city.clerk, { ids });
  expect(preview.willAdmit).toBe(2);
  expect(preview.blocked.map((x) => x.reason).sort()).toEqual(
    ['所选专业已暂停招生：实训楼维修。', '所选专业的项目计划名额已满。'].sort(),
  );
  expect(preview.seats).toMatchObject([{ major: '烹饪', seats: 2, taken: 0, asked: 3 }]);
  const outcome = await admitApplications(city.clerk, { ids });
  expect(outcome.admitted).toHaveLength(2);
  expect(outcome.reselect).toHaveLength(2);
  const told = await house.system((tx) =>
    tx
      .selectFrom('message')
      .select(['to_person_id', 'to_unit_id'])
      .where('kind', '=', 'application.returned')
      .where('body', 'like', '%实训楼维修%')
      .execute(),
  );
  expect(told.map((m) => m.to_person_id).filter(Boolean)).toEqual([builders[0]!.person_id]);
  expect(told.filter((m) => m.to_unit_id)).toHaveLength(1);

  const village = house.as(anActor('village_clerk', city.village));
  const closed = reselectChoice(village, { id: builders[0]!.application_id, entryKey: city.entries[1]!.entryKey });
  await expect(closed).rejects.toMatchObject({ code: 'CHOICE_NOT_OFFERED' });
  await reselectChoice(village, { id: builders[0]!.application_id, entryKey: city.entries[0]!.entryKey });
  expect(await statesOf(idsOf(builders))).toEqual(['city_accepted']);
  const full = await admitApplications(city.clerk, { ids: idsOf(builders) });
  expect(full.reselect).toMatchObject([{ reason: '所选专业的项目计划名额已满。' }]);
});

it('two hundred admissions at once: numbers without gap or duplicate, seats never exceeded', async () => {
  const city = await aCity([{ major: '烹饪', programmeSeats: 120 }, { major: '焊接' }]);
  const cooks = await city.accepted(150, city.entries[0]);
  const welders = await city.accepted(50, city.entries[1]);
  const clerks = oneTo(200).map(() => house.as(anActor('city_hr_officer', city.code)));
  const outcomes = await Promise.all(
    [...cooks, ...welders].map((app, i) => admitApplications(clerks[i]!, { ids: [app.application_id] })),
  );
  expect(outcomes.reduce((n, o) => n + o.admitted.length, 0)).toBe(170);
  expect(outcomes.reduce((n, o) => n + o.reselect.length, 0)).toBe(30);
  const rows = await admissionsOf(city.code);
  expect(rows.map((r) => r.sequence)).toEqual(oneTo(170));
  expect(rows.filter((r) => r.major === '烹饪')).toHaveLength(120);
  const seats = await house.system((tx) =>
    tx
      .selectFrom('seat_use')
      .select('taken')
      .where('entry_key', '=', city.entries[0]!.entryKey)
      .executeTakeFirstOrThrow(),
  );
  expect(seats.taken).toBe(120);
});

it('two clerks who admit the same batch at once admit each person once', async () => {
  const city = await aCity();
  const apps = await city.accepted(30);
  const other = house.as(anActor('city_hr_officer', city.code));
  const both = await Promise.all([
    admitApplications(city.clerk, { ids: idsOf(apps) }),
    admitApplications(other, { ids: idsOf(apps).reverse() }),
  ]);
  expect(both[0]!.admitted.length + both[1]!.admitted.length).toBe(30);
  expect((await admissionsOf(city.code)).map((r) => r.sequence)).toEqual(oneTo(30));
});

it('a batch whose worker is killed in the middle is admitted exactly once after the restart', async () => {
  const city = await aCity([{ programmeSeats: 60 }]);
  const apps = await city.accepted(80);
  const { unitId, userId } = await house.system(async (tx) => {
    const unit = await aUnit(tx, { level: 'city', line: 'hr', divisionCode: city.code });
    return { unitId: unit, userId: await aUser(tx, { posts: [{ unitId: unit, role: 'city_hr_officer' }] }) };
  });
  const actor = await loadActor(house.services.db, userId, unitId, '2020-09-01');
  const counter = new pg.Client({ connectionString: house.services.ownerUrl });
  await counter.connect();
  // Whoever holds the number counter stops the batch after its seats are taken and before anything is committed.
  await counter.query('begin');
  await counter.query('insert into number_counter (scope, last) values ($1, 0)', [`admission.${city.code}.2020`]);
  const { jobId } = await admitApplications(house.as(actor), { ids: idsOf(apps) });
  const child = await aWorkerProcess();
  await until(async () => {
    const { rows } = await house.owner(`select 1 from pg_locks where not granted and locktype = 'transactionid'`);
    return rows.length > 0;
  });
  child.kill('SIGKILL');
  await new Promise((done) => child.once('exit', done));
  await counter.query('rollback');
  await counter.end();
  await until(
    async () =>
      (
        await house.owner(
          `select 1 from pg_stat_activity where datname = current_database() and state = 'active' and query like '%number_counter%' and pid <> pg_backend_pid()`,
        )
      ).rows.length === 0,
  );
  expect(await admissionsOf(city.code)).toEqual([]);
  expect(new Set(await statesOf(idsOf(apps)))).toEqual(new Set(['city_accepted']));
  const worker = await startWorker(house.services, (s, user, unit) => loadActor(s.db, user, unit, s.clock.today()));
  await until(
    async () => (await house.owner('select state from job where job_id = $1', [jobId])).rows[0]?.state === 'done',
  );
  await worker.stop();
  expect((await admissionsOf(city.code)).map((r) => r.sequence)).toEqual(oneTo(60));
  const states = await statesOf(idsOf(apps));
  expect(states.filter((s) => s === 'admitted')).toHaveLength(60);
  expect(states.filter((s) => s === 'reselect')).toHaveLength(20);
  // Run once more, as after a kill between the commit and the job's own mark.
  const again = await admitNow(house.as(actor), { ids: idsOf(apps) });
  expect(again).toMatchObject({ admitted: [], reselect: [] });
});

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

async function aWorkerProcess(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../testing/worker-process.ts')], {
    env: { ...process.env, DATABASE_URL: house.services.ownerUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await new Promise((ready, failed) => {
    child.stdout!.once('data', ready);
    child.once('exit', () => failed(new Error('the worker did not start')));
  });
  return child;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries += 1) {
    if (tries > 300) throw new Error('it did not come to that');
    await new Promise((done) => setTimeout(done, 100));
  }
}

it('[SD2017-3.2-13] fifteen admitted in three schools bring three notices of 7, 5 and 3 names, with receipt and reminder', async () => {
  const city = await aCity([{ schoolName: '丁校' }, { schoolName: '戊校' }, { schoolName: '己校' }]);
  const [a, b, c] = city.entries;
  const unitId = await house.system((tx) =>
    aUnit(tx, { level: 'institution', line: 'school', divisionCode: null, institutionId: a!.institutionId }),
  );
  const ofA = await city.accepted(7, a);
  const apps = [...ofA, ...(await city.accepted(5, b)), ...(await city.accepted(3, c))];
  await admitApplications(city.clerk, { ids: idsOf(apps) });
  const { notices } = await notifySchools(city.clerk, {});
  expect(notices.map((n) => n.persons).sort()).toEqual([3, 5, 7]);
  const listed = await house.owner('select notice_id, application_id from admission where city_code = $1', [city.code]);
  for (const { noticeId, institutionId } of notices)
    expect(
      listed.rows
        .filter((r) => r.notice_id === noticeId)
        .map((r) => r.application_id)
        .sort(),
    ).toEqual(idsOf(apps.filter((app) => app.institution_id === institutionId)).sort());
  await expect(notifySchools(city.clerk, {})).rejects.toMatchObject({ code: 'NOTHING_TO_NOTIFY' });
  const noticeId = notices.find((n) => n.persons === 7)!.noticeId;
  const message = await house.system((tx) =>
    tx
      .selectFrom('message')
      .select('body')
      .where('to_unit_id', '=', unitId)
      .where('kind', '=', 'school_notice')
      .executeTakeFirstOrThrow(),
  );
  expect(ofA.every((app) => message.body.includes(app.person_name))).toBe(true);
  const grants = await house.system((tx) =>
    tx.selectFrom('access_grant').select('person_id').where('unit_id', '=', unitId).execute(),
  );
  expect(grants.map((g) => g.person_id).sort()).toEqual(ofA.map((x) => x.person_id).sort());
  const school = house.as(
    anActor('school_officer', PLACES.city, { unitId, institutionId: a!.institutionId, areas: [] }),
  );
  const stranger = house.as(anActor('school_officer', PLACES.city, { institutionId: b!.institutionId, areas: [] }));
  expect(await remindSchool(city.clerk, { noticeId })).toEqual({ reminders: 1 });
  await expect(remindSchool(city.clerk, { noticeId })).rejects.toMatchObject({ code: 'NOTICE_REMINDED_TODAY' });
  await expect(readSchoolNotice(stranger, { noticeId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const first = await readSchoolNotice(school, { noticeId });
  expect(await readSchoolNotice(school, { noticeId })).toEqual(first);
  await expect(remindSchool(city.clerk, { noticeId })).rejects.toMatchObject({ code: 'NOTICE_ALREADY_READ' });
});

it('a choice in another city is admitted by one’s own city, and its school is told only after that city has confirmed', async () => {
  const home = await aCity();
  const other = await aCity();
  const unitId = await house.system((tx) => aUnit(tx, { level: 'city', line: 'hr', divisionCode: other.code }));
  const receiving = house.as(anActor('city_hr_officer', other.code, { unitId }));
  const third = await aCity();
  const apps = await applications(
    house,
    oneTo(2).map(() => ({
      state: 'city_accepted' as const,
      villageCode: home.village,
      choice: other.choiceOf(other.entries[0]!),
    })),
  );
  const ids = idsOf(apps);
  await expect(admitApplications(receiving, { ids })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { admitted } = await admitApplications(home.clerk, { ids });
  expect(admitted).toHaveLength(2);
  await expect(notifySchools(home.clerk, {})).rejects.toMatchObject({ code: 'NOTHING_TO_NOTIFY' });
  await expect(confirmReceiving(third.clerk, { ids })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(confirmReceiving(home.clerk, { ids })).rejects.toMatchObject({ code: 'RECEIVING_NOT_AWAITED' });
  await expect(admitApplications(receiving, { ids })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await confirmReceiving(receiving, { ids })).toEqual({ confirmed: 2 });
  expect(await confirmReceiving(receiving, { ids })).toEqual({ confirmed: 0 });
  expect((await notifySchools(home.clerk, {})).notices).toMatchObject([{ persons: 2 }]);
});

it('another city’s application is not found, and only the city admits', async () => {
  const city = await aCity();
  const [app] = await city.accepted(1);
  const stranger = house.as(anActor('city_hr_officer', PLACES.otherCity));
  const ids = [app!.application_id];
  await expect(admitApplications(stranger, { ids })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(previewAdmission(stranger, { ids })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const county = house.as(anActor('county_hr_officer', city.village - (city.village % 1_000_000)));
  await expect(admitApplications(county, { ids })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  await expect(requestReselection(stranger, { ids, reason: '停招' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(admitApplications(house.as(null), { ids })).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  expect(await requestReselection(city.clerk, { ids, reason: '停招' })).toEqual({ asked: 1 });
});
