import { type RawBuilder, sql } from 'kysely';
import type { AreaRange } from '../../../platform/context.ts';
import { amountSql, dayOf, fromSql, keySql, oneSql, sourcesOf } from './count-sql.ts';
import type { Count, IndicatorDefinition, Period } from '../definition.ts';
import { reachedSql } from './measure.ts';

type Sql = RawBuilder<unknown>;
export type Side = 'part' | 'whole' | 'missing';

const columns = (count: Count): Sql =>
  sql`v.source_id, ${dayOf(count.on)} as counted_on, v.division_code, v.person_id, v.institution_id, v.quantity`;

const KEPT = sql`source_id, counted_on, division_code, person_id, institution_id, quantity`;

/** One record for each thing counted: every row that adds an amount, and the earliest of each human or distinct value over all sources. */
function countedRows(counts: readonly Count[], period: Period, on: string, areas: readonly AreaRange[]): Sql {
  const rows = counts.map(
    (count) =>
      sql`select ${columns(count)}, ${oneSql(count)} as one, ${amountSql(count)} as amount ${fromSql(count, period, on, areas)}`,
  );
  const all = sql`(${sql.join(rows, sql` union all `)}) u`;
  const amounts = sql`select ${KEPT} from ${all} where u.amount is not null`;
  const firsts = sql`select ${KEPT} from (select distinct on (one) * from ${all} where u.one is not null order by one, counted_on, source_id) e`;
  return sql`${amounts} union all ${firsts}`;
}

function coveredRows(d: IndicatorDefinition, side: Side, on: string, areas: readonly AreaRange[]): Sql {
  const coverage = d.coverage!;
  const key = keySql(coverage, coverage.all);
  const members = sql`select distinct on (${key}) ${columns(coverage.all)}, (${key})::text as k ${fromSql(coverage.all, d.period, on, areas, coverage.by === 'person')}
    order by ${key}, ${dayOf(coverage.all.on)}, v.source_id`;
  const reached = sql`m.k in (${reachedSql(coverage, d.period, on)})`;
  const which = side === 'part' ? reached : side === 'missing' ? sql`not ${reached}` : sql`true`;
  return sql`select ${KEPT} from (${members}) m where ${which}`;
}

/** The records behind one side of an indicator in a place on a day: exactly those it counts, each once. */
export function rowsSql(d: IndicatorDefinition, side: Side, on: string, areas: readonly AreaRange[]): Sql {
  if (d.coverage) return coveredRows(d, side, on, areas);
  if (d.share) return countedRows([side === 'whole' ? d.share.whole : d.share.part], d.period, on, areas);
  return countedRows(sourcesOf(d), d.period, on, areas);
}
