import { type RawBuilder, sql } from 'kysely';
import type { AreaRange } from '../../../platform/context.ts';
import { areasText } from '../../../platform/db.ts';
import type { Condition, Count, IndicatorDefinition, Period } from '../definition.ts';
import { window } from '../period.ts';

type Sql = RawBuilder<unknown>;

const field = (column: string): [string, string] | null => {
  const [json, name] = column.split('.');
  return name === undefined ? null : [json!, name];
};

/** A column of the view `v`; fields of its jsonb are read as text. */
export function columnOf(column: string): Sql {
  const inside = field(column);
  return inside ? sql`(${sql.ref(`v.${inside[0]}`)} ->> ${inside[1]})` : sql.ref(`v.${column}`);
}

function compared(column: string, value: number | string): { left: Sql; right: Sql } {
  if (!field(column)) return { left: columnOf(column), right: sql`${value}` };
  const type = typeof value === 'number' ? sql`numeric` : sql`date`;
  return { left: sql`${columnOf(column)}::${type}`, right: sql`${value}::${type}` };
}

function conditionSql(c: Condition): Sql {
  const column = columnOf(c.column);
  const text = field(c.column) !== null;
  const all: Sql[] = [];
  if (c.is !== undefined)
    all.push(typeof c.is !== 'string' && text ? sql`${column} = ${String(c.is)}` : sql`${column} = ${c.is}`);
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
  const holds = sql.join(all, sql` and `);
  return c.or_unknown ? sql`(${column} is null or (${holds}))` : holds;
}

/** Rows inside half-open ranges of codes; no range is no restriction. */
export function placeSql(areas: readonly AreaRange[]): Sql {
  if (areas.length === 0) return sql`true`;
  return sql`(${sql.join(
    areas.map((a) => sql`(v.division_code >= ${a.lo} and v.division_code < ${a.hi})`),
    sql` or `,
  )})`;
}

/** The day that a column gives. */
export const dayOf = (column: string): Sql => (field(column) ? sql`${columnOf(column)}::date` : columnOf(column));

/** Rows that count on the day: a stock holds on it, otherwise the row's day lies in the period up to it. */
export function timeSql(count: Count, period: Period, on: string): Sql {
  const { from, to } = window(period, on);
  const day = dayOf(count.on);
  const begun = from === null || count.standing ? sql`${day} <= ${to}` : sql`${day} >= ${from} and ${day} <= ${to}`;
  if (count.until === undefined) return begun;
  const until = dayOf(count.until);
  return sql`${begun} and (${until} is null or ${until} > ${to})`;
}

/** What a count asks of a row besides its day. */
export function whereSql(count: Count): Sql {
  const all = count.where.map(conditionSql);
  if (count.ranges) all.push(sql`v.division_code <@ ${areasText(count.ranges)}::int8multirange`);
  if (count.institutions)
    all.push(
      sql`exists (select 1 from institution i where i.institution_id = v.institution_id and i.kind in (${sql.join(count.institutions)}))`,
    );
  return all.length === 0 ? sql`true` : sql.join(all, sql` and `);
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

const isKeyed = (count: Count): boolean => count.what === 'persons' || count.what === 'distinct';

/** What makes rows of a count one: the human, or the value of a column; null where every row counts. */
export function oneSql(count: Count): Sql {
  if (count.what === 'persons') return sql`(${HUMAN})::text`;
  return count.what === 'distinct' ? sql`(${columnOf(count.column!)})::text` : sql`null::text`;
}

/** How much a row adds; null where rows are counted by what makes them one. */
export function amountSql(count: Count): Sql {
  if (isKeyed(count)) return sql`null::numeric`;
  if (count.what === 'records') return sql`1::numeric`;
  const column = columnOf(count.column!);
  return sql`${column}::numeric`;
}

/** Sums up rows `u(one, amount)` of several sources: each human or value once over all of them, other rows by their amount. */
export function totalSql(counts: readonly Count[]): Sql {
  const each = counts.some(isKeyed) ? sql`count(distinct u.one)` : sql`0`;
  return counts.every(isKeyed) ? each : sql`${each} + coalesce(sum(u.amount), 0)`;
}

/** The sources of an indicator that is no rate. */
export const sourcesOf = (d: Pick<IndicatorDefinition, 'count' | 'also'>): Count[] =>
  d.count ? [d.count, ...d.also] : [];

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
