import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { answered, ask, type AttemptLimit, type Attempts } from './attempts.ts';
import { outreachErrors } from '../errors.ts';

export type AttemptKind = 'case_number' | 'address' | 'slip';
export type AttemptKey = { kind: AttemptKind; text: string; limit: AttemptLimit };

type Row = { window_from: Date; asked: number; failed: number; locks: number; locked_until: Date | null };

const indexOf = (ctx: Context, key: AttemptKey): Buffer => ctx.vault.index(`attempt.${key.kind}`, key.text)!;

/**
 * Counts a question under every key, in a transaction of its own that stays whatever becomes of the question.
 * @throws ASKED_TOO_OFTEN when any of them is locked, with the same words for all
 */
export async function countAttempt(ctx: Context, keys: readonly AttemptKey[]): Promise<void> {
  const allowed = await transactionAs(ctx.db, 'system', async (tx) => {
    await forgetCold(tx, ctx.clock.now());
    const answers = [];
    for (const key of keys) answers.push(await countOne(tx, ctx, key));
    return answers.every(Boolean);
  });
  if (!allowed) throw outreachErrors.ASKED_TOO_OFTEN();
}

const COLD_DAYS = 8;

/** Counts and locks older than a week say nothing any more. */
async function forgetCold(tx: Tx, now: Date): Promise<void> {
  const before = new Date(now.getTime() - COLD_DAYS * 86_400_000);
  await sql`delete from public_attempt where (kind, key) in (select kind, key from public_attempt where window_from < ${before} limit 100
    for update skip locked)`.execute(tx);
}

async function countOne(tx: Tx, ctx: Context, key: AttemptKey): Promise<boolean> {
  const index = indexOf(ctx, key);
  const now = ctx.clock.now();
  const { after, allowed } = ask(await locked(tx, key.kind, index, now), now.getTime(), key.limit);
  await keep(tx, key.kind, index, after);
  return allowed;
}

/** Takes back what {@link countAttempt} counted as in vain, under these keys. */
export async function countAnswered(tx: Tx, ctx: Context, keys: readonly AttemptKey[]): Promise<void> {
  for (const key of keys) {
    const index = indexOf(ctx, key);
    await keep(tx, key.kind, index, answered(await locked(tx, key.kind, index, ctx.clock.now())));
  }
}

/** Made and locked by one statement: between two, a forgetting of cold counts could take the row away. */
async function locked(tx: Tx, kind: AttemptKind, index: Buffer, now: Date): Promise<Attempts> {
  const { rows } =
    await sql<Row>`insert into public_attempt as a (kind, key, window_from, asked, failed) values (${kind}, ${index}, ${now}, 0, 0)
    on conflict (kind, key) do update set asked = a.asked returning a.window_from, a.asked, a.failed, a.locks, a.locked_until`.execute(
      tx,
    );
  const row = rows[0]!;
  return {
    windowFrom: row.window_from.getTime(),
    asked: row.asked,
    failed: row.failed,
    locks: row.locks,
    lockedUntil: row.locked_until?.getTime() ?? null,
  };
}

async function keep(tx: Tx, kind: AttemptKind, index: Buffer, a: Attempts): Promise<void> {
  const until = a.lockedUntil === null ? null : new Date(a.lockedUntil);
  await sql`update public_attempt set window_from = ${new Date(a.windowFrom)}, asked = ${a.asked}, failed = ${a.failed}, locks = ${a.locks},
    locked_until = ${until} where kind = ${kind} and key = ${index}`.execute(tx);
}
