import { join } from 'node:path';
import pg from 'pg';
import { chinaDate, shiftedClock, systemClock, type Clock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { openDatabase } from './platform/db.ts';
import { FileStore } from './platform/files.ts';
import { createLogger } from './platform/log.ts';
import { migrate } from './platform/postgres/migrate.ts';
import { openIdProvider } from './platform/gateways/open-id.ts';
import { startPostgres } from './platform/postgres/postgres.ts';
import { watchPostgres } from './platform/postgres/postgres-watch.ts';
import type { Services } from './platform/services.ts';
import { httpGateway } from './platform/gateways/text-gateway.ts';
import { Vault } from './platform/vault.ts';

export const ROOT = join(import.meta.dirname, '..');

export type House = { services: Services; stop: () => Promise<void> };

/**
 * Opens everything below the programme: database (shipped or one's own), newest schema, keys, clock, files. Its stop leaves the
 * shipped PostgreSQL running while another program uses it (the command line beside a running one).
 */
export async function openHouse(config: Config): Promise<House> {
  const clusterDir = join(config.dataDir, 'postgres');
  const server = config.databaseUrl ? null : await startPostgres({ dir: clusterDir });
  const ownerUrl = config.databaseDirectUrl ?? config.databaseUrl ?? server!.url;
  await migrate(ownerUrl, join(ROOT, 'migrations'));
  const clock = await installationClock(ownerUrl, config.demoDate);
  const db = openDatabase(config.databaseUrl ?? server!.url, { today: () => clock.today(), max: 20 });
  const services: Services = {
    db,
    ownerUrl,
    clock,
    vault: new Vault(config.secrets.vault),
    files: new FileStore(join(config.dataDir, 'files')),
    log: createLogger(),
    baseUrl: config.baseUrl,
    demo: config.demoDate !== null,
    texts: config.texts && httpGateway(config.texts),
    signOn: config.signOn && openIdProvider(config.signOn),
  };
  const unwatch = server ? watchPostgres(clusterDir, server.url, (line) => services.log.warn(line)) : () => undefined;
  const stop = async () => {
    unwatch();
    await db.pool.end();
    if (server) await server.leave();
  };
  return { services, stop };
}

/** Today's clock for a real installation; a demonstration keeps the date it was given and goes on from there day by day. */
async function installationClock(ownerUrl: string, demoDate: string | null): Promise<Clock> {
  if (!demoDate) return systemClock;
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const value = JSON.stringify({ date: demoDate, startedAt: new Date().toISOString() });
    await client.query(
      `insert into installation (key, value) values ('demonstration_date', $1::jsonb) on conflict (key) do nothing`,
      [value],
    );
    const { rows } = await client.query<{ value: { date: string; startedAt: string } }>(
      `select value from installation where key = 'demonstration_date'`,
    );
    const { date, startedAt } = rows[0]!.value;
    const elapsed = Math.floor(
      (Date.parse(chinaDate(new Date())) - Date.parse(chinaDate(new Date(startedAt)))) / 86_400_000,
    );
    const shown = new Date(Date.parse(`${date}T00:00:00Z`) + Math.max(0, elapsed) * 86_400_000)
      .toISOString()
      .slice(0, 10);
    return shiftedClock(shown);
  } finally {
    await client.end();
  }
}
