import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Context } from '../../../platform/context.ts';
import { IMPORT_ROLE } from '../../../platform/db.ts';
import { STAGED_COLUMNS } from './stage-row.ts';

/** A connection as the import role: it may touch staging only, and row security does not stop its COPY. */
export async function withImporter<T>(ctx: Context, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ctx.db.url, options: `-c role=${IMPORT_ROLE}` });
  client.on('error', (error) => ctx.log.warn({ err: error }, 'import connection lost'));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Waits until no other process stages this list; the lock ends with the connection, so a killed one never holds it. */
export async function lockList(client: pg.Client, listId: string): Promise<void> {
  await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [`people.list ${listId}`]);
}

/**
 * Replaces what is staged for a list by `lines` (see stagedLine) in one transaction: all of them or none. `after` may still amend them.
 * @throws what the source of the lines throws; then nothing is staged
 */
export async function stageLines(
  client: pg.Client,
  listId: string,
  lines: AsyncIterable<string> | Iterable<string>,
  after?: () => Promise<void>,
): Promise<void> {
  await client.query('begin');
  try {
    await client.query('delete from staging_person where list_id = $1', [listId]);
    const target = client.query(copyFrom(`copy staging_person (${STAGED_COLUMNS.join(', ')}) from stdin`));
    await pipeline(Readable.from(lines, { objectMode: true, highWaterMark: 4 }), target);
    await after?.();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** Removes what is staged for a list. */
export async function dropStaged(ctx: Context, listId: string): Promise<void> {
  await withImporter(ctx, (client) => client.query('delete from staging_person where list_id = $1', [listId]));
}
