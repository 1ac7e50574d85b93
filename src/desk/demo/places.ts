import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { DemoVillage } from './population.ts';

/** Where the demonstration's offices and families live: 菏泽市曹县青堌集镇 and its first villages by code; some of the city's youths choose a school of the neighbour 济宁市. */
export const FOCUS = {
  nation: 0,
  province: 370000000000,
  city: 371700000000,
  neighbour: 370800000000,
  county: 371721000000,
  township: 371721103000,
} as const;

type VillageRow = DemoVillage & { city: number; county: number };

/**
 * Villages with assisted people: all of the focus township, then villages spread evenly over the 16 cities, as many as `people` need at about `each` a village.
 */
export async function demoVillages(tx: Tx, people: number, each: number): Promise<VillageRow[]> {
  const wanted = Math.max(40, Math.ceil(people / each));
  const { rows } = await sql<VillageRow>`
    with villages as (
      select v.code, v.name, t.name as "townshipName", c.name as "countyName", c.code as county, c.parent_code as city,
        row_number() over (partition by c.parent_code order by md5(t.code::text), v.code) as turn
      from division v join division t on t.code = v.parent_code and t.valid_to is null join division c on c.code = t.parent_code and c.valid_to is null
      where v.level = 'village' and v.valid_to is null and v.code >= ${FOCUS.province} and v.code < ${FOCUS.province + 10_000_000_000} and c.level = 'county'
        and (t.code <> ${FOCUS.township}))
    select * from (
      select code, name, "townshipName", "countyName", county, city, turn from villages where turn <= ${Math.ceil(wanted / 16)}
      union all
      select v.code, v.name, t.name, '曹县', ${FOCUS.county}::bigint, ${FOCUS.city}::bigint, 0 from division v join division t on t.code = v.parent_code and t.valid_to is null
      where v.parent_code = ${FOCUS.township} and v.valid_to is null) x
    order by (x.turn = 0) desc, x.turn, x.code limit ${wanted}`.execute(tx);
  return rows.sort((a, b) => a.code - b.code);
}

/** The province's cities in force, by code. */
export async function demoCities(tx: Tx): Promise<{ code: number; name: string }[]> {
  return tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where('level', '=', 'city')
    .where('parent_code', '=', FOCUS.province)
    .where('valid_to', 'is', null)
    .orderBy('code')
    .execute();
}
