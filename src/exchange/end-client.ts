import { audit } from '../platform/audit/audit.ts';
import { authorise, type Context } from '../platform/context.ts';
import { transaction } from '../platform/db.ts';
import { ownClient } from './client-store.ts';
import { EndClient } from './schema.ts';

/** Ends a client of one's own office at once, with the reason; its key serves no more. Again: nothing changes. @throws NOT_PERMITTED, NOT_FOUND */
export async function endClient(ctx: Context, input: EndClient): Promise<{ ended: boolean }> {
  const actor = authorise(ctx, 'exchange.keep');
  const { clientId, reason } = EndClient.parse(input);
  return transaction(ctx, async (tx) => {
    const client = await ownClient(tx, actor, clientId);
    if (client.ended_at !== null) return { ended: false };
    await tx
      .updateTable('exchange_client')
      .set({ ended_at: ctx.clock.now(), ended_by: actor.userId, ended_reason: reason })
      .where('client_id', '=', clientId)
      .execute();
    await audit(tx, ctx, {
      action: 'exchange.end',
      subjectType: 'exchange_client',
      subjectId: clientId,
      divisionCode: client.division_code,
      summary: `停用证书核验：${client.department}`,
      payload: { reason },
    });
    return { ended: true };
  });
}
