import { sql } from 'kysely';
import { lockApplication, takeStep } from '../../enrolment/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { studentErrors } from '../errors.ts';
import { RegisterStatus } from '../schema.ts';
import { nationalNumber, schoolNumber, type StatusNumber } from './status-number.ts';
import { grantToSchool, holdFullTimePlace, holdNumber, insertStatus, schoolOf } from '../store.ts';

export type Registered = { statusId: string; statusNumber: string; waitedDays: number | null };

/**
 * The admitting school enters a reported student on the roll (SD2017 三(四)): number (G and the citizen number when proved, else the school's own),
 * full- or part-time, boarding, day of enrolment. Repeating it gives the status that is there.
 * @throws NOT_FOUND for another school's application, STUDENT_NOT_REPORTED, STUDENT_ACTIVE_ELSEWHERE, STUDENT_NUMBER_NEEDED, STUDENT_NUMBER_TAKEN,
 * STUDENT_DATE_WRONG, PART_TIME_END_NEEDED, PART_TIME_TOO_SHORT
 */
export async function registerStatus(ctx: Context, input: RegisterStatus): Promise<Registered> {
  const actor = authorise(ctx, 'student.register');
  const given = RegisterStatus.parse(input);
  const school = schoolOf(actor);
  const today = ctx.clock.today();
  if (given.enrolledOn > today) throw studentErrors.STUDENT_DATE_WRONG();
  return transaction(ctx, async (tx) => {
    const app = await lockApplication(tx, given.applicationId);
    if (app.institution_id !== school) throw errors.NOT_FOUND();
    const there = await registeredBefore(tx, app.person_id, app.application_id);
    if (there) return there;
    if (app.state !== 'reported') throw studentErrors.STUDENT_NOT_REPORTED();
    await grantToSchool(tx, ctx, app.person_id, given.enrolledOn);
    if (given.fullTime) await holdFullTimePlace(tx, app.person_id, today);
    const number = await numberFor(tx, ctx, app.person_id, school, given.schoolNumber);
    const reportedOn = await reportedDay(tx, app.application_id);
    const statusId = await insertStatus(tx, ctx, {
      personId: app.person_id,
      institutionId: school,
      applicationId: app.application_id,
      number,
      fullTime: given.fullTime,
      boarding: given.boarding,
      entryKey: app.entry_key,
      versionId: app.version_id,
      major: app.major ?? '',
      level: app.level ?? '',
      years: Number(app.years ?? 0),
      className: given.className ?? null,
      reportedOn,
      enrolledOn: given.enrolledOn,
      plannedGraduationOn: given.plannedGraduationOn ?? null,
      employer: given.employer ?? null,
      villageCode: app.village_code,
    });
    await takeStep(tx, ctx, app, 'register_status', { data: { statusId } });
    await closeAlert(tx, ctx, app.application_id);
    await audit(tx, ctx, {
      action: 'student.register',
      subjectType: 'student_status',
      subjectId: statusId,
      personId: app.person_id,
      divisionCode: app.village_code,
      institutionId: school,
      summary: `注册学籍 ${number.shown}（${given.fullTime ? '全日制' : '非全日制'}，${given.enrolledOn} 入学）`,
      payload: { applicationId: app.application_id, reportedOn, boarding: given.boarding },
    });
    return {
      statusId,
      statusNumber: number.shown,
      waitedDays: reportedOn === null ? null : daysFrom(reportedOn, today),
    };
  });
}

async function registeredBefore(tx: Tx, personId: string, applicationId: string): Promise<Registered | null> {
  const row = await tx
    .selectFrom('student_status')
    .select(['status_id', 'status_number'])
    .where('person_id', '=', personId)
    .where('application_id', '=', applicationId)
    .executeTakeFirst();
  return row ? { statusId: row.status_id, statusNumber: row.status_number, waitedDays: null } : null;
}

/** The number of the roll: national when the person's citizen number holds, else the school's own, once per school. */
async function numberFor(
  tx: Tx,
  ctx: Context,
  personId: string,
  school: string,
  own: string | undefined,
): Promise<StatusNumber> {
  const person = await tx
    .selectFrom('person')
    .select(['id_number', 'id_state'])
    .where('person_id', '=', personId)
    .executeTakeFirst();
  const id = person?.id_state === 'valid' ? ctx.vault.decrypt(person.id_number) : null;
  if (id) return nationalNumber(ctx.vault, id);
  if (!own)
    throw studentErrors.STUDENT_NUMBER_NEEDED({ fields: [{ path: 'schoolNumber', message: '请填写本校学号' }] });
  await holdNumber(tx, school, own);
  return schoolNumber(own);
}

/** The day the student reported, as the school noted it; null for cases without that step. */
async function reportedDay(tx: Tx, applicationId: string): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select coalesce((data ->> 'reportedOn')::date, (at at time zone 'Asia/Shanghai')::date) as day from application_event
    where application_id = ${applicationId} and event = 'report' order by seq desc limit 1`.execute(tx);
  return rows[0]?.day ?? null;
}

async function closeAlert(tx: Tx, ctx: Context, applicationId: string): Promise<void> {
  await tx
    .updateTable('task')
    .set({ state: 'done', closed_at: ctx.clock.now(), closed_by: ctx.actor?.userId ?? 'system', outcome: 'registered' })
    .where('dedupe_key', '=', `student.register.overdue ${applicationId}`)
    .where('state', '=', 'open')
    .execute();
}

const daysFrom = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
