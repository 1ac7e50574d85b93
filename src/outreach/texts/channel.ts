import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import type { Channel } from './schema.ts';

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
