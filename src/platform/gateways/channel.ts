import type { Context } from '../context.ts';
import type { Tx } from '../db.ts';

/** How texts leave: over a gateway, shown only (a demonstration), or not at all. */
export type Channel = 'gateway' | 'demonstration' | 'none';

/** How texts leave this installation. A demonstration sends nothing, whatever is configured: its people do not exist. */
export async function channelOf(tx: Tx, ctx: Context): Promise<Channel> {
  const row = await tx
    .selectFrom('installation')
    .select('key')
    .where('key', '=', 'demonstration_date')
    .executeTakeFirst();
  if (row) return 'demonstration';
  return ctx.texts === null ? 'none' : 'gateway';
}
