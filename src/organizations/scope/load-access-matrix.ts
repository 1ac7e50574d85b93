import pg from 'pg';
import { accessRows } from './access-matrix.ts';

/**
 * Writes the matrix into `line_access`, replacing what was there. Runs at start as the owner: the application's role may only read its
 * own rights.
 */
export async function loadAccessMatrix(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(
      `with given as (select * from jsonb_to_recordset($1::jsonb)
          as r(line text, table_name text, can_read boolean, can_write boolean, can_ask boolean, hidden_columns text[])),
        gone as (delete from line_access l where not exists (select 1 from given g where g.line = l.line and g.table_name = l.table_name))
      insert into line_access (line, table_name, can_read, can_write, can_ask, hidden_columns)
        select line, table_name, can_read, can_write, can_ask, hidden_columns from given
      on conflict (line, table_name) do update set can_read = excluded.can_read, can_write = excluded.can_write,
        can_ask = excluded.can_ask, hidden_columns = excluded.hidden_columns`,
      [JSON.stringify(accessRows())],
    );
  } finally {
    await client.end();
  }
}
