import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';
import type { IndicatorDefinition } from '../definition.ts';
import { window } from '../period.ts';
import { above, monthsSql, type RolledSide } from './rollup-sql.ts';

type Sql = RawBuilder<unknown>;

const inMonths = (d: IndicatorDefinition, on: string): Sql => {
  const { from, to } = window(d.period, on);
  return monthsSql(from ?? to, to);
};
const monthsOf = (d: IndicatorDefinition, on: string): Sql => sql`indicator = ${d.key} and ${inMonths(d, on)}`;

/** Begins to note by how much places change: standings are sums, so that they move by what is taken away and put in. */
export async function beginChanges(tx: Tx): Promise<void> {
  await sql`create temporary table rolled_change (side text, code bigint, n numeric) on commit drop`.execute(tx);
}

/** Empties or fills cells, and notes what that puts into every place they lie in, or takes out of it. */
export const notedCells = (d: IndicatorDefinition, on: string, change: Sql, sign: 1 | -1): Sql =>
  sql`with changed as (${change} returning side, division_code, month, quantity),
      counted as (select side, division_code, sum(quantity) as n from changed where ${inMonths(d, on)} group by 1, 2)
    insert into rolled_change select side, l.code, sum(n) * ${sign} from counted cross join ${above(sql`division_code`)} group by 1, 2`;

/** Notes how often the humans of the temporary table rolled_human are counted again in a city, a province and the nation. */
export const overlapChanges = (d: IndicatorDefinition, s: RolledSide, on: string, sign: 1 | -1): Sql =>
  sql`insert into rolled_change select side, again.code, -count(*) * ${sign} from indicator_overlap
    cross join lateral (values (again_city and division_code % 10000000000 <> 0, division_code / 100000000 * 100000000),
      (again_province and division_code <> 0, division_code / 10000000000 * 10000000000), (again_nation, 0::bigint)) again(counted, code)
    where ${monthsOf(d, on)} and side = ${s.side} and again.counted and person_id in (select person_id from rolled_human) group by 1, 2`;

/** Moves the standings of the places that changed; a place in which nothing is counted any more has none. */
export async function moveStandings(tx: Tx, d: IndicatorDefinition, on: string): Promise<void> {
  const rate = d.count === undefined;
  const whole = rate ? sql`coalesce(sum(n) filter (where side = 'whole'), 0)` : sql`null::numeric`;
  await sql`insert into indicator_standing as t (indicator, division_code, as_of, part, whole)
    select ${d.key}, code, ${on}, coalesce(sum(n) filter (where side = 'part'), 0), ${whole} from rolled_change group by code
    on conflict (indicator, division_code) do update set as_of = excluded.as_of, part = t.part + excluded.part, whole = t.whole + excluded.whole
      where excluded.part <> 0 or coalesce(excluded.whole, 0) <> 0`.execute(tx);
  await sql`delete from indicator_standing t where indicator = ${d.key} and division_code in (select code from rolled_change)
    and part = 0 and coalesce(whole, 0) = 0 and not exists (select 1 from indicator_cell c where ${monthsOf(d, on)}
      and c.division_code >= t.division_code and c.division_code <= t.division_code + case when t.division_code = 0 then 999999999999
        when t.division_code % 10000000000 = 0 then 9999999999 when t.division_code % 100000000 = 0 then 99999999 else 0 end)`.execute(
    tx,
  );
  await sql`drop table rolled_change`.execute(tx);
}
