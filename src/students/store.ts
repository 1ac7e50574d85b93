import { sql, type Selectable } from 'kysely';
import type { Actor, Context } from '../platform/context.ts';
import { lockUntilEnd, type Tx } from '../platform/db.ts';
import type { StudentStatus as StudentStatusTable } from '../platform/db-types.ts';
import { errors } from '../platform/errors.ts';
import { studentErrors } from './errors.ts';
import { studentStandings } from './facts/facts-store.ts';
import { requirePartTimeLength } from './status/part-time-length.ts';
import type { Standing, StudentAct } from './status/standing.ts';

export type StudentStatus = Omit<Selectable<StudentStatusTable>, 'state'> & { state: Standing };

/** The school the actor works for. @throws SCHOOL_ONLY */
export function schoolOf(actor: Actor): string {
  if (actor.level !== 'institution' || actor.line !== 'school' || !actor.institutionId)
    throw studentErrors.SCHOOL_ONLY();
  return actor.institutionId;
}

/** Whether the actor may handle a status: a school only its own, even where a grant shows the person (SD2017-A2-05). */
export function ownsStatus(actor: Actor, status: { institution_id: string }): boolean {
  return actor.line !== 'school' || status.institution_id === actor.institutionId;
}

/** One student status. @throws NOT_FOUND when it does not exist or is another school's */
export async function findStatus(tx: Tx, actor: Actor, statusId: string): Promise<StudentStatus> {
  const row = await tx.selectFrom('student_status').selectAll().where('status_id', '=', statusId).executeTakeFirst();
  if (!row || !ownsStatus(actor, row)) throw errors.NOT_FOUND();
  return row as StudentStatus;
}

/** Locks student statuses in one order; those of other schools are missing from the answer. */
export async function lockStatuses(tx: Tx, actor: Actor, statusIds: readonly string[]): Promise<StudentStatus[]> {
  if (statusIds.length === 0) return [];
  const rows = await tx
    .selectFrom('student_status')
    .selectAll()
    .where('status_id', 'in', [...statusIds])
    .orderBy('status_id')
    .forUpdate()
    .execute();
  return rows.filter((row) => ownsStatus(actor, row)) as StudentStatus[];
}

/** What a new status is made of; the number is already settled. */
export type NewStatus = {
  personId: string;
  institutionId: string;
  applicationId: string | null;
  number: { kind: 'national' | 'school'; shown: string; index: Buffer | null };
  fullTime: boolean;
  boarding: boolean | null;
  entryKey: string | null;
  versionId: string | null;
  major: string;
  level: string;
  years: number;
  className: string | null;
  reportedOn: string | null;
  enrolledOn: string;
  plannedGraduationOn: string | null;
  /** Of an employee with part-time status. */
  employer: string | null;
  villageCode: number;
};

/**
 * Writes a status with its first event and lets the school's office see the person.
 * @throws PART_TIME_END_NEEDED, PART_TIME_TOO_SHORT
 */
export async function insertStatus(tx: Tx, ctx: Context, given: NewStatus): Promise<string> {
  await requirePartTimeLength(tx, given);
  const statusId = ctx.newId();
  const at = ctx.clock.now();
  await tx
    .insertInto('student_status')
    .values({
      person_id: given.personId,
      status_id: statusId,
      institution_id: given.institutionId,
      application_id: given.applicationId,
      status_number: given.number.shown,
      number_kind: given.number.kind,
      number_index: given.number.index,
      full_time: given.fullTime,
      boarding: given.boarding,
      entry_key: given.entryKey,
      version_id: given.versionId,
      major: given.major,
      level: given.level,
      years: given.years,
      class_name: given.className,
      reported_on: given.reportedOn,
      enrolled_on: given.enrolledOn,
      planned_graduation_on: given.plannedGraduationOn,
      employer: given.employer,
      state: 'registered',
      state_from: given.enrolledOn,
      village_code: given.villageCode,
      registered_by: ctx.actor?.userId ?? 'system',
      registered_at: at,
    })
    .execute();
  const status = { person_id: given.personId, status_id: statusId, institution_id: given.institutionId };
  const first = { seq: 1, event: 'register' as const, from: null, to: 'registered' as const, on: given.enrolledOn };
  await insertEvent(tx, ctx, { ...status, village_code: given.villageCode }, { ...first, reason: null });
  return statusId;
}

type EventOf = { person_id: string; status_id: string; institution_id: string; village_code: number };

/** Appends what happened; the key forbids two events of one number, so concurrent acts cannot both stand. */
export async function insertEvent(
  tx: Tx,
  ctx: Context,
  status: EventOf,
  event: {
    seq: number;
    event: 'register' | StudentAct;
    from: Standing | null;
    to: Standing;
    on: string;
    reason: string | null;
  },
): Promise<void> {
  await tx
    .insertInto('student_event')
    .values({
      person_id: status.person_id,
      status_id: status.status_id,
      seq: event.seq,
      event: event.event,
      from_state: event.from,
      to_state: event.to,
      on_date: event.on,
      reason: event.reason,
      user_id: ctx.actor?.userId ?? 'system',
      user_name: ctx.actor?.name ?? '系统',
      institution_id: status.institution_id,
      village_code: status.village_code,
      at: ctx.clock.now(),
    })
    .execute();
}

/** Lets the actor's office see a person who studies at its school; a grant that is there stays. */
export async function grantToSchool(tx: Tx, ctx: Context, personId: string, from: string): Promise<void> {
  const actor = ctx.actor!;
  await sql`insert into access_grant (person_id, unit_id, reason, valid_from, granted_by)
    values (${personId}, ${actor.unitId}, 'student', ${from}, ${actor.userId}) on conflict do nothing`.execute(tx);
}

/**
 * Makes sure the human holds no other full-time place on a roll, under any of their records, and keeps it so until the transaction ends. A record
 * only presumed to be theirs takes nothing from them.
 * @throws STUDENT_ACTIVE_ELSEWHERE naming the school
 */
export async function holdFullTimePlace(tx: Tx, personId: string, today: string): Promise<void> {
  await sql`select lock_humans(array[${personId}]::uuid[])`.execute(tx);
  const standings = (await studentStandings(tx, [personId], today)).get(personId) ?? [];
  const other = standings.find((s) => s.active && s.study_mode === 'full_time' && s.certainty === 'proved');
  if (!other) return;
  throw studentErrors.STUDENT_ACTIVE_ELSEWHERE({
    message: `此人已有在籍的全日制学籍：${other.school_name}（${other.enrolled_on} 入学），不能重复注册。`,
    details: { school: other.school_name, enrolledOn: other.enrolled_on },
  });
}

/** The unit's students numbered as this: one per school. @throws STUDENT_NUMBER_TAKEN */
export async function holdNumber(tx: Tx, institutionId: string, shown: string): Promise<void> {
  await lockUntilEnd(tx, `student number ${institutionId} ${shown}`);
  const taken = await tx
    .selectFrom('student_status')
    .select('status_id')
    .where('institution_id', '=', institutionId)
    .where('status_number', '=', shown)
    .where('number_kind', '=', 'school')
    .executeTakeFirst();
  if (taken) throw studentErrors.STUDENT_NUMBER_TAKEN({ fields: [{ path: 'schoolNumber', message: '学号已被使用' }] });
}
