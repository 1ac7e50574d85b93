import { type RawBuilder, sql } from 'kysely';
import { rangeOf } from '../../../organizations/index.ts';
import type { Tx } from '../../../platform/db.ts';
import { percentOf } from '../targets/assess.ts';
import { amountSql, fromSql, keySql, oneSql, sourcesOf, timeSql, totalSql, whereSql } from './count-sql.ts';
import type { Count, IndicatorDefinition, Period } from '../definition.ts';
import type { LineFigure } from '../schema.ts';

type Sql = RawBuilder<unknown>;

/** What was counted: the figure itself, or the part of a whole. */
export type Measured = { part: number; whole: number | null };

/** A rate in per cent (or part by whole for another unit), one decimal; null while there is nothing to divide by. */
export function valueOf(definition: Pick<IndicatorDefinition, 'unit'>, m: Measured | null): number | null {
  if (m === null) return null;
  if (m.whole === null) return m.part;
  if (definition.unit === 'percent') return percentOf(m.part, m.whole);
  if (m.whole === 0) return null;
  return definition.unit === 'per_mille'
    ? Math.round((m.part * 10_000) / m.whole) / 10
    : Math.round((m.part * 10) / m.whole) / 10;
}

const placesSql = (codes: readonly number[]): Sql =>
  sql`values ${sql.join(
    codes.map((code) => {
      const { lo, hi } = rangeOf(code);
      return sql`(${code}::bigint, ${lo}::bigint, ${hi}::bigint)`;
    }),
  )}`;

async function countEach(
  tx: Tx,
  counts: readonly Count[],
  period: Period,
  codes: readonly number[],
  on: string,
): Promise<Map<number, number>> {
  const rowsOf = (count: Count) => {
    const links = count.what === 'persons' ? sql`left join report_linked_person h on h.person_id = v.person_id` : sql``;
    return sql`select p.code, ${oneSql(count)} as one, ${amountSql(count)} as amount
      from p join ${sql.table(count.view)} v on v.division_code >= p.lo and v.division_code < p.hi ${links}
      where ${timeSql(count, period, on)} and ${whereSql(count)}`;
  };
  const { rows } = await sql<{ code: number; n: string }>`
    with p(code, lo, hi) as (${placesSql(codes)})
    select u.code, (${totalSql(counts)})::text as n from (${sql.join(counts.map(rowsOf), sql` union all `)}) u group by u.code`.execute(
    tx,
  );
  return new Map(rows.map((r) => [r.code, Number(r.n)]));
}

type Coverage = NonNullable<IndicatorDefinition['coverage']>;

/** Keys that were reached by the day, wherever they were reached. */
export function reachedSql(coverage: Coverage, period: Period, on: string): Sql {
  const { reached } = coverage;
  return sql`select (${keySql(coverage, reached)})::text ${fromSql(reached, period, on, [], coverage.by === 'person')} and ${keySql(coverage, reached)} is not null`;
}

async function coverEach(
  tx: Tx,
  d: IndicatorDefinition,
  coverage: Coverage,
  codes: readonly number[],
  on: string,
): Promise<Map<number, Measured>> {
  const { all } = coverage;
  const links = coverage.by === 'person' ? sql`left join report_linked_person h on h.person_id = v.person_id` : sql``;
  const key = sql`(${keySql(coverage, all)})::text`;
  const { rows } = await sql<{ code: number; part: number; whole: number }>`
    with reached as materialized (select distinct k from (${reachedSql(coverage, d.period, on)}) r(k)),
      members as (select distinct p.code, ${key} as k from (${placesSql(codes)}) p(code, lo, hi) join ${sql.table(all.view)} v on v.division_code >= p.lo and v.division_code < p.hi ${links}
        where ${timeSql(all, d.period, on)} and ${whereSql(all)})
    select m.code, count(*)::int as whole, count(r.k)::int as part from members m left join reached r on r.k = m.k group by m.code`.execute(
    tx,
  );
  return new Map(rows.map((r) => [r.code, { part: r.part, whole: r.whole }]));
}

/**
 * Counts an indicator at several places on a day, straight from the records; a human counts once in a place however many records there are. Places may lie
 * within one another.
 */
export async function measureEach(
  tx: Tx,
  d: IndicatorDefinition,
  codes: readonly number[],
  on: string,
): Promise<Map<number, Measured>> {
  if (codes.length === 0) return new Map();
  if (d.coverage) {
    const found = await coverEach(tx, d, d.coverage, codes, on);
    return new Map(codes.map((code) => [code, found.get(code) ?? { part: 0, whole: 0 }]));
  }
  if (d.share) {
    const part = await countEach(tx, [d.share.part], d.period, codes, on);
    const whole = await countEach(tx, [d.share.whole], d.period, codes, on);
    return new Map(codes.map((code) => [code, { part: part.get(code) ?? 0, whole: whole.get(code) ?? 0 }]));
  }
  const found = await countEach(tx, sourcesOf(d), d.period, codes, on);
  return new Map(codes.map((code) => [code, { part: found.get(code) ?? 0, whole: null }]));
}

/** {@link measureEach} for one place. */
export async function measure(tx: Tx, d: IndicatorDefinition, code: number, on: string): Promise<Measured> {
  return (await measureEach(tx, d, [code], on)).get(code)!;
}

const lineCount = (count: Count, line: IndicatorDefinition['lines'][number]): Count => ({
  ...count,
  what: line.what ?? count.what,
  where: [...count.where, ...line.where],
});

/** The sub-lines of a count, and by how much they overlap: a human may stand in several lines and is one in the total. */
export async function measureLines(
  tx: Tx,
  d: IndicatorDefinition,
  code: number,
  on: string,
  total: number,
): Promise<{ lines: LineFigure[]; overlap: number }> {
  const lines: LineFigure[] = [];
  for (const line of d.lines) {
    const found = await countEach(tx, [lineCount(sourcesOf(d)[line.source]!, line)], d.period, [code], on);
    lines.push({ key: line.key, title: line.title, value: found.get(code) ?? 0 });
  }
  const sum = d.lines.some((l) => l.what !== undefined) ? 0 : lines.reduce((n, l) => n + l.value, 0);
  return { lines, overlap: Math.max(0, sum - total) };
}
