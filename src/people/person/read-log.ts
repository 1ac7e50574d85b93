import type { Context } from '../../platform/context.ts';
import { transactionAs, type Database, type Tx } from '../../platform/db.ts';

type Read = { at: Date; user_id: string; unit_id: string | null; act: 'open_file'; person_id: string };

/** Milliseconds that reads may wait before they are written. */
const WAIT = 500;
const waiting = new WeakMap<Database, { reads: Read[]; timer: NodeJS.Timeout }>();

/** Notes that the actor opened a person's file; written in batches within a second (see {@link flushReads}). */
export function noteRead(ctx: Context, personId: string): void {
  const read: Read = {
    at: ctx.clock.now(),
    user_id: ctx.actor?.userId ?? '',
    unit_id: ctx.actor?.unitId || null,
    act: 'open_file',
    person_id: personId,
  };
  const batch = waiting.get(ctx.db);
  if (batch) return void batch.reads.push(read);
  const timer = setTimeout(() => {
    flushReads(ctx.db).catch((error: unknown) => ctx.log.error({ err: error }, 'read log not written'));
  }, WAIT);
  waiting.set(ctx.db, { reads: [read], timer });
}

/** Writes the reads that wait; called by the timer, before shutdown and in tests. */
export async function flushReads(db: Database): Promise<void> {
  const batch = waiting.get(db);
  if (!batch) return;
  waiting.delete(db);
  clearTimeout(batch.timer);
  await transactionAs(db, 'system', (tx) => tx.insertInto('read_log').values(batch.reads).execute());
}

/** Un-masking and exports are written at once, in the transaction that gives the data. */
export async function logDisclosure(
  tx: Tx,
  ctx: Context,
  entry: {
    act: 'unmask' | 'export' | 'print' | 'open_file';
    personId: string | null;
    persons: number;
    purpose: string;
    detail?: Record<string, unknown>;
  },
): Promise<void> {
  await tx
    .insertInto('read_log')
    .values({
      at: ctx.clock.now(),
      user_id: ctx.actor?.userId ?? '',
      unit_id: ctx.actor?.unitId || null,
      act: entry.act,
      person_id: entry.personId,
      persons: entry.persons,
      purpose: entry.purpose,
      detail: JSON.stringify(entry.detail ?? {}),
    })
    .execute();
}
