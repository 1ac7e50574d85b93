import type { Tx } from '../../platform/db.ts';

export type DivisionName = { code: number; name: string; fullName: string; level: string };

/** Names of divisions by code, as they were on the day; for a code not in force then, its latest name. Unknown codes are left out. */
export async function divisionNames(
  tx: Tx,
  codes: readonly number[],
  onDate: string,
): Promise<Map<number, DivisionName>> {
  if (codes.length === 0) return new Map();
  const rows = await tx
    .selectFrom('division')
    .select(['code', 'name', 'full_name', 'level', 'valid_from', 'valid_to'])
    .where('code', 'in', [...new Set(codes)])
    .orderBy('valid_from')
    .execute();
  const names = new Map<number, DivisionName>();
  const settled = new Set<number>();
  for (const r of rows) {
    if (settled.has(r.code)) continue;
    if (r.valid_from <= onDate && (r.valid_to === null || onDate < r.valid_to)) settled.add(r.code);
    names.set(r.code, { code: r.code, name: r.name, fullName: r.full_name, level: r.level });
  }
  return names;
}
