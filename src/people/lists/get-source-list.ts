import { authoriseAny, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { listView } from './list-source-lists.ts';
import { listById } from './list-store.ts';
import { ListId, type SourceListView } from '../schema.ts';

/** One list with its counts, hash and age in days. @throws NOT_FOUND for a list that does not touch the reader's area */
export async function getSourceList(ctx: Context, input: ListId): Promise<SourceListView> {
  authoriseAny(ctx, ['register.read', 'wish.record']);
  const { listId } = ListId.parse(input);
  return read(ctx, async (tx) => {
    const list = await listById(tx, listId);
    const area = await tx
      .selectFrom('division')
      .select('full_name')
      .where('code', '=', list.area_lo)
      .orderBy('valid_from', 'desc')
      .executeTakeFirst();
    return listView(list, ctx, area?.full_name ?? String(list.area_lo));
  });
}
