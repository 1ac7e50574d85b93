import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/db.ts';
import { FileStore } from '../platform/files.ts';
import { defineJob, startWorker } from '../platform/jobs.ts';
import { createLogger } from '../platform/log.ts';
import { newVaultKeys, Vault } from '../platform/vault.ts';
import { tmpdir } from 'node:os';

// A worker in its own process, to be killed in the middle of a job: says "started" when the job has begun.
const ownerUrl = process.argv[2]!;
defineJob('test.slow', async () => {
  process.stdout.write('started\n');
  await sleep(60_000);
  return {};
});
await startWorker(
  {
    db: openDatabase(ownerUrl),
    ownerUrl,
    clock: systemClock,
    vault: new Vault(newVaultKeys('k')),
    files: new FileStore(tmpdir()),
    log: createLogger('silent'),
    baseUrl: '',
    demo: false,
  },
  async () => null,
  1,
);
