import { sql } from 'kysely';
import type { Tx } from './db.ts';

/**
 * Takes the next `count` numbers of a scope in the caller's transaction: no gaps, because the row stays locked until it commits, and a rollback gives them back.
 * @returns the first of them; they are consecutive
 */
export async function takeNumbers(tx: Tx, scope: string, count = 1): Promise<number> {
  const row = await sql<{ last: number }>`insert into number_counter (scope, last) values (${scope}, ${count})
    on conflict (scope) do update set last = number_counter.last + ${count} returning last`.execute(tx);
  return row.rows[0]!.last - count + 1;
}
