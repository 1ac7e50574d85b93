import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { moneyHistory, type HistoryOptions } from '../src/funds/history/testing-history.ts';
import { HISTORY_DAY } from '../src/funds/history/testing-world.ts';
import { openDatabase, survive } from '../src/platform/db.ts';
import { FileStore } from '../src/platform/files.ts';
import { createLogger } from '../src/platform/log.ts';
import { makeContext, type Services } from '../src/platform/services.ts';
import { newVaultKeys, Vault } from '../src/platform/vault.ts';
import { cloneDatabase, startTestCluster } from '../src/testing/cluster.ts';
import { seedReference } from '../src/testing/seed-reference.ts';

/** The long random history of money, on a PostgreSQL with the durable settings of an installation. Answers 1 when a promise was broken. */
export async function longMoneyHistory(options: HistoryOptions, say: (line: string) => void): Promise<number> {
  const cluster = await startTestCluster(seedReference, true);
  const { url, drop } = await cloneDatabase(cluster.adminUrl, cluster.template);
  const dir = mkdtempSync(join(tmpdir(), 'jiqiao-money-'));
  const services: Services = {
    db: openDatabase(url, { today: () => HISTORY_DAY.today(), max: options.workers }),
    ownerUrl: url,
    clock: HISTORY_DAY,
    vault: new Vault(newVaultKeys('history')),
    files: new FileStore(dir),
    log: createLogger('silent'),
    baseUrl: 'http://127.0.0.1:8080',
    demo: false,
  };
  const owner = survive(new pg.Pool({ connectionString: url, max: 4 }));
  const house = {
    services,
    as: (actor: Parameters<typeof makeContext>[1]) => makeContext(services, actor),
    owner: (text: string, values?: unknown[]) => owner.query(text, values),
  };
  try {
    const history = await moneyHistory(house, options);
    const { seconds, snapshots, money, faults, broken } = history;
    say(
      `${options.operations} operations of ${options.workers} workers in ${seconds.toFixed(0)} s, ${snapshots} snapshots`,
    );
    say(`${money.postings} postings, ${money.paidLines} payments made, ${money.claims} claims`);
    say(`done ${JSON.stringify(history.done)}`);
    say(`refused ${JSON.stringify(history.refused)}`);
    for (const fault of faults) say(`✗ ${fault}`);
    for (const { rule, about } of broken) say(`✗ ${rule}: ${about}`);
    return faults.length + broken.length === 0 ? 0 : 1;
  } finally {
    await services.db.pool.end();
    await owner.end();
    await drop();
    await cluster.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}
