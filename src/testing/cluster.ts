import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../platform/postgres/migrate.ts';
import { startPostgres } from '../platform/postgres/postgres.ts';

export const MIGRATIONS = join(import.meta.dirname, '../../migrations');

export type TestCluster = { adminUrl: string; template: string; stop: () => Promise<void> };

/**
 * A temporary PostgreSQL with one migrated template database. JIQIAO_TEST_POSTGRES names another installation's folder (bin, lib, share),
 * DATABASE_TEST_URL a running server's owner address.
 * @param seed fills the template once with reference data
 * @param durable keeps the settings of a real installation (fsync and the rest), for honest measurements
 */
export async function startTestCluster(
  seed: (ownerUrl: string) => Promise<void>,
  durable = false,
): Promise<TestCluster> {
  const own = process.env.DATABASE_TEST_URL;
  const dir = own ? null : mkdtempSync(join(tmpdir(), 'jiqiao-test-'));
  if (dir) chmodSync(dir, 0o755);
  const server = own
    ? { url: own, stop: async () => undefined }
    : await startPostgres({ dir: dir!, native: process.env.JIQIAO_TEST_POSTGRES, unsafeFast: !durable });
  const adminUrl = withDatabase(server.url, 'postgres');
  const version = createHash('sha256');
  for (const name of readdirSync(MIGRATIONS).sort()) version.update(readFileSync(join(MIGRATIONS, name)));
  const template = `template_${version.digest('hex').slice(0, 10)}_${randomBytes(3).toString('hex')}`;
  await onServer(adminUrl, 'create database %I', template);
  const url = withDatabase(server.url, template);
  await migrate(url, MIGRATIONS);
  await seed(url);
  return {
    adminUrl,
    template,
    stop: async () => {
      if (own) await onServer(adminUrl, DROP, template);
      await server.stop();
      if (dir) rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A new database copied from the template; the caller drops it. */
export async function cloneDatabase(
  adminUrl: string,
  template: string,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  for (let tries = 0; ; tries++) {
    try {
      // Copying files takes a tenth of the time of copying through the log, which is the default.
      await onServer(adminUrl, 'create database %I template %I strategy file_copy', name, template);
      break;
    } catch (error) {
      if (tries > 20) throw error;
      await new Promise((r) => setTimeout(r, 100 + 50 * tries));
    }
  }
  return {
    url: withDatabase(adminUrl, name),
    drop: () => onServer(adminUrl, DROP, name),
  };
}

export function withDatabase(url: string, name: string): string {
  const at = new URL(url);
  at.pathname = `/${name}`;
  return at.toString();
}

const DROP = 'drop database if exists %I with (force)';

/** Runs a statement about databases by the owner; their names are put in by PostgreSQL, because such statements take no values. */
async function onServer(url: string, statement: string, ...names: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query('select format($1, variadic $2::text[]) as text', [statement, names]);
    await client.query(rows[0].text);
  } finally {
    await client.end();
  }
}
