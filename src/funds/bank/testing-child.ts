import { fixedClock } from '../../platform/clock.ts';
import type { Actor } from '../../platform/context.ts';
import { openDatabase } from '../../platform/db.ts';
import { FileStore } from '../../platform/files.ts';
import { createLogger } from '../../platform/log.ts';
import { makeContext } from '../../platform/services.ts';
import { Vault, type VaultKeys } from '../../platform/vault.ts';
import { buildBatch } from './build-batch.ts';
import { readReturn } from './read-return.ts';
import { writeBatch } from './write-batch.ts';

export type BankWork = (
  | { verb: 'build'; claimId: string }
  | { verb: 'write'; batchId: string }
  | { verb: 'read'; batchId: string; fileId: string }
) & {
  url: string;
  files: string;
  keys: VaultKeys;
  now: string;
  actor: Omit<Actor, 'permissions'> & { permissions: string[] };
};

/** A process of its own that builds, writes or reads one batch, so that a test can kill it in the middle. */
process.on('message', (message) => void work(message as BankWork));

async function work(input: BankWork): Promise<void> {
  const clock = fixedClock(input.now);
  const db = openDatabase(input.url, { today: () => clock.today(), max: 1 });
  const base = { db, ownerUrl: input.url, clock, log: createLogger('silent'), baseUrl: '', demo: false };
  const services = { ...base, vault: new Vault(input.keys), files: new FileStore(input.files) };
  const ctx = makeContext(services, { ...input.actor, permissions: new Set(input.actor.permissions) });
  if (input.verb === 'build') await buildBatch(ctx, { claimId: input.claimId, format: 'separated' });
  else if (input.verb === 'write') await writeBatch(ctx, { batchId: input.batchId });
  else await readReturn(ctx, { batchId: input.batchId, fileId: input.fileId });
  process.send!('done');
}
