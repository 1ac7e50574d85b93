import { fixedClock } from '../../platform/clock.ts';
import type { Actor } from '../../platform/context.ts';
import { openDatabase } from '../../platform/db.ts';
import { FileStore } from '../../platform/files.ts';
import { runJob } from '../../platform/jobs.ts';
import { createLogger } from '../../platform/log.ts';
import { Vault, type VaultKeys } from '../../platform/vault.ts';
import { definePeopleJobs } from '../jobs.ts';

export type ChildWork = {
  url: string;
  files: string;
  keys: VaultKeys;
  now: string;
  jobId: string;
  actor: Omit<Actor, 'permissions'> & { permissions: string[] };
};

/** A process of its own that runs one job, so that a test can kill it. */
process.on('message', (message) => void work(message as ChildWork));

async function work(input: ChildWork): Promise<void> {
  definePeopleJobs();
  const clock = fixedClock(input.now);
  const db = openDatabase(input.url, { today: () => clock.today() });
  const base = { db, ownerUrl: input.url, clock, log: createLogger('silent'), baseUrl: '', demo: false };
  const services = { ...base, vault: new Vault(input.keys), files: new FileStore(input.files) };
  process.send!('started');
  await runJob(services, async () => ({ ...input.actor, permissions: new Set(input.actor.permissions) }), input.jobId);
  process.send!('done');
  await db.pool.end();
  process.disconnect();
}
