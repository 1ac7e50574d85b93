import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { fixedClock, type Clock } from '../platform/clock.ts';
import type { Actor, Context } from '../platform/context.ts';
import { openDatabase, survive, transactionAs, type Tx } from '../platform/db.ts';
import { FileStore } from '../platform/files.ts';
import { createLogger } from '../platform/log.ts';
import { makeContext, type Services } from '../platform/services.ts';
import { newVaultKeys, Vault, type VaultKeys } from '../platform/vault.ts';
import { cloneDatabase } from './cluster.ts';

export type TestHouse = {
  services: Services;
  /** A context for this actor (null: not signed in). */
  as(actor: Actor | null): Context;
  /** Runs with the system's view, to look at what was stored. */
  system<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs plain SQL as the owner: for tampering and looking behind row security. */
  owner(text: string, values?: unknown[]): Promise<pg.QueryResult>;
  close(): Promise<void>;
};

/** A database of its own for one test file, closed after its last test. The clock stands at 2020-09-01 09:00 in China unless told; `keys` let another process read it. */
export async function openTestHouse(options: { clock?: Clock; keys?: VaultKeys } = {}): Promise<TestHouse> {
  const { url, drop } = await cloneDatabase(inject('adminUrl'), inject('template'));
  const clock = options.clock ?? fixedClock('2020-09-01T09:00:00+08:00');
  const dir = mkdtempSync(join(tmpdir(), 'jiqiao-files-'));
  const services: Services = {
    db: openDatabase(url, { today: () => clock.today(), max: 12 }),
    ownerUrl: url,
    clock,
    vault: new Vault(options.keys ?? newVaultKeys('test')),
    files: new FileStore(dir),
    log: createLogger('silent'),
    baseUrl: 'http://127.0.0.1:8080',
    demo: false,
  };
  const owner = survive(new pg.Pool({ connectionString: url, max: 2 }));
  const house: TestHouse = {
    services,
    as: (actor) => makeContext(services, actor),
    system: (work) => transactionAs(services.db, 'system', work),
    owner: (text, values) => owner.query(text, values),
    close: async () => {
      await services.db.pool.end();
      await owner.end();
      await drop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  afterAll(() => house.close());
  return house;
}
