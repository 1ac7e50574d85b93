import { sql } from 'kysely';
import { insideRanges } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { listPage } from '../../platform/list-page.ts';
import type { Page } from '../../platform/http.ts';
import { comparisons, type Comparison } from './comparison-kinds.ts';
import { ListComparisons } from './schema.ts';

export type ComparisonView = {
  listId: string;
  kind: string;
  listDate: string;
  sender: string;
  fileName: string;
  rows: number;
  usable: number;
};

/** The comparison lists of one's area, the newest first, and which kinds there are. */
export async function listComparisons(
  ctx: Context,
  input: ListComparisons,
): Promise<Page<ComparisonView> & { kinds: Comparison[] }> {
  const actor = authorise(ctx, 'training.compare');
  const { page, size } = ListComparisons.parse(input);
  const scope = insideRanges('c.area_code', actor.areas);
  return read(ctx, async (tx) => {
    const { rows, total } = await listPage<ComparisonView>(
      tx,
      { page, size },
      {
        counted: sql`comparison_list c where ${scope}`,
        rows: sql`select c.list_id as "listId", c.kind, c.list_date as "listDate", c.sender_name as sender, c.file_name as "fileName", c.rows, c.usable
      from comparison_list c where ${scope} order by c.list_date desc, c.list_id`,
      },
    );
    return { rows, total, page, size, kinds: comparisons() };
  });
}
