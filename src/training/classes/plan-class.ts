import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { lockUntilEnd, transaction, type Tx } from '../../platform/db.ts';
import { orderLock, purchaseLock } from '../lists/offer-locks.ts';
import { errors } from '../../platform/errors.ts';
import { daysBetween, plainDate } from '../../platform/plain-date.ts';
import { trainingErrors } from '../errors.ts';
import { classFaults } from './class-kinds.ts';
import { auditClass, ownClass, takeClassStep } from './class-store.ts';
import { PlanClass } from './schema.ts';

/**
 * An institution plans a class, or changes one that is not filed yet. What its kind asks for is told field by field; a class without a kind is
 * refused (N2021 三(六)).
 * @throws INPUT_INVALID, NOT_FOUND, CLASS_WRONG_STATE, INSTITUTION_ONLY
 */
export async function planClass(ctx: Context, input: PlanClass): Promise<{ classId: string }> {
  const actor = authorise(ctx, 'training.hold');
  const said = PlanClass.parse(input);
  const institutionId = actor.institutionId;
  if (institutionId === null) throw trainingErrors.INSTITUTION_ONLY();
  const about = {
    kind: said.kind,
    startsOn: said.startsOn,
    packageKey: said.packageKey ?? null,
    packageVersion: said.packageVersion ?? null,
    details: said.details,
  };
  const faults = classFaults(about, 'plan');
  if (faults.length > 0)
    throw errors.INPUT_INVALID({ fields: faults.map((f) => ({ path: f.field, message: f.message })) });
  return transaction(ctx, async (tx) => {
    const home = await tx
      .selectFrom('institution')
      .select('location_code')
      .where('institution_id', '=', institutionId)
      .executeTakeFirst();
    if (!home) throw errors.NOT_FOUND();
    await linksHold(tx, institutionId, said);
    const values = valuesOf(said);
    if (said.classId !== undefined) {
      const row = await ownClass(tx, actor, said.classId, ['planned']);
      await tx
        .updateTable('training_class')
        .set({ ...values, version: row.version + 1 })
        .where('class_id', '=', row.class_id)
        .execute();
      await auditClass(tx, ctx, row, 'class_change', '修改计划');
      return { classId: row.class_id };
    }
    const classId = ctx.newId();
    const row = await tx
      .insertInto('training_class')
      .values({
        class_id: classId,
        institution_id: institutionId,
        location_code: home.location_code,
        state: 'planned',
        ...values,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await takeClassStep(tx, ctx, row, { event: 'plan', to: 'planned', label: '制定计划' });
    return { classId };
  });
}

function valuesOf(said: ReturnType<(typeof PlanClass)['parse']>) {
  return {
    name: said.name,
    kind: said.kind,
    trade: said.trade,
    occupation: said.occupation ?? null,
    delivery: said.delivery,
    starts_on: said.startsOn,
    ends_on: said.endsOn,
    days: daysBetween(plainDate(said.startsOn), plainDate(said.endsOn)) + 1,
    hours: said.hours,
    capacity: said.capacity,
    place: said.place || null,
    teacher: said.teacher || null,
    subsidised: said.subsidised,
    fee_fen: said.feeFen,
    programme: said.programme || null,
    course_id: said.courseId ?? null,
    order_id: said.orderId ?? null,
    purchase_id: said.purchaseId ?? null,
    task_id: said.taskId ?? null,
    enterprise_id: said.enterpriseId ?? null,
    package_key: said.packageKey ?? null,
    package_version: said.packageVersion ?? null,
    target_area: said.targetArea ?? null,
    details: JSON.stringify(said.details),
  };
}

/** A class is held for one's own course, purchase and task only. @throws NOT_FOUND */
async function linksHold(tx: Tx, institutionId: string, said: ReturnType<(typeof PlanClass)['parse']>): Promise<void> {
  // Neither may be taken back while a class is planned on it.
  if (said.orderId !== undefined) await lockUntilEnd(tx, orderLock(said.orderId));
  if (said.purchaseId !== undefined) await lockUntilEnd(tx, purchaseLock(said.purchaseId));
  const { rows } = await sql<{ ok: boolean }>`select
    (${said.courseId ?? null}::uuid is null or exists (select 1 from training_course where course_id = ${said.courseId ?? null} and institution_id = ${institutionId}))
    and (${said.purchaseId ?? null}::uuid is null or exists (select 1 from training_purchase where purchase_id = ${said.purchaseId ?? null} and institution_id = ${institutionId} and state <> 'cancelled'))
    and (${said.orderId ?? null}::uuid is null or exists (select 1 from training_order where order_id = ${said.orderId ?? null} and state <> 'withdrawn'))
    and (${said.taskId ?? null}::uuid is null or exists (select 1 from training_task where task_id = ${said.taskId ?? null} and institution_id = ${institutionId}))
    as ok`.execute(tx);
  if (!rows[0]?.ok) throw errors.NOT_FOUND();
}
