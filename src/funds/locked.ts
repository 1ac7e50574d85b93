import type { SelectQueryBuilder } from 'kysely';
import type { DB } from '../platform/db-types.ts';
import { errors } from '../platform/errors.ts';

/**
 * The one row of a query, locked until the transaction ends against whoever locks it too. Rows that only refer to it may be entered meanwhile: waiting for those as well made two payments
 * of one budget and whoever else wanted it wait for each other. @throws NOT_FOUND when there is none, or none for the reader
 */
export async function locked<Table extends keyof DB, Row>(query: SelectQueryBuilder<DB, Table, Row>): Promise<Row> {
  const row = await query.forNoKeyUpdate().executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row;
}
