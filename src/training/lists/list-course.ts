import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { lockUntilEnd, transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { kindOn } from '../classes/class-kinds.ts';
import { trainingErrors } from '../errors.ts';
import { orderLock } from './offer-locks.ts';
import { homeOf, numberOf } from './place-order.ts';
import { ApproveScope, ListCourse } from './schema.ts';

/**
 * An institution lists a course (培训机构列单) within the scope the office approved; free where the fee is 0.
 * @throws INSTITUTION_ONLY, INPUT_INVALID for a trade outside the scope or an unknown kind, NOT_FOUND for an order that is none
 */
export async function listCourse(ctx: Context, input: ListCourse): Promise<{ courseId: string; number: string }> {
  const actor = authorise(ctx, 'training.hold');
  const said = ListCourse.parse(input);
  const { institutionId } = actor;
  if (institutionId === null) throw trainingErrors.INSTITUTION_ONLY();
  const today = ctx.clock.today();
  if (!kindOn(said.kind, said.startsOn ?? today))
    throw errors.INPUT_INVALID({ fields: [{ path: 'kind', message: '请选择有效的培训类型。' }] });
  return transaction(ctx, async (tx) => {
    const home = await homeOf(tx, institutionId);
    const scope = await tx
      .selectFrom('training_scope')
      .select('trade')
      .where('institution_id', '=', institutionId)
      .where('trade', '=', said.trade)
      .where('valid_from', '<=', said.startsOn ?? today)
      .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', said.startsOn ?? today)]))
      .executeTakeFirst();
    if (!scope) throw errors.INPUT_INVALID({ fields: [{ path: 'trade', message: '不在批准的培训范围内。' }] });
    if (said.orderId !== undefined) {
      await lockUntilEnd(tx, orderLock(said.orderId));
      const order = await tx
        .selectFrom('training_order')
        .select('order_id')
        .where('order_id', '=', said.orderId)
        .where('state', '=', 'open')
        .executeTakeFirst();
      if (!order) throw errors.NOT_FOUND();
    }
    const number = await numberOf(tx, 'KC', home, today.slice(0, 4));
    const courseId = ctx.newId();
    await tx
      .insertInto('training_course')
      .values({
        course_id: courseId,
        number,
        institution_id: institutionId,
        location_code: home,
        title: said.title,
        trade: said.trade,
        occupation: said.occupation ?? null,
        level: said.level || null,
        kind: said.kind,
        hours: said.hours,
        fee_fen: said.feeFen,
        places: said.places,
        starts_on: said.startsOn ?? null,
        order_id: said.orderId ?? null,
        listed_by: actor.userId,
        listed_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'training.list_course',
      subjectType: 'training_course',
      subjectId: courseId,
      divisionCode: home,
      institutionId,
      summary: `培训机构列单 ${number}：${said.title}`,
    });
    return { courseId, number };
  });
}

/** The office approves a trade that an institution may train, with its batch of resumption where there is one. @throws NOT_FOUND outside the area */
export async function approveScope(ctx: Context, input: ApproveScope): Promise<void> {
  const actor = authorise(ctx, 'training.approve');
  const said = ApproveScope.parse(input);
  return transaction(ctx, async (tx) => {
    const home = await homeOf(tx, said.institutionId);
    if (!actor.areas.some((a) => a.lo <= home && home < a.hi)) throw errors.NOT_FOUND();
    const values = {
      location_code: home,
      batch: said.batch ?? null,
      offline_from: said.offlineFrom ?? null,
      valid_to: said.validTo ?? null,
      approved_by: actor.userId,
      approved_at: ctx.clock.now(),
    };
    await tx
      .insertInto('training_scope')
      .values({ institution_id: said.institutionId, trade: said.trade, valid_from: said.validFrom, ...values })
      .onConflict((c) => c.columns(['institution_id', 'trade', 'valid_from']).doUpdateSet(values))
      .execute();
    await audit(tx, ctx, {
      action: 'training.approve_scope',
      subjectType: 'institution',
      subjectId: said.institutionId,
      divisionCode: home,
      institutionId: said.institutionId,
      summary: `批准培训范围：${said.trade}，自 ${said.validFrom}`,
      payload: { batch: said.batch ?? null, offlineFrom: said.offlineFrom ?? null },
    });
  });
}
