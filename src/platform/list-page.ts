import { sql, type RawBuilder } from 'kysely';
import type { Tx } from './db.ts';

export type ListPage<Row> = { rows: Row[]; total: number; page: number; size: number };

/**
 * One page of a list, and how many rows it has in all.
 * @param list.counted what is counted: a from with its where
 * @param list.rows the rows as a whole statement in their order, without a limit
 */
export async function listPage<Row>(
  tx: Tx,
  { page, size }: { page: number; size: number },
  list: { counted: RawBuilder<unknown>; rows: RawBuilder<Row> },
): Promise<ListPage<Row>> {
  const { rows: counted } = await sql<{ n: number }>`select count(*) as n from ${list.counted}`.execute(tx);
  const { rows } = await sql<Row>`${list.rows} limit ${size} offset ${(page - 1) * size}`.execute(tx);
  return { rows, total: counted[0]!.n, page, size };
}
