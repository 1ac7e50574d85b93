import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../platform/db.ts';
import type { Page } from '../platform/paging.ts';

export type Counted<Row> = Page<Row> & { total: number };

/** One page of an ordered query, with how many rows there are in all. */
export async function pageOf<Row>(
  tx: Tx,
  { page, size }: { page: number; size: number },
  query: RawBuilder<Row>,
): Promise<Counted<Row>> {
  const counted = await sql<{ n: number }>`select count(*)::int as n from (${query}) q`.execute(tx);
  const { rows } = await sql<Row>`${query} limit ${size} offset ${(page - 1) * size}`.execute(tx);
  return { rows, total: counted.rows[0]!.n, page, size };
}
