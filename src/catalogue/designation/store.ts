import { sql } from 'kysely';
import type { Actor } from '../../platform/context.ts';
import { lockUntilEnd, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { areasHold } from '../../organizations/index.ts';
import { designationErrors } from './errors.ts';

/** Lines up everybody who opens, applies to or decides the calls of a city. */
export async function lockCalls(tx: Tx, cityCode: number): Promise<void> {
  await lockUntilEnd(tx, `designation ${cityCode}`);
}

/** A call as stored. @throws NOT_FOUND */
export async function callById(tx: Tx, callId: string) {
  const row = await tx.selectFrom('designation_call').selectAll().where('call_id', '=', callId).executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row;
}
export type CallRow = Awaited<ReturnType<typeof callById>>;

/** A call of the actor's own city. @throws NOT_FOUND for another city's */
export async function ownCall(tx: Tx, actor: Actor, callId: string): Promise<CallRow> {
  const call = await callById(tx, callId);
  if (!areasHold(actor.areas, call.city_code)) throw errors.NOT_FOUND();
  return call;
}

/** An application as stored, locked. @throws NOT_FOUND when row security hides it */
export async function lockedApplication(tx: Tx, applicationId: string) {
  const row = await tx
    .selectFrom('designation_application')
    .selectAll()
    .where('application_id', '=', applicationId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row;
}
export type ApplicationRow = Awaited<ReturnType<typeof lockedApplication>>;

/** The school's own application while it may still be written. @throws NOT_FOUND, DESIGNATION_STATE, DESIGNATION_NOT_OPEN */
export async function ownDraft(tx: Tx, actor: Actor, applicationId: string, today: string): Promise<ApplicationRow> {
  const application = await lockedApplication(tx, applicationId);
  if (application.institution_id !== actor.institutionId) throw errors.NOT_FOUND();
  if (application.state !== 'draft') throw designationErrors.DESIGNATION_STATE();
  refuseClosed(await callById(tx, application.call_id), today);
  return application;
}

/** @throws DESIGNATION_NOT_OPEN on a day outside the call's */
export function refuseClosed(call: Pick<CallRow, 'opens_on' | 'closes_on' | 'decided_at'>, today: string): void {
  if (today < call.opens_on || today > call.closes_on || call.decided_at !== null)
    throw designationErrors.DESIGNATION_NOT_OPEN({ details: { opensOn: call.opens_on, closesOn: call.closes_on } });
}

/** The majors of an application that stand. */
export function majorsOf(tx: Tx, applicationIds: readonly string[]) {
  return tx
    .selectFrom('designation_major')
    .selectAll()
    .where('application_id', 'in', [...applicationIds])
    .where('removed_at', 'is', null)
    .orderBy('major')
    .orderBy('level')
    .orderBy('major_id')
    .execute();
}
export type MajorRow = Awaited<ReturnType<typeof majorsOf>>[number];

/** The school's place: its city. @throws NOT_FOUND for someone without a school */
export async function schoolOf(tx: Tx, actor: Actor): Promise<{ institutionId: string; name: string; city: number }> {
  const row = await tx
    .selectFrom('institution')
    .select(['institution_id', 'name', 'location_code'])
    .where('institution_id', '=', actor.institutionId ?? '00000000-0000-0000-0000-000000000000')
    .where('kind', '=', 'technical_school')
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return {
    institutionId: row.institution_id,
    name: row.name,
    city: Math.floor(row.location_code / 100_000_000) * 100_000_000,
  };
}

/** A register in which a school must have a valid record before it applies (SD2017 三(一)), and whether it has. */
export type Required = { register: string; title: string; kept: boolean };

/** What the registers ask of a school that applies, by title. */
export async function requiredOf(tx: Tx, institutionId: string, today: string): Promise<Required[]> {
  const { rows } = await sql<Required>`select q.register, q.title, exists (select 1 from report_register_record r
      where r.register = q.register and r.institution_id = ${institutionId} and r.state = 'accepted'
        and r.counted_on <= ${today}::date and (r.ended_on is null or r.ended_on > ${today}::date)) as kept
    from report_required_register q where q.purpose = 'designation' order by q.title`.execute(tx);
  return rows;
}
