import type { Tx } from '../platform/db.ts';
import type { Vault } from '../platform/vault.ts';
import { registerRecords } from '../people/index.ts';
import { readCitizenId } from '../standards/index.ts';

/**
 * What the records say of a row that names a person. Only `proved` (equal valid number and equal name) may stand alone; `other_name` means
 * that the number belongs to somebody else by name and is for a person to look at.
 */
export type RowMatch =
  | { decision: 'proved'; personId: string; name: string; villageCode: number }
  | { decision: 'review'; reason: 'other_name'; personId: string; name: string }
  | { decision: 'none'; reason: 'number_unusable' | 'not_found' };

/**
 * Finds the record of a row by exact number and name. `source` narrows to records of one list ('assisted_register' for the register).
 * Sees what the transaction's reader may see.
 */
export async function matchRow(
  tx: Tx,
  vault: Vault,
  row: { idNumber: string | null; name: string },
  source = 'assisted_register',
): Promise<RowMatch> {
  if (row.idNumber === null || !readCitizenId(row.idNumber).ok) return { decision: 'none', reason: 'number_unusable' };
  const records = (await registerRecords(tx, vault, { idNumber: row.idNumber, name: row.name })).filter(
    (r) => r.source === source,
  );
  const best = records[0];
  if (!best) return { decision: 'none', reason: 'not_found' };
  if (!best.sameName) return { decision: 'review', reason: 'other_name', personId: best.personId, name: best.name };
  return { decision: 'proved', personId: best.personId, name: best.name, villageCode: best.villageCode };
}
