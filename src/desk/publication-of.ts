import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';

/** The publication up to which things are known: as numbered, or the last of a day; null for all that is known now. */
export async function publicationOf(
  tx: Tx,
  { knownAt, knownOn }: { knownAt?: number; knownOn?: string },
): Promise<number | null> {
  if (knownAt !== undefined || knownOn === undefined) return knownAt ?? null;
  const { rows } = await sql<{ seq: number }>`select coalesce(max(publication_seq), 0) as seq from source_list
    where published_at < (${knownOn}::date + 1)::timestamp at time zone 'Asia/Shanghai'`.execute(tx);
  return Number(rows[0]?.seq ?? 0);
}
