import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';

/** The offices of villages: for each village code the village's own unit where the house has one. */
export async function villageUnits(
  tx: Tx,
  villages: readonly number[],
): Promise<{ unitId: string; village: number }[]> {
  const { rows } = await sql<{ unitId: string; village: number }>`
    select distinct on (u.division_code) u.unit_id as "unitId", u.division_code as village from unit u
    where u.level = 'village' and u.division_code = any (${[...villages]}::bigint[]) and u.valid_from <= app_today() and (u.valid_to is null or app_today() < u.valid_to)
    order by u.division_code, u.valid_from desc`.execute(tx);
  return rows.map((row) => ({ unitId: row.unitId, village: Number(row.village) }));
}
