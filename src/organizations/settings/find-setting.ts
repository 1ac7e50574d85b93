import type { Selectable } from 'kysely';
import type { DB } from '../../platform/db-types.ts';
import type { Tx } from '../../platform/db.ts';
import { divisionAndAbove } from '../scope/scope.ts';

export type FoundSetting = {
  value: string | number | boolean;
  /** Where it was set (0 is the nation), since when, and on what ground. */
  from: { settingId: string; divisionCode: number; validFrom: string; legalSource: string | null };
};

/**
 * The local setting that holds for a division (12-digit code) on a day: its own, else that of the nearest division above, village to
 * nation. Null means "not set": nothing has a silent default.
 */
export async function findSetting(
  tx: Tx,
  divisionCode: number,
  key: string,
  onDate: string,
): Promise<FoundSetting | null> {
  return (await findSettings(tx, divisionCode, [key], onDate)).get(key) ?? null;
}

/** {@link findSetting} for several keys at once: those that are set, by key. */
export async function findSettings(
  tx: Tx,
  divisionCode: number,
  keys: readonly string[],
  onDate: string,
): Promise<Map<string, FoundSetting>> {
  const rows = await tx
    .selectFrom('local_setting')
    .selectAll()
    .distinctOn('key')
    .where('division_code', 'in', divisionAndAbove(divisionCode))
    .where('key', 'in', keys)
    .where('valid_from', '<=', onDate)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', onDate)]))
    .orderBy('key')
    .orderBy('division_code', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.key, foundSetting(row)]));
}

function foundSetting(row: Selectable<DB['local_setting']>): FoundSetting {
  return {
    value: row.value as string | number | boolean,
    from: {
      settingId: row.setting_id,
      divisionCode: row.division_code,
      validFrom: row.valid_from,
      legalSource: row.legal_source,
    },
  };
}
