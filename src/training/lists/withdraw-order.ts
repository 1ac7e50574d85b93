import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { lockUntilEnd, transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { trainingErrors } from '../errors.ts';
import { orderLock } from './offer-locks.ts';
import { WithdrawOrder } from './schema.ts';

/**
 * An enterprise takes back an order of its own that nobody answered: no course on offer, no class planned. A repeat changes nothing.
 * @throws ENTERPRISE_ONLY, NOT_FOUND, ORDER_ANSWERED
 */
export async function withdrawOrder(ctx: Context, input: WithdrawOrder): Promise<void> {
  const { institutionId } = authorise(ctx, 'training.order');
  const { orderId, reason } = WithdrawOrder.parse(input);
  if (institutionId === null) throw trainingErrors.ENTERPRISE_ONLY();
  return transaction(ctx, async (tx) => {
    await lockUntilEnd(tx, orderLock(orderId));
    const order = await tx
      .selectFrom('training_order')
      .selectAll()
      .where('order_id', '=', orderId)
      .where('institution_id', '=', institutionId)
      .forUpdate()
      .executeTakeFirst();
    if (!order) throw errors.NOT_FOUND();
    if (order.state === 'withdrawn') return;
    const { rows } = await sql<{ answered: boolean }>`select order_is_answered(${orderId}) as answered`.execute(tx);
    if (rows[0]!.answered) throw trainingErrors.ORDER_ANSWERED();
    await tx.updateTable('training_order').set({ state: 'withdrawn' }).where('order_id', '=', orderId).execute();
    await audit(tx, ctx, {
      action: 'training.withdraw_order',
      subjectType: 'training_order',
      subjectId: orderId,
      divisionCode: order.location_code,
      institutionId,
      summary: `撤回企业订单 ${order.number}`,
      payload: { reason },
    });
  });
}
