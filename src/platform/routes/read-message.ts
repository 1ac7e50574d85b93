import { z } from 'zod';
import { audit } from '../audit/audit.ts';
import { type Context } from '../context.ts';
import { transaction } from '../db.ts';
import { errors } from '../errors.ts';

export const MessageId = z.object({ id: z.uuid() });
export type MessageId = z.infer<typeof MessageId>;

/** Marks a message of the unit as read, once; the sender's side sees the receipt. @throws NOT_FOUND */
export async function readMessage(ctx: Context, input: MessageId): Promise<{ readAt: string }> {
  if (!ctx.actor) throw errors.NOT_SIGNED_IN();
  const actor = ctx.actor;
  const { id } = MessageId.parse(input);
  return transaction(ctx, async (tx) => {
    const row = await tx.selectFrom('message').selectAll().where('message_id', '=', id).forUpdate().executeTakeFirst();
    const own =
      row &&
      (row.to_user === null || row.to_user === actor.userId) &&
      (row.to_unit_id === actor.unitId ||
        (row.to_institution_id !== null && row.to_institution_id === actor.institutionId));
    if (!row || !own) throw errors.NOT_FOUND();
    if (row.read_at) return { readAt: row.read_at.toISOString() };
    const readAt = ctx.clock.now();
    await tx
      .updateTable('message')
      .set({ read_at: readAt, read_by: actor.userId })
      .where('message_id', '=', id)
      .execute();
    await audit(tx, ctx, {
      action: 'message.read',
      subjectType: 'message',
      subjectId: id,
      summary: `已阅：${row.title}`,
    });
    return { readAt: readAt.toISOString() };
  });
}
