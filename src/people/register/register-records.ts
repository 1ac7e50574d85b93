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
  const rows = await tx
    .selectFrom('person')
    .select(['person_id', 'source', 'name', 'name_key', 'village_code'])
    .where('id_index', '=', vault.index(INDEX.number, read.id18))
    .where('id_state', '=', 'valid')
    .orderBy('created_seq', 'desc')
    .execute();
  const key = nameKey(who.name);
  return rows
    .map((r) => ({
      personId: r.person_id,
      source: r.source,
      name: r.name,
      sameName: key !== '' && r.name_key === key,
      villageCode: r.village_code,
    }))
    .sort((a, b) => Number(b.sameName) - Number(a.sameName));
}
