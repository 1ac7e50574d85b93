import { z } from 'zod';
import { type Context } from '../context.ts';
import { read } from '../db.ts';
import { errors } from '../errors.ts';
import { Paging, type Page } from '../http.ts';

export const ListMessages = z.object({ ...Paging, unread: z.enum(['yes', 'no']).optional() });
export type ListMessages = z.infer<typeof ListMessages>;

export type MessageView = {
  id: string;
  kind: string;
  title: string;
  body: string;
  link: string | null;
  createdAt: string;
  readAt: string | null;
};

/** The messages of one's unit and one's own, newest first. */
export async function listMessages(ctx: Context, input: ListMessages): Promise<Page<MessageView>> {
  if (!ctx.actor) throw errors.NOT_SIGNED_IN();
  const { userId, unitId, institutionId } = ctx.actor;
  const { page, size, unread } = ListMessages.parse(input);
  return read(ctx, async (tx) => {
    let query = tx
      .selectFrom('message')
      .where((eb) =>
        eb.or([eb('to_unit_id', '=', unitId), ...(institutionId ? [eb('to_institution_id', '=', institutionId)] : [])]),
      )
      .where((eb) => eb.or([eb('to_user', 'is', null), eb('to_user', '=', userId)]));
    if (unread) query = query.where('read_at', unread === 'yes' ? 'is' : 'is not', null);
    const total = await query.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    const rows = await query
      .selectAll()
      .orderBy('created_at', 'desc')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return {
      total: total.n,
      page,
      size,
      rows: rows.map((m) => ({
        id: m.message_id,
        kind: m.kind,
        title: m.title,
        body: m.body,
        link: m.link,
        createdAt: m.created_at.toISOString(),
        readAt: m.read_at?.toISOString() ?? null,
      })),
    };
  });
}
