import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { sendMessages } from '../../platform/messages.ts';
import { ownHandover } from './hand-over-wishes.ts';
import { HandoverId } from '../schema.ts';

/**
 * The HR department's receipt for a list of wishes; the sender is told. Receiving twice keeps the first receipt.
 * @throws NOT_FOUND for another unit's handover
 */
export async function receiveWishes(ctx: Context, input: HandoverId): Promise<{ receivedAt: string }> {
  const actor = authorise(ctx, 'wish.receive');
  const { handoverId } = HandoverId.parse(input);
  return transaction(ctx, async (tx) => {
    const row = await ownHandover(tx, actor.unitId, handoverId);
    if (row.to_unit_id !== actor.unitId) throw errors.NOT_FOUND();
    if (row.received_at) return { receivedAt: row.received_at.toISOString() };
    const receivedAt = ctx.clock.now();
    await tx
      .updateTable('wish_handover')
      .set({ received_at: receivedAt, received_by: actor.userId })
      .where('handover_id', '=', handoverId)
      .execute();
    const title = `意愿移交已签收：${row.persons} 人`;
    await sendMessages(tx, ctx, [
      {
        toUnitId: row.from_unit_id,
        kind: 'wish.received',
        title,
        body: `${actor.unitName}已签收。`,
        link: '/wishes/handovers',
      },
    ]);
    await audit(tx, ctx, {
      action: 'wish.receive',
      subjectType: 'wish_handover',
      subjectId: handoverId,
      divisionCode: row.county_code,
      summary: title,
    });
    return { receivedAt: receivedAt.toISOString() };
  });
}
