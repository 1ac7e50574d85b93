import type { Selectable } from 'kysely';
import type { Actor, Context } from '../../platform/context.ts';
import { audit } from '../../platform/audit/audit.ts';
import type { TrainingClass } from '../../platform/db-types.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { trainingErrors } from '../errors.ts';
import { CLASS_STATES, type ClassState } from './class-transitions.ts';

export type ClassRow = Selectable<TrainingClass>;

/** The class, locked until the transaction ends; an institution finds only its own. @throws NOT_FOUND */
export async function lockedClass(tx: Tx, actor: Actor, classId: string): Promise<ClassRow> {
  const row = await tx
    .selectFrom('training_class')
    .selectAll()
    .where('class_id', '=', classId)
    .forUpdate()
    .executeTakeFirst();
  return seenBy(actor, row);
}

/** The class as it stands. @throws NOT_FOUND for another institution's, or outside the area */
export async function classById(tx: Tx, actor: Actor, classId: string): Promise<ClassRow> {
  return seenBy(
    actor,
    await tx.selectFrom('training_class').selectAll().where('class_id', '=', classId).executeTakeFirst(),
  );
}

function seenBy(actor: Actor, row: ClassRow | undefined): ClassRow {
  const own = actor.institutionId === null || row?.institution_id === actor.institutionId;
  if (!row || !own) throw errors.NOT_FOUND();
  return row;
}

/** The class of the actor's own institution, locked and in one of the states. @throws NOT_FOUND, CLASS_WRONG_STATE */
export async function ownClass(
  tx: Tx,
  actor: Actor,
  classId: string,
  states: readonly ClassState[],
): Promise<ClassRow> {
  const row = await lockedClass(tx, actor, classId);
  if (actor.institutionId !== null && row.institution_id !== actor.institutionId) throw errors.NOT_FOUND();
  if (!states.includes(row.state as ClassState))
    throw trainingErrors.CLASS_WRONG_STATE({
      message: `班级“${row.name ?? ''}”${CLASS_STATES[row.state as ClassState]}，不能这样办。`,
    });
  return row;
}

export type ClassStep = {
  event: string;
  to: ClassState;
  reason?: string | null;
  data?: Record<string, unknown>;
  patch?: Partial<Pick<ClassRow, 'filed_on' | 'approved_on' | 'closed_on'>>;
  label: string;
};

/** Writes a step of a locked class: its history, its state, the audit entry. */
export async function takeClassStep(tx: Tx, ctx: Context, row: ClassRow, step: ClassStep): Promise<void> {
  const { n } = await tx
    .selectFrom('training_class_event')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('class_id', '=', row.class_id)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('training_class_event')
    .values({
      class_id: row.class_id,
      seq: n + 1,
      institution_id: row.institution_id,
      location_code: row.location_code,
      event: step.event,
      from_state: row.state,
      to_state: step.to,
      reason: step.reason ?? null,
      data: JSON.stringify(step.data ?? {}),
      user_id: ctx.actor?.userId ?? 'system',
      user_name: ctx.actor?.name ?? '系统',
      at: ctx.clock.now(),
    })
    .execute();
  await tx
    .updateTable('training_class')
    .set({ ...step.patch, state: step.to, version: row.version + 1 })
    .where('class_id', '=', row.class_id)
    .execute();
  await auditClass(tx, ctx, row, `class_${step.event}`, step.label, {
    from: row.state,
    to: step.to,
    reason: step.reason ?? null,
    ...step.data,
  });
}

/** An audit entry about a class. */
export async function auditClass(
  tx: Tx,
  ctx: Context,
  row: Pick<ClassRow, 'class_id' | 'location_code' | 'institution_id' | 'name'>,
  action: string,
  summary: string,
  payload: Record<string, unknown> = {},
  personId: string | null = null,
): Promise<void> {
  await audit(tx, ctx, {
    action: `training.${action}`,
    subjectType: 'training_class',
    subjectId: row.class_id,
    personId,
    divisionCode: row.location_code,
    institutionId: row.institution_id,
    summary: `培训班“${row.name ?? ''}”：${summary}`,
    payload,
  });
}
