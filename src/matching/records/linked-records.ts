import { sql } from 'kysely';
import { lockUntilEnd, type Tx } from '../../platform/db.ts';

/** The canonical record of a person: its own id where no link stands. */
export async function canonicalOf(tx: Tx, personId: string): Promise<string> {
  const found = await sql<{ canonical_id: string; valid: boolean }>`
    select canonical_id, valid from identity_link where person_id = ${personId} order by recorded_at desc, link_id desc limit 1`.execute(
    tx,
  );
  const link = found.rows[0];
  return link?.valid ? link.canonical_id : personId;
}

/** Every record of the same human by the links that stand, the person's own first. Inferred links count only when asked for. */
export async function linkedRecords(
  tx: Tx,
  personId: string,
  certainty: 'proved' | 'any' = 'proved',
): Promise<string[]> {
  const canonical = await canonicalOf(tx, personId);
  const found = await sql<{ person_id: string }>`
    select person_id from (select distinct on (person_id) person_id, canonical_id, valid, certainty from identity_link
      where person_id in (select person_id from identity_link where canonical_id = ${canonical}) order by person_id, recorded_at desc, link_id desc) l
    where l.canonical_id = ${canonical} and l.valid and (l.certainty = 'proved' or ${certainty} = 'any')`.execute(tx);
  return [...new Set([personId, ...found.rows.map((r) => r.person_id)])];
}

/** Locks a human until the transaction ends: caps, uniqueness and links are decided under it. */
export async function lockCanonical(tx: Tx, personId: string): Promise<string> {
  const canonical = await canonicalOf(tx, personId);
  await lockUntilEnd(tx, `person ${canonical}`);
  const settled = await canonicalOf(tx, personId);
  if (settled !== canonical) await lockUntilEnd(tx, `person ${settled}`);
  return settled;
}
