import { sql } from 'kysely';
import { insideRanges } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
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
    const { rows } =
      await sql<ComparisonView>`select c.list_id as "listId", c.kind, c.list_date as "listDate", c.sender_name as sender, c.file_name as "fileName", c.rows, c.usable
      from comparison_list c where ${scope} order by c.list_date desc, c.list_id limit ${size} offset ${(page - 1) * size}`.execute(
        tx,
      );
    const counted = await sql<{ n: number }>`select count(*)::int as n from comparison_list c where ${scope}`.execute(
      tx,
    );
    return { rows, total: counted.rows[0]!.n, page, size, kinds: comparisons() };
  });
}
