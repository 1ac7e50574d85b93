import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { trainingErrors } from '../errors.ts';
import { numberOf } from './place-order.ts';
import { BuyCourse, ConfirmPurchase } from './schema.ts';

/**
 * The office buys places of a course (政府买单). Without an enterprise's order behind the course the purchase is held until somebody confirms it
 * with a reason (SD2017 三(三)). @throws NOT_FOUND for a course outside the area, OVER_CAPACITY
 */
export async function buyCourse(
  ctx: Context,
  input: BuyCourse,
): Promise<{ purchaseId: string; number: string; state: 'bought' | 'held' }> {
  const actor = authorise(ctx, 'training.approve');
  const said = BuyCourse.parse(input);
  return transaction(ctx, async (tx) => {
    const course = await tx
      .selectFrom('training_course')
      .selectAll()
      .where('course_id', '=', said.courseId)
      .forShare()
      .executeTakeFirst();
    if (!course || !actor.areas.some((a) => a.lo <= course.location_code && course.location_code < a.hi))
      throw errors.NOT_FOUND();
    if (said.places > course.places) throw trainingErrors.OVER_CAPACITY();
    const held = course.order_id === null;
    const number = await numberOf(tx, 'MD', course.location_code, ctx.clock.today().slice(0, 4));
    const purchaseId = ctx.newId();
    await tx
      .insertInto('training_purchase')
      .values({
        purchase_id: purchaseId,
        number,
        course_id: course.course_id,
        order_id: course.order_id,
        institution_id: course.institution_id,
        location_code: course.location_code,
        places: said.places,
        price_fen: said.priceFen,
        state: held ? 'held' : 'bought',
        held_for: held ? 'order_missing' : null,
        bought_by: actor.userId,
        bought_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'training.buy',
      subjectType: 'training_purchase',
      subjectId: purchaseId,
      divisionCode: course.location_code,
      institutionId: course.institution_id,
      summary: `政府买单 ${number}：${course.title} ${said.places} 人${held ? '，缺企业订单，暂挂' : ''}`,
    });
    return { purchaseId, number, state: held ? 'held' : 'bought' };
  });
}

/** Lets a held purchase stand, with the reason; not by who bought. @throws NOT_FOUND, NOT_PERMITTED */
export async function confirmPurchase(ctx: Context, input: ConfirmPurchase): Promise<void> {
  const actor = authorise(ctx, 'training.approve');
  const said = ConfirmPurchase.parse(input);
  return transaction(ctx, async (tx) => {
    const row = await tx
      .selectFrom('training_purchase')
      .selectAll()
      .where('purchase_id', '=', said.purchaseId)
      .where('state', '=', 'held')
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw errors.NOT_FOUND();
    if (row.bought_by === actor.userId) throw errors.NOT_PERMITTED();
    await tx
      .updateTable('training_purchase')
      .set({ state: 'bought', confirmed_by: actor.userId, confirmed_reason: said.reason })
      .where('purchase_id', '=', said.purchaseId)
      .execute();
    await audit(tx, ctx, {
      action: 'training.confirm_purchase',
      subjectType: 'training_purchase',
      subjectId: row.purchase_id,
      divisionCode: row.location_code,
      institutionId: row.institution_id,
      summary: `确认无订单的买单 ${row.number}`,
      payload: { reason: said.reason },
    });
  });
}
