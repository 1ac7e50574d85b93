import { type RawBuilder, sql } from 'kysely';
import type { AreaRange } from '../../../platform/context.ts';
import { amountSql, dayOf, keySql, oneSql, placeSql, sourcesOf, timeSql, totalSql, whereSql } from './count-sql.ts';
import type { Count, IndicatorDefinition, Period } from '../definition.ts';
import { reachedSql } from './measure.ts';

type Sql = RawBuilder<unknown>;
export type RolledSide = { side: 'part' | 'whole'; counts: Count[] };

/** The last day there is; a period without an end goes on to it. */
const EVER = '9999-12-31';

/** The counted sides of an indicator that is no coverage. */
export const sidesOf = (d: IndicatorDefinition): RolledSide[] =>
  d.share
    ? [
        { side: 'part', counts: [d.share.part] },
        { side: 'whole', counts: [d.share.whole] },
      ]
    : [{ side: 'part', counts: sourcesOf(d) }];

/** Whether months add up: rows and humans of a period do; stocks, distinct values and coverages are counted anew at each roll-up. */
export function addsUp(d: IndicatorDefinition): boolean {
  if (d.coverage || d.period.kind === 'stock') return false;
  return sidesOf(d).every(({ counts }) => counts.every((c) => c.what !== 'distinct' && c.until === undefined));
}

/** The whole of a period up to a day, all its years. */
const wholeOf = (period: Period): Period => ({
  kind: 'cumulative',
  from: period.from ?? '0001-01-01',
  to: period.to ?? EVER,
});

const links = (count: Count): Sql =>
  count.what === 'persons' ? sql`left join report_linked_person h on h.person_id = v.person_id` : sql``;
const county = sql`v.division_code / 1000000 * 1000000`;

/** Rows `u(place, day, one, amount)` of all sources; `only` restricts them further. */
function rowsOf(
  counts: readonly Count[],
  period: Period,
  on: string,
  areas: readonly AreaRange[],
  only: Sql = sql`true`,
): Sql {
  const each = counts.map(
    (
      count,
    ) => sql`select ${county} as place, ${dayOf(count.on)} as day, ${oneSql(count)} as one, ${amountSql(count)} as amount
      from ${sql.table(count.view)} v ${links(count)} where ${placeSql(areas)} and ${timeSql(count, period, on)} and ${whereSql(count)} and ${only}`,
  );
  return sql`(${sql.join(each, sql` union all `)}) u`;
}

/** Years are apart for a yearly figure: the same human counts once in each. */
const span = (period: Period, day: Sql): Sql =>
  period.kind === 'year' ? sql`extract(year from ${day})::int` : sql`(0::int)`;

/** Writes the cells of some places anew; they must have been emptied. */
export function fillCells(d: IndicatorDefinition, s: RolledSide, on: string, areas: readonly AreaRange[]): Sql {
  const rows = rowsOf(s.counts, wholeOf(d.period), on, areas);
  return sql`insert into indicator_cell (indicator, side, division_code, month, quantity)
    select ${d.key}, ${s.side}, place, month, sum(n) from (
      select place, date_trunc('month', day)::date as month, sum(amount) as n from ${rows} where u.amount is not null group by 1, 2
      union all
      select place, date_trunc('month', first)::date, count(*) from (
        select place, one, min(day) as first from ${rows} where u.one is not null group by place, one, ${span(d.period, sql`day`)}) f group by 1, 2) c
    group by place, month`;
}

export const keepsHumans = (s: RolledSide): boolean => s.counts.some((c) => c.what === 'persons');

/** The humans counted in some places now. */
export function humansIn(d: IndicatorDefinition, s: RolledSide, on: string, areas: readonly AreaRange[]): Sql {
  const rows = rowsOf(
    s.counts.filter((c) => c.what === 'persons'),
    wholeOf(d.period),
    on,
    areas,
  );
  return sql`select distinct one::uuid as person_id from ${rows} where u.one is not null`;
}

/** Writes who is counted in several counties: of the humans in the temporary table rolled_human, or of all. */
export function fillOverlaps(d: IndicatorDefinition, s: RolledSide, on: string, of: 'rolled' | 'all'): Sql {
  const records = sql`v.person_id in (select person_id from rolled_human union select l.person_id from report_linked_person l join rolled_human r on r.person_id = l.canonical_id)`;
  const persons = s.counts.filter((c) => c.what === 'persons');
  const rows = rowsOf(persons, wholeOf(d.period), on, [], of === 'all' ? sql`true` : records);
  const years = span(d.period, sql`day`);
  return sql`insert into indicator_overlap (person_id, indicator, side, division_code, month, again_city, again_province, again_nation)
    select one::uuid, ${d.key}, ${s.side}, place, date_trunc('month', first)::date, in_city > 1, in_province > 1, in_nation > 1 from (
      select place, one, first, count(*) over (partition by one, years) as places,
        row_number() over (partition by one, years, place / 100000000 order by first, place) as in_city,
        row_number() over (partition by one, years, place / 10000000000 order by first, place) as in_province,
        row_number() over (partition by one, years order by first, place) as in_nation
      from (select place, one, ${years} as years, min(day) as first from ${rows} where u.one is not null group by 1, 2, 3) f) p
    where places > 1`;
}

/** Cells and overlaps in the months between two days. */
export const monthsSql = (from: string, to: string): Sql =>
  sql`month >= date_trunc('month', ${from}::date) and month <= ${to}::date`;

/** What cells and overlaps add up to in every place, county to nation, over the months of the figure: rows (side, code, n). */
export function standingsFromCells(key: string, from: string, to: string): Sql {
  const months = sql`indicator = ${key} and ${monthsSql(from, to)}`;
  return sql`with s as (select side, division_code as code, sum(quantity) as n from indicator_cell where ${months} group by 1, 2),
      r as (select side, division_code as code, count(*) filter (where again_city) as city, count(*) filter (where again_province) as province,
        count(*) filter (where again_nation) as nation from indicator_overlap where ${months} group by 1, 2),
      b as (select s.side, s.code, s.n, coalesce(r.city, 0) as city, coalesce(r.province, 0) as province, coalesce(r.nation, 0) as nation
        from s left join r on r.side = s.side and r.code = s.code)
    select side, code, n from b where code % 100000000 <> 0
    union all select side, code / 100000000 * 100000000, sum(n) - sum(city) from b where code % 10000000000 <> 0 group by 1, 2
    union all select side, code / 10000000000 * 10000000000, sum(n) - sum(province) from b where code <> 0 group by 1, 2
    union all select side, 0, sum(n) - sum(nation) from b group by 1`;
}

/** A place with those above it, each once. */
export const above = (place: Sql): Sql =>
  sql`lateral (select distinct x.code from (values (${place}), (${place} / 100000000 * 100000000), (${place} / 10000000000 * 10000000000), (0::bigint)) x(code)) l`;

/** The figures of every place counted anew from the records: rows (side, code, n). */
export function standingsAnew(d: IndicatorDefinition, on: string): Sql {
  if (d.coverage) {
    const { coverage } = d;
    const humans =
      coverage.by === 'person' ? sql`left join report_linked_person h on h.person_id = v.person_id` : sql``;
    return sql`with reached as materialized (select distinct k from (${reachedSql(coverage, d.period, on)}) r(k)),
        members as (select distinct l.code, (${keySql(coverage, coverage.all)})::text as k from ${sql.table(coverage.all.view)} v ${humans} cross join ${above(county)}
          where ${timeSql(coverage.all, d.period, on)} and ${whereSql(coverage.all)})
      select s.side, m.code, case s.side when 'part' then count(r.k) else count(*) end as n
      from members m left join reached r on r.k = m.k cross join (values ('part'), ('whole')) s(side) group by 1, 2`;
  }
  const each = sidesOf(d).map(
    (s) =>
      sql`select ${s.side}::text as side, l.code, ${totalSql(s.counts)} as n from ${rowsOf(s.counts, d.period, on, [])} cross join ${above(sql`u.place`)} group by l.code`,
  );
  return sql.join(each, sql` union all `);
}

/** Counties in which a row becomes due after one day and up to another. */
export function dueBetween(d: IndicatorDefinition, after: string, on: string): Sql {
  const counts = sidesOf(d).flatMap((s) => s.counts);
  const each = counts.map(
    (c) =>
      sql`select distinct ${county} as place from ${sql.table(c.view)} v where ${dayOf(c.on)} > ${after} and ${dayOf(c.on)} <= ${on}`,
  );
  return sql.join(each, sql` union `);
}
