import { sql, type RawBuilder } from 'kysely';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { authorise, type AreaRange, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { rateOf } from '../../platform/rate.ts';
import { Coverage, TELLERS, type CoverageView, type OutstandingHousehold, type Teller } from './schema.ts';

/** More households than this are not listed; the counts are whole. */
const SHOWN = 1000;

type Count = { households: number; told: number; acknowledged: number };

/**
 * How far the policies have been told to the registered households of an area in a year: told, signed for, by which of the grassroots actors, and the
 * households still outstanding, village by village (SD2017 三(一), 四(一), HA2020 二(一)).
 * @throws NOT_FOUND for a division outside
 */
export async function showCoverage(ctx: Context, input: Coverage): Promise<CoverageView> {
  const actor = authorise(ctx, 'publicity.read');
  const given = Coverage.parse(input);
  const areas = scopeOf(actor, given.division);
  const year = given.year ?? Number(ctx.clock.today().slice(0, 4));
  return read(ctx, async (tx) => {
    const { rows } =
      await sql<Count>`select count(*)::int as households, (count(*) filter (where t.n > 0))::int as told,
        (count(*) filter (where t.signed > 0))::int as acknowledged from ${withTold(areas, year)}`.execute(tx);
    const tellers = await sql<{
      teller: Teller;
      households: number;
    }>`select teller, count(distinct household_id)::int as households from publicity_household
      where extract(year from told_on) = ${year} and ${insideRanges('village_code', areas)} group by 1`.execute(tx);
    const by = new Map(tellers.rows.map((r) => [r.teller, r.households]));
    const { households, told, acknowledged } = rows[0]!;
    return {
      year,
      households,
      told,
      acknowledged,
      toldRate: rateOf(told, households),
      acknowledgedRate: rateOf(acknowledged, households),
      tellers: (Object.keys(TELLERS) as Teller[]).map((teller) => ({ teller, households: by.get(teller) ?? 0 })),
      outstanding: await outstanding(tx, areas, year, sql`t.n = 0`),
      unacknowledged: await outstanding(tx, areas, year, sql`t.signed = 0`),
    };
  });
}

/** Households of the register as `h`, each with how often it was told (`t.n`) and signed (`t.signed`) in the year. */
const withTold = (areas: readonly AreaRange[], year: number) => sql`household h cross join lateral (
    select count(*)::int as n, (count(*) filter (where acknowledged))::int as signed from publicity_household p
    where p.household_id = h.household_id and extract(year from p.told_on) = ${year}) t
  where h.ended_on is null and ${insideRanges('h.village_code', areas)}`;

async function outstanding(
  tx: Tx,
  areas: readonly AreaRange[],
  year: number,
  condition: RawBuilder<unknown>,
): Promise<OutstandingHousehold[]> {
  const { rows } =
    await sql<OutstandingHousehold>`select h.household_id as "householdId", h.household_no as "householdNo", h.head_name as "headName",
      h.village_code as "villageCode",
      coalesce((select d.full_name from division d where d.code = h.village_code order by d.valid_from desc limit 1), '') as village
    from ${withTold(areas, year)} and ${condition} order by h.village_code, h.household_no, h.household_id limit ${SHOWN}`.execute(
      tx,
    );
  return rows;
}
