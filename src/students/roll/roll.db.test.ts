import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { publishedCatalogue, type PublishedCatalogue } from '../../catalogue/builders.ts';
import { anApplication } from '../../enrolment/builders.ts';
import { aUnit } from '../../organizations/builders.ts';
import { aPerson, publishedRegister } from '../../people/builders.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Actor } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { aStudent } from '../builders.ts';
import { changeStatus } from '../status/change-status.ts';
import { alertOverdueRegistrations } from '../index.ts';
import { listReported } from '../status/list-reported.ts';
import { listStudents } from '../status/list-students.ts';
import { openStudent } from '../status/open-student.ts';
import { registerOtherStudent } from '../status/register-other-student.ts';
import { registerStatus } from '../status/register-status.ts';
import { showRetention } from '../status/show-retention.ts';

const VILLAGE = 371721104201;
let house: TestHouse;
let catalogue: PublishedCatalogue;
let school: Actor;
let otherSchool: Actor;
let units: { city: string };

beforeAll(async () => {
  house = await openTestHouse({ clock: fixedClock('2020-09-22T09:00:00+08:00') });
  catalogue = await publishedCatalogue(house, {
    cityCode: PLACES.city,
    year: 2020,
    entries: [{ schoolName: '甲技师学院' }, { schoolName: '乙技工学校' }],
  });
  school = await officerOf('甲技师学院');
  otherSchool = await officerOf('乙技工学校');
  units = {
    city: await house.system((tx) => aUnit(tx, { level: 'city', line: 'hr', divisionCode: PLACES.city })),
  };
});

async function officerOf(name: string): Promise<Actor> {
  const institutionId = catalogue.schools.get(name)!;
  const unitId = await house.system((tx) =>
    aUnit(tx, { level: 'institution', line: 'school', divisionCode: null, institutionId, areas: [], name }),
  );
  return anActor('school_officer', PLACES.city, {
    unitId,
    institutionId,
    areas: [],
    level: 'institution',
    line: 'school',
  });
}

async function reported(options: { personId?: string; name?: string; idMissing?: boolean } = {}) {
  const entry = catalogue.entries.find((e) => e.schoolName === '甲技师学院')!;
  const person = aPerson(options.idMissing ? { idNumber: null, idWritten: '37172120030501' } : {});
  const personId =
    options.personId ?? (await publishedRegister(house, [person], { coverage: 'supplement' })).idOf(person);
  const choice = { entryKey: entry.entryKey, versionId: catalogue.versionId, institutionId: entry.institutionId };
  return anApplication(house, {
    state: 'reported',
    personId,
    villageCode: VILLAGE,
    choice: { ...choice, schoolName: entry.schoolName, major: entry.major, level: entry.level, years: entry.years },
  });
}

const asked = (applicationId: string) => ({ applicationId, enrolledOn: '2020-09-01', boarding: true });
const code = (error: unknown): string => (error as { code: string }).code;
const failing = (work: Promise<unknown>): Promise<string> => work.then(() => 'none', code);

describe('registration of a reported student', () => {
  it('enters the student with the national number, moves the application on and leaves an audit entry', async () => {
    const app = await reported();
    const done = await registerStatus(house.as(school), asked(app.application_id));
    expect(done.statusNumber).toMatch(/^G371721\*{8}\d{3}[\dX]$/);
    const stored = await house.system((tx) =>
      sql<{ state: string; app: string; version: number; audits: number; plain: boolean }>`
        select s.state, a.state as app, s.version, (select count(*) from audit_entry e where e.subject_id = s.status_id::text) as audits,
          s.number_index is null as plain from student_status s join application a on a.application_id = s.application_id
        where s.status_id = ${done.statusId}`.execute(tx),
    );
    expect(stored.rows[0]).toEqual({
      state: 'registered',
      app: 'status_registered',
      version: 1,
      audits: 1,
      plain: false,
    });
  });

  it("asks for the school's own number where the citizen number is not proved, and gives each number once", async () => {
    const [first, second] = [await reported({ idMissing: true }), await reported({ idMissing: true })];
    expect(await failing(registerStatus(house.as(school), asked(first.application_id)))).toBe('STUDENT_NUMBER_NEEDED');
    const own = { schoolNumber: 'J2020-001' };
    const done = await registerStatus(house.as(school), { ...asked(first.application_id), ...own });
    expect(done.statusNumber).toBe('J2020-001');
    expect(await failing(registerStatus(house.as(school), { ...asked(second.application_id), ...own }))).toBe(
      'STUDENT_NUMBER_TAKEN',
    );
  });

  it('refuses other roles, other schools and students who have not reported', async () => {
    const app = await reported();
    expect(await failing(registerStatus(house.as(anActor('village_clerk', VILLAGE)), asked(app.application_id)))).toBe(
      'NOT_PERMITTED',
    );
    expect(await failing(registerStatus(house.as(otherSchool), asked(app.application_id)))).toBe('NOT_FOUND');
    expect(await failing(registerStatus(house.as(null), asked(app.application_id)))).toBe('NOT_SIGNED_IN');
    const future = { ...asked(app.application_id), enrolledOn: '2020-10-01' };
    expect(await failing(registerStatus(house.as(school), future))).toBe('STUDENT_DATE_WRONG');
  });

  it('gives one status however often and however many at once it is asked', async () => {
    const app = await reported();
    const runs = await Promise.all(
      [1, 2, 3, 4, 5].map(() => registerStatus(house.as(school), asked(app.application_id))),
    );
    expect(new Set(runs.map((r) => r.statusId)).size).toBe(1);
    const again = await registerStatus(house.as(school), asked(app.application_id));
    expect(again.statusId).toBe(runs[0]!.statusId);
  });

  it('lets one human hold one full-time place, whichever schools try at the same time and under whichever record', async () => {
    const idNumber = aPerson().idNumber!;
    const student = {
      name: '张三丰',
      idNumber,
      villageCode: VILLAGE,
      enrolledOn: '2020-09-01',
      major: '汽车维修',
      level: '中级工',
      years: 3,
    };
    const [one, two] = await Promise.all([
      failing(registerOtherStudent(house.as(school), student)),
      failing(registerOtherStudent(house.as(otherSchool), student)),
    ]);
    expect([one, two].sort()).toEqual(['STUDENT_ACTIVE_ELSEWHERE', 'none']);
    const winner = one === 'none' ? school : otherSchool;
    const loser = one === 'none' ? otherSchool : school;
    await registerOtherStudent(house.as(winner), student);
    const said = await registerOtherStudent(house.as(loser), student).catch((e: Error) => e.message);
    expect(said).toContain(one === 'none' ? '甲技师学院' : '乙技工学校');
    expect(await failing(registerOtherStudent(house.as(loser), { ...student, fullTime: false }))).toBe('none');
  });
});

describe('prompt registration', () => {
  it('[SD2017-3.4-03] a student who reported on 1 September is overdue on the 22nd where 20 days are set, and school and city are told once', async () => {
    const app = await reported();
    await house.owner(
      `update application_event set data = '{"reportedOn": "2020-09-01"}' where application_id = $1 and event = 'report'`,
      [app.application_id],
    );
    const before = await listReported(house.as(school), {});
    expect(before.rows.find((r) => r.applicationId === app.application_id)).toMatchObject({
      days: 21,
      limitDays: null,
      standing: 'not_set',
    });
    expect(await alertOverdueRegistrations(house.as(null))).toEqual({ alerted: 0 });
    await house.owner(
      `insert into local_setting (setting_id, division_code, key, value, valid_from, set_by, set_at) values ($1, 371700000000, 'student.register.days', '20', '2020-01-01', 'test', now())`,
      [newId()],
    );
    const after = await listReported(house.as(school), {});
    expect(after.rows.find((r) => r.applicationId === app.application_id)).toMatchObject({
      days: 21,
      limitDays: 20,
      standing: 'overdue',
    });
    expect((await alertOverdueRegistrations(house.as(null))).alerted).toBe(1);
    expect((await alertOverdueRegistrations(house.as(null))).alerted).toBe(0);
    const told = await house.system((tx) =>
      tx.selectFrom('message').select('to_unit_id').where('kind', '=', 'registration_overdue').execute(),
    );
    expect(told.map((m) => m.to_unit_id).sort()).toEqual([school.unitId, units.city].sort());
    await registerStatus(house.as(school), asked(app.application_id));
    const task = await house.system((tx) =>
      tx
        .selectFrom('task')
        .select('state')
        .where('dedupe_key', '=', `student.register.overdue ${app.application_id}`)
        .executeTakeFirst(),
    );
    expect(task?.state).toBe('done');
    expect((await listReported(house.as(school), {})).rows.some((r) => r.applicationId === app.application_id)).toBe(
      false,
    );
  });
});

describe('what happens to a student', () => {
  const studentOf = async (actor: Actor) => {
    const person = aPerson();
    const { idOf } = await publishedRegister(house, [person], { coverage: 'supplement' });
    return aStudent(house, {
      personId: idOf(person),
      institutionId: actor.institutionId!,
      villageCode: VILLAGE,
      grantTo: [actor.unitId],
    });
  };

  it('goes on leave and comes back; history is appended and audited', async () => {
    const statusId = await studentOf(school);
    await changeStatus(house.as(school), { statusId, act: 'leave_of_absence', onDate: '2020-09-10', reason: '生病' });
    await changeStatus(house.as(school), { statusId, act: 'return', onDate: '2020-09-20' });
    const file = await openStudent(house.as(school), { statusId });
    expect(file.events.map((e) => e.event)).toEqual(['复学', '休学', '注册学籍']);
    expect([file.state, file.stateFrom]).toEqual(['registered', '2020-09-20']);
    const audits = await house.system((tx) =>
      tx.selectFrom('audit_entry').select('action').where('subject_id', '=', statusId).execute(),
    );
    expect(audits.map((a) => a.action).sort()).toEqual(['student.leave_of_absence', 'student.return']);
  });

  it('refuses acts that do not follow, days out of order, leaving without a reason and other schools', async () => {
    const statusId = await studentOf(school);
    const act = (change: object, who = school) =>
      failing(changeStatus(house.as(who), { statusId, act: 'return', onDate: '2020-09-10', ...change }));
    expect(await act({})).toBe('STUDENT_WRONG_STATE');
    expect(await act({ act: 'leave' })).toBe('STUDENT_REASON_REQUIRED');
    expect(await act({ act: 'enlist', onDate: '2020-08-01' })).toBe('STUDENT_DATE_WRONG');
    expect(await act({ act: 'enlist', onDate: '2020-09-30' })).toBe('STUDENT_DATE_WRONG');
    expect(await act({ act: 'enlist' }, otherSchool)).toBe('NOT_FOUND');
    expect(await act({ act: 'enlist' }, anActor('county_hr_officer', PLACES.county))).toBe('NOT_PERMITTED');
  });

  it('keeps one of two acts done at the same time', async () => {
    const statusId = await studentOf(school);
    const acts = await Promise.all(
      (['graduate', 'leave'] as const).map((act) =>
        failing(changeStatus(house.as(school), { statusId, act, onDate: '2020-09-21', reason: '甲' })),
      ),
    );
    expect(acts.toSorted()).toEqual(['STUDENT_WRONG_STATE', 'none']);
  });

  it('shows a school its own students only, even where it may see the person', async () => {
    const statusId = await studentOf(school);
    const { person_id: personId } = await house.system((tx) =>
      tx.selectFrom('student_status').select('person_id').where('status_id', '=', statusId).executeTakeFirstOrThrow(),
    );
    await house.owner(
      `insert into access_grant (person_id, unit_id, reason, valid_from, granted_by) values ($1, $2, 'admitted', '2020-01-01', 'test')`,
      [personId, otherSchool.unitId],
    );
    expect(await failing(openStudent(house.as(otherSchool), { statusId }))).toBe('NOT_FOUND');
    const listed = await listStudents(house.as(otherSchool), { size: 200 });
    expect(listed.rows.some((row) => row.statusId === statusId)).toBe(false);
    const own = await listStudents(house.as(school), { size: 200 });
    expect(own.rows.some((row) => row.statusId === statusId)).toBe(true);
    const abroad = await listStudents(house.as(anActor('county_hr_officer', PLACES.otherCounty)), {});
    expect(abroad.rows).toEqual([]);
    expect(await failing(openStudent(house.as(anActor('county_hr_officer', PLACES.otherCounty)), { statusId }))).toBe(
      'NOT_FOUND',
    );
  });

  it('keeps full-time and part-time students apart', async () => {
    const person = aPerson();
    const { idOf } = await publishedRegister(house, [person], { coverage: 'supplement' });
    const spec = {
      personId: idOf(person),
      institutionId: school.institutionId!,
      villageCode: VILLAGE,
      grantTo: [school.unitId],
    };
    const statusId = await aStudent(house, { ...spec, fullTime: false });
    const ids = async (mode: 'full_time' | 'part_time') =>
      (await listStudents(house.as(school), { mode, size: 200 })).rows.map((r) => r.statusId);
    expect(await ids('part_time')).toContain(statusId);
    expect(await ids('full_time')).not.toContain(statusId);
  });
});

it('[SD2017-3.4-10] 40 registered and 2 dropped out make 95 %, each drop-out with reason and visit task', async () => {
  const rows = Array.from({ length: 40 }, () => aPerson());
  const published = await publishedRegister(house, rows, { coverage: 'supplement' });
  const third = otherSchool;
  await house.owner(`delete from student_event where institution_id = $1`, [third.institutionId]);
  await house.owner(`delete from student_status where institution_id = $1`, [third.institutionId]);
  const ids = [];
  for (const row of rows)
    ids.push(
      await aStudent(house, {
        personId: published.idOf(row),
        institutionId: third.institutionId!,
        villageCode: VILLAGE,
        applicationId: newId(),
        grantTo: [third.unitId],
      }),
    );
  for (const statusId of ids.slice(0, 2))
    await changeStatus(house.as(third), { statusId, act: 'leave', onDate: '2020-09-20', reason: '外出务工' });
  await changeStatus(house.as(third), { statusId: ids[2]!, act: 'graduate', onDate: '2020-09-20' });
  const county = anActor('county_hr_officer', PLACES.county);
  const found = await showRetention(house.as(county), { institutionId: third.institutionId! });
  expect(found).toMatchObject({ registered: 40, continuing: 38, left: 2, rate: 9500 });
  expect(found.dropouts.map((d) => [d.reason, d.visitTask])).toEqual([
    ['外出务工', 'open'],
    ['外出务工', 'open'],
  ]);
});
