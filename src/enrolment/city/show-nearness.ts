import { sql } from 'kysely';
import { NEARNESS, nearnessOf, type Nearness } from '../../catalogue/index.ts';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { rateOf } from '../../platform/rate.ts';
import { placesWithin } from '../../standards/index.ts';
import { ShowNearness } from '../schema-city.ts';

/** How many were placed in each ring around their home, and what share that is, per cent with one digit; null where nobody was placed. */
export type NearnessLine = {
  /** 12-digit code of the home; null for all together. */
  code: number | null;
  name: string | null;
  placed: number;
  rings: { ring: Nearness; count: number; share: number | null }[];
};

/**
 * How near their homes those admitted in a year study, who gave the place up left out: same county, same city, same province, elsewhere (HA2020 二(一) 就地就近,
 * SD2017 三(二)). Of the reader's area, place by place, or of a school's own students by the counties they come from.
 * @throws NOT_FOUND for a division outside the area
 */
export async function showNearness(
  ctx: Context,
  input: ShowNearness,
): Promise<{ year: number; total: NearnessLine; rows: NearnessLine[] }> {
  const actor = authorise(ctx, 'student.read');
  const { year, division } = ShowNearness.parse(input);
  const school = actor.line === 'school' ? actor.institutionId : null;
  const areas = school === null ? scopeOf(actor, division) : [];
  const unit = school === null ? placesWithin(areas) : 1_000_000;
  const inside = school === null ? insideRanges('a.village_code', areas) : sql`a.institution_id = ${school}::uuid`;
  return read(ctx, async (tx) => {
    const { rows } = await sql<{ code: number; name: string | null; counts: number[] }>`
      select q.code, (select d.name from division d where d.code = q.code order by d.valid_from desc limit 1) as name,
        array[${sql.join(NEARNESS.map((_, rank) => sql`count(*) filter (where q.rank = ${rank})::int`))}] as counts
      from (select (a.village_code / ${unit}) * ${unit} as code, ${nearnessOf(sql`a.village_code`, sql`i.location_code`)} as rank
        from admission a join institution i on i.institution_id = a.institution_id
        where a.year = ${year} and a.withdrawn_at is null and ${inside}) q
      group by 1 order by count(*) filter (where q.rank > 0)::float / count(*) desc, q.code`.execute(tx);
    const all = NEARNESS.map((_, rank) => rows.reduce((sum, row) => sum + row.counts[rank]!, 0));
    return { year, total: lineOf({ code: null, name: null, counts: all }), rows: rows.map(lineOf) };
  });
}

function lineOf({ code, name, counts }: { code: number | null; name: string | null; counts: number[] }): NearnessLine {
  const placed = counts.reduce((sum, count) => sum + count, 0);
  const rings = NEARNESS.map((ring, rank) => ({ ring, count: counts[rank]!, share: rateOf(counts[rank]!, placed) }));
  return { code, name, placed, rings };
}
