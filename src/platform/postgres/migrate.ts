import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { survive } from '../db.ts';

/**
 * Brings the database to the newest schema, as its owner: the job queue's own tables, then every `<timestamp>_<capability>_<what>.sql` not yet run, each in one transaction.
 * Forward only; two programs that start at once wait for each other.
 * @returns names of the migrations that ran now
 */
export async function migrate(ownerUrl: string, folder: string): Promise<string[]> {
  await runMigrations({ connectionString: ownerUrl });
  const pool = survive(new pg.Pool({ connectionString: ownerUrl, max: 2 }));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: () => sqlMigrations(folder) } });
    const { results, error } = await migrator.migrateToLatest();
    if (error) {
      const failed = results?.find((r) => r.status === 'Error')?.migrationName ?? '';
      throw new Error(`数据库升级失败 ${failed}: ${error instanceof Error ? error.message : JSON.stringify(error)}`, {
        cause: error,
      });
    }
    return (results ?? []).map((r) => r.migrationName);
  } finally {
    await db.destroy();
  }
}

async function sqlMigrations(folder: string): Promise<Record<string, Migration>> {
  const names = (await readdir(folder)).filter((n) => n.endsWith('.sql')).sort();
  const entries = names.map(async (name): Promise<[string, Migration]> => {
    const text = await readFile(join(folder, name), 'utf8');
    return [name.replace(/\.sql$/, ''), { up: async (db) => void (await db.executeQuery(CompiledQuery.raw(text))) }];
  });
  return Object.fromEntries(await Promise.all(entries));
}
