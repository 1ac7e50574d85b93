import { sql } from 'kysely';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { rateOf } from '../../platform/rate.ts';
import { ShowChain, type ChainRow, type ChainView } from './schema.ts';

/** How many codes a place of each level holds, and its parts. */
const UNITS = [1, 1000, 1_000_000, 100_000_000, 10_000_000_000, 1_000_000_000_000] as const;

/** The unit by which the places directly below a place are told apart. */
function unitBelow(code: number): number {
  const own = UNITS.findLastIndex((unit) => code % unit === 0);
  return UNITS[Math.max(0, own - 1)]!;
}

/**
 * 培训一人、就业一人、脱贫一户 (SD2017 二): assisted households with a member who finished an education or a training, of those with a member at work since that
 * day, of those marked out of poverty by the register after that; by the places directly below. Members are those the register names on the day.
 * @throws NOT_FOUND for a place outside the reader's area
 */
export async function showChain(ctx: Context, input: ShowChain): Promise<ChainView> {
  const actor = authorise(ctx, 'indicator.read');
  const given = ShowChain.parse(input);
  const on = given.on ?? ctx.clock.today();
  const division = given.division ?? actor.divisionCode ?? 0;
  const unit = unitBelow(division);
  const scope = insideRanges('s.village_code', scopeOf(actor, division));
  return read(ctx, async (tx) => {
    const { rows } = await sql<ChainRow & { name: string | null }>`
      with member as (select s.household_id, s.village_code, s.person_id, s.exited_on from person_status s
          where s.known_to is null and s.valid_from <= ${on}::date and (s.valid_to is null or s.valid_to > ${on}::date) and ${scope}),
        trained as (select m.household_id, min(m.village_code) as village_code, min(f.counted_on) as since from member m
          join report_finished f on f.person_id = m.person_id and f.counted_on <= ${on}::date group by m.household_id),
        employed as (select t.household_id, min(r.counted_on) as since from trained t join member m on m.household_id = t.household_id
          join report_placement r on r.person_id = m.person_id and r.counted_on between t.since and ${on}::date
            and r.kind in ('job', 'self_employed', 'firm', 'online_shop') group by t.household_id),
        out as (select distinct e.household_id from employed e join member m on m.household_id = e.household_id
          where m.exited_on > e.since and m.exited_on <= ${on}::date),
        placed as (select t.village_code / ${sql.lit(unit)} * ${sql.lit(unit)} as code, e.household_id as employed, o.household_id as gone
          from trained t left join employed e using (household_id) left join out o using (household_id))
      select code, (select d.name from division d where d.code = q.code order by d.valid_from desc limit 1) as name, trained, employed, "outOfPoverty" from (
        select code, count(*)::int as trained, count(employed)::int as employed, count(gone)::int as "outOfPoverty" from placed group by code) q order by code`.execute(
      tx,
    );
    const { rows: at } = await sql<{
      name: string;
    }>`select full_name as name from division where code = ${division} order by valid_from desc limit 1`.execute(tx);
    const sum = (key: 'trained' | 'employed' | 'outOfPoverty') => rows.reduce((n, r) => n + r[key], 0);
    const [trained, employed, outOfPoverty] = [sum('trained'), sum('employed'), sum('outOfPoverty')];
    return {
      division,
      place: at[0]?.name ?? String(division),
      on,
      trained,
      employed,
      outOfPoverty,
      employedRate: rateOf(employed, trained),
      outRate: rateOf(outOfPoverty, employed),
      rows: rows.map((r) => ({ ...r, name: r.name ?? String(r.code) })),
    };
  });
}
