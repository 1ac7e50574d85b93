import { type RawBuilder, sql } from 'kysely';
import type { AreaRange } from '../../platform/context.ts';
import type { Condition, Count, IndicatorDefinition, Period } from './definition.ts';
import { window } from './period.ts';

type Sql = RawBuilder<unknown>;

/** A column of the view `v`; fields of a register's data are read as text. */
export function columnOf(column: string, alias = 'v'): Sql {
  return column.startsWith('data.')
    ? sql`${sql.ref(`${alias}.data`)} ->> ${column.slice(5)}`
    : sql.ref(`${alias}.${column}`);
}

function compared(column: string, value: number | string): { left: Sql; right: Sql } {
  if (!column.startsWith('data.')) return { left: columnOf(column), right: sql`${value}` };
  const type = typeof value === 'number' ? sql`numeric` : sql`date`;
  return { left: sql`(${columnOf(column)})::${type}`, right: sql`${value}::${type}` };
}

function conditionSql(c: Condition): Sql {
  const column = columnOf(c.column);
  const field = c.column.startsWith('data.');
  const all: Sql[] = [];
  if (c.is !== undefined)
    all.push(typeof c.is === 'boolean' && field ? sql`${column} = ${String(c.is)}` : sql`${column} = ${c.is}`);
  if (c.in !== undefined) all.push(sql`${column} in (${sql.join(c.in)})`);
  if (c.not_in !== undefined) all.push(sql`${column} not in (${sql.join(c.not_in)})`);
  if (c.known !== undefined) all.push(c.known ? sql`${column} is not null` : sql`${column} is null`);
  for (const [bound, operator] of [
    [c.from, sql`>=`],
    [c.below, sql`<`],
  ] as const) {
    if (bound === undefined) continue;
    const { left, right } = compared(c.column, bound);
    all.push(sql`${left} ${operator} ${right}`);
  }
  return sql.join(all, sql` and `);
}

/** Rows inside half-open ranges of codes; no range is no restriction. */
export function placeSql(areas: readonly AreaRange[]): Sql {
  if (areas.length === 0) return sql`true`;
  return sql`(${sql.join(
    areas.map((a) => sql`(v.division_code >= ${a.lo} and v.division_code < ${a.hi})`),
    sql` or `,
  )})`;
}

const dateOf = (column: string): Sql =>
  column.startsWith('data.') ? sql`(${columnOf(column)})::date` : columnOf(column);

/** Rows that count on the day: a stock holds on it, otherwise the row's day lies in the period up to it. */
export function timeSql(count: Count, period: Period, on: string): Sql {
  const { from, to } = window(period, on);
  const day = dateOf(count.on);
  const begun = from === null ? sql`${day} <= ${to}` : sql`${day} >= ${from} and ${day} <= ${to}`;
  if (count.until === undefined) return begun;
  const until = dateOf(count.until);
  return sql`${begun} and (${until} is null or ${until} > ${to})`;
}

export function whereSql(count: Count): Sql {
  return count.where.length === 0 ? sql`true` : sql.join(count.where.map(conditionSql), sql` and `);
}

/** The record a row's human is counted as. */
export const HUMAN = sql`coalesce(h.canonical_id, v.person_id)`;

/** `from view v …` with what the count asks of a row, on a day and in a place; joined with the links of humans where persons are counted. */
export function fromSql(
  count: Count,
  period: Period,
  on: string,
  areas: readonly AreaRange[],
  humans = count.what === 'persons',
): Sql {
  const links = humans ? sql`left join report_linked_person h on h.person_id = v.person_id` : sql``;
  return sql`from ${sql.table(count.view)} v ${links} where ${placeSql(areas)} and ${timeSql(count, period, on)} and ${whereSql(count)}`;
}

/** The aggregate of a count over its rows. */
export function aggregateSql(count: Count): Sql {
  switch (count.what) {
    case 'records':
      return sql`count(*)`;
    case 'persons':
      return sql`count(distinct ${HUMAN})`;
    case 'distinct':
      return sql`count(distinct ${columnOf(count.column!)})`;
    case 'sum':
      return sql`coalesce(sum(${count.column!.startsWith('data.') ? sql`(${columnOf(count.column!)})::numeric` : columnOf(count.column!)}), 0)`;
  }
}

type Coverage = NonNullable<IndicatorDefinition['coverage']>;

/** What makes two rows of a coverage speak of the same thing. */
export function keySql(coverage: Coverage, side: Count): Sql {
  switch (coverage.by) {
    case 'person':
      return HUMAN;
    case 'county':
      return sql`v.division_code / 1000000 * 1000000`;
    case 'city':
      return sql`v.division_code / 100000000 * 100000000`;
    case 'institution':
      return sql`v.institution_id`;
    case 'field':
      return columnOf(side.column ?? 'institution_id');
  }
}
