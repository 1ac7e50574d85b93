import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { placeBook, type PlaceBook, type Village } from '../../standards/cleaning/index.ts';

/**
 * Names of the villages of an area as they were on a day, for reading lists; and the county's name where the area is one county or
 * part of it.
 */
export async function placesOf(
  tx: Tx,
  area: { lo: number; hi: number },
  on: string,
): Promise<{ places: PlaceBook; county?: string }> {
  const villages = await sql<Village>`
    select lpad(v.code::text, 12, '0') as code, v.name, t.name as township, c.name as county
    from division v
      join division t on t.code = v.code / 1000 * 1000 and t.level = 'township' and (t.valid_to is null or t.valid_to > ${on})
      join division c on c.code = v.code / 1000000 * 1000000 and c.level = 'county' and (c.valid_to is null or c.valid_to > ${on})
    where v.level = 'village' and v.code >= ${area.lo} and v.code < ${area.hi} and (v.valid_to is null or v.valid_to > ${on})
    order by v.code`.execute(tx);
  const countyCode = Math.floor(area.lo / 1_000_000) * 1_000_000;
  if (area.hi > countyCode + 1_000_000 || countyCode % 100_000_000 === 0) return { places: placeBook(villages.rows) };
  const county = await sql<{
    name: string;
  }>`select name from division where code = ${countyCode} order by valid_from desc limit 1`.execute(tx);
  const name = county.rows[0]?.name;
  return { places: placeBook(villages.rows), ...(name === undefined ? {} : { county: name }) };
}
