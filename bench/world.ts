import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDivisions } from '../src/organizations/index.ts';
import { loadPolicy } from '../src/policy/index.ts';

import { openDatabase } from '../src/platform/db.ts';
import { FileStore } from '../src/platform/files.ts';
import { createLogger } from '../src/platform/log.ts';
import type { Services } from '../src/platform/services.ts';
import { Vault, type VaultKeys } from '../src/platform/vault.ts';
import { cloneDatabase, startTestCluster, type TestCluster } from '../src/testing/cluster.ts';
import { seedReference } from '../src/testing/seed-reference.ts';
import { fixedClock } from '../src/platform/clock.ts';

export const ROOT = join(import.meta.dirname, '..');

/** The day every benchmark lives on: a day of the Shandong route. */
export const NOW = '2020-09-01T09:00:00+08:00';

const BENCH_KEYS: VaultKeys = {
  current: 'bench',
  keys: { bench: Buffer.alloc(32, 1).toString('base64') },
  index: Buffer.alloc(32, 2).toString('base64'),
};

/** A PostgreSQL of its own with the durable settings of an installation, the divisions of Shandong and the law loaded. */
export async function startBenchCluster(): Promise<TestCluster> {
  const dir = mkdtempSync(join(tmpdir(), 'jiqiao-bench-'));
  try {
    return await startTestCluster(async (ownerUrl) => {
      await seedReference(ownerUrl);
      const services = servicesFor(ownerUrl, dir);
      await loadDivisions(services, ROOT, () => undefined, ['37']);
      await loadPolicy(services, join(ROOT, 'rules'));
      await services.db.pool.end();
    }, true);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Services on an address, with keys every process of a benchmark shares. */
export function servicesFor(url: string, filesDir: string): Services {
  const clock = fixedClock(NOW);
  return {
    db: openDatabase(url, { today: () => clock.today(), max: 20 }),
    ownerUrl: url,
    clock,
    vault: new Vault(BENCH_KEYS),
    files: new FileStore(filesDir),
    log: createLogger('silent'),
    baseUrl: 'http://127.0.0.1:8080',
    demo: false,
  };
}

/** A database of its own on the cluster, and a folder for its files; both go away with `close`. */
export async function openBenchDatabase(cluster: TestCluster) {
  const { url, drop } = await cloneDatabase(cluster.adminUrl, cluster.template);
  const dir = mkdtempSync(join(tmpdir(), 'jiqiao-bench-files-'));
  return {
    url,
    dir,
    close: async () => {
      await drop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
