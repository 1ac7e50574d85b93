import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { Vault } from '../../platform/vault.ts';
import { nameKey, readCitizenId } from '../../standards/index.ts';
import { INDEX } from '../person/seal-person.ts';

/** A record of a human found by an equal valid number; `sameName` is the second half of a proved match. */
export type RegisterRecord = { personId: string; source: string; name: string; sameName: boolean; villageCode: number };

/**
 * Records whose number equals `idNumber` after format repair, the ones of equal name first. Nothing else is compared: no likeness, no guess.
 * Sees what the transaction's reader may see.
 */
export async function registerRecords(
  tx: Tx,
  vault: Vault,
  who: { idNumber: string; name: string },
): Promise<RegisterRecord[]> {
  const read = readCitizenId(who.idNumber);
  if (!read.ok) return [];
  return (await recordsOfNumbers(tx, [{ index: vault.index(INDEX.number, read.id18)!, name: who.name }]))[0]!;
}

/** {@link registerRecords} for many at once, by the blind index of each number, in one statement and in their order. */
export async function recordsOfNumbers(
  tx: Tx,
  asked: readonly { index: Buffer; name: string }[],
): Promise<RegisterRecord[][]> {
  const rows = await tx
    .selectFrom('person')
    .select(['person_id', 'id_index', 'source', 'name', 'name_key', 'village_code'])
    .where('id_index', '=', sql<Buffer>`any(${asked.map((a) => a.index)}::bytea[])`)
    .where('id_state', '=', 'valid')
    .orderBy('created_seq', 'desc')
    .execute();
  const byIndex = Map.groupBy(rows, (r) => r.id_index!.toString('hex'));
  return asked.map(({ index, name }) => {
    const key = nameKey(name);
    const found = byIndex.get(index.toString('hex')) ?? [];
    return found
      .map((r) => ({
        personId: r.person_id,
        source: r.source,
        name: r.name,
        sameName: key !== '' && r.name_key === key,
        villageCode: r.village_code,
      }))
      .sort((a, b) => Number(b.sameName) - Number(a.sameName));
  });
}
