import { type RawBuilder, sql } from 'kysely';
import type { AreaRange } from '../../platform/context.ts';
import { columnOf, fromSql, HUMAN, keySql } from './count-sql.ts';
import type { Count, IndicatorDefinition, Period } from './definition.ts';
import { reachedSql } from './measure.ts';

type Sql = RawBuilder<unknown>;
export type Side = 'part' | 'whole' | 'missing';

const day = (count: Count): Sql =>
  count.on.startsWith('data.') ? sql`(${columnOf(count.on)})::date` : columnOf(count.on);
const columns = (count: Count): Sql =>
  sql`v.source_id, ${day(count)} as counted_on, v.division_code, v.person_id, v.institution_id, v.quantity`;

/** One record for each thing counted: every row, or the earliest of each human or distinct value. */
function countedRows(count: Count, period: Period, on: string, areas: readonly AreaRange[]): Sql {
  const from = fromSql(count, period, on, areas);
  if (count.what === 'records' || count.what === 'sum') return sql`select ${columns(count)} ${from}`;
  const key = count.what === 'persons' ? HUMAN : columnOf(count.column!);
  return sql`select source_id, counted_on, division_code, person_id, institution_id, quantity from
    (select distinct on (${key}) ${columns(count)} ${from} and ${key} is not null order by ${key}, ${day(count)}, v.source_id) e`;
}

function coveredRows(d: IndicatorDefinition, side: Side, on: string, areas: readonly AreaRange[]): Sql {
  const coverage = d.coverage!;
  const key = keySql(coverage, coverage.all);
  const members = sql`select distinct on (${key}) ${columns(coverage.all)}, (${key})::text as k ${fromSql(coverage.all, d.period, on, areas, coverage.by === 'person')}
    order by ${key}, ${day(coverage.all)}, v.source_id`;
  const reached = sql`m.k in (${reachedSql(coverage, d.period, on)})`;
  const which = side === 'part' ? reached : side === 'missing' ? sql`not ${reached}` : sql`true`;
  return sql`select source_id, counted_on, division_code, person_id, institution_id, quantity from (${members}) m where ${which}`;
}

/** The records behind one side of an indicator in a place on a day: exactly those it counts, each once. */
export function rowsSql(d: IndicatorDefinition, side: Side, on: string, areas: readonly AreaRange[]): Sql {
  if (d.coverage) return coveredRows(d, side, on, areas);
  if (d.share) return countedRows(side === 'whole' ? d.share.whole : d.share.part, d.period, on, areas);
  const all = [d.count!, ...d.also].map((count) => sql`(${countedRows(count, d.period, on, areas)})`);
  return sql.join(all, sql` union all `);
}
