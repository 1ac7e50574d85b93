import type { Tx } from '../../platform/db.ts';

/** The province whose cities publish their catalogues here, as two digits; null while none does. */
export async function placeServed(tx: Tx): Promise<string | null> {
  const row = await tx
    .selectFrom('catalogue_version')
    .select('city_code')
    .where('state', '=', 'published')
    .orderBy('year', 'desc')
    .orderBy('city_code')
    .limit(1)
    .executeTakeFirst();
  return row ? String(row.city_code).slice(0, 2) : null;
}
