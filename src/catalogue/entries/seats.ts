import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';

/** Locks the counter of an entry until the transaction ends and says how many seats are taken. */
export async function lockSeats(tx: Tx, entryKey: string, year: number): Promise<number> {
  const row = await sql<{
    taken: number;
  }>`insert into seat_use (entry_key, year, taken) values (${entryKey}, ${year}, 0)
    on conflict (entry_key, year) do update set taken = seat_use.taken returning taken`.execute(tx);
  return row.rows[0]!.taken;
}

/**
 * Takes up to `count` seats of the programme for admissions, in the caller's transaction; how many were to be had is `granted`, and a rollback gives
 * them back. The caller has checked the choice and asks in order of `entryKey`, so that two batches never wait for each other.
 * @param seats what the school declared for the programme; null counts without a limit
 */
export async function takeSeats(
  tx: Tx,
  asked: { entryKey: string; year: number; count: number; seats: number | null },
): Promise<{ granted: number; taken: number }> {
  const { entryKey, year, count, seats } = asked;
  const taken = await lockSeats(tx, entryKey, year);
  const granted = seats === null ? count : Math.max(0, Math.min(count, seats - taken));
  if (granted > 0) await setTaken(tx, entryKey, year, taken + granted);
  return { granted, taken: taken + granted };
}

/** Gives a seat back when an admission is undone; below nothing it stays at nothing. */
export async function releaseSeat(tx: Tx, entryKey: string, year: number): Promise<number> {
  const taken = await lockSeats(tx, entryKey, year);
  const left = Math.max(0, taken - 1);
  await setTaken(tx, entryKey, year, left);
  return left;
}

/** Seats taken of many entries, by entry key; entries without an admission are left out. */
export async function seatsTaken(tx: Tx, year: number, entryKeys: readonly string[]): Promise<Map<string, number>> {
  if (entryKeys.length === 0) return new Map();
  const rows = await tx
    .selectFrom('seat_use')
    .select(['entry_key', 'taken'])
    .where('year', '=', year)
    .where('entry_key', 'in', [...entryKeys])
    .execute();
  return new Map(rows.map((r) => [r.entry_key, r.taken]));
}

async function setTaken(tx: Tx, entryKey: string, year: number, taken: number): Promise<void> {
  await tx.updateTable('seat_use').set({ taken }).where('entry_key', '=', entryKey).where('year', '=', year).execute();
}
