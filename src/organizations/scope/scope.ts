import {
  type Expression,
  type ExpressionBuilder,
  type RawBuilder,
  type ReferenceExpression,
  type SqlBool,
  sql,
} from 'kysely';
import type { Actor, AreaRange } from '../../platform/context.ts';
import { errors } from '../../platform/errors.ts';
import { areaRange, codeOfNumber, lineageOf } from '../../standards/index.ts';

/** The half-open range of codes of a division (12 digits as a number) and everything below it; 0 is the nation. */
export function rangeOf(code: number): AreaRange {
  return areaRange(codeOfNumber(code));
}

/** The division and those above it up to the nation (0), nearest first. */
export function divisionAndAbove(code: number): number[] {
  return lineageOf(codeOfNumber(code)).map(Number);
}

/** Sorted ranges without overlap or touching. */
export function normalizeAreas(areas: readonly AreaRange[]): AreaRange[] {
  const out: AreaRange[] = [];
  for (const area of [...areas].filter((a) => a.lo < a.hi).sort((a, b) => a.lo - b.lo)) {
    const last = out.at(-1);
    if (last && area.lo <= last.hi) last.hi = Math.max(last.hi, area.hi);
    else out.push({ lo: area.lo, hi: area.hi });
  }
  return out;
}

/** What two sets of ranges have in common. */
export function intersectAreas(a: readonly AreaRange[], b: readonly AreaRange[]): AreaRange[] {
  const pairs = a.flatMap((x) => b.map((y) => ({ lo: Math.max(x.lo, y.lo), hi: Math.min(x.hi, y.hi) })));
  return normalizeAreas(pairs);
}

/** Whether one of the ranges holds the code. */
export function areasHold(areas: readonly AreaRange[], code: number): boolean {
  return areas.some((a) => a.lo <= code && code < a.hi);
}

/**
 * What the actor may see: their unit's areas, or the part of them in the requested division (12-digit code).
 * @throws NOT_FOUND when the division lies outside
 */
export function scopeOf(actor: Actor, division?: number | null): AreaRange[] {
  if (division === undefined || division === null) return normalizeAreas(actor.areas);
  const areas = intersectAreas(actor.areas, [rangeOf(division)]);
  if (areas.length === 0) throw errors.NOT_FOUND({ details: { division } });
  return areas;
}

/**
 * `(column >= lo and column < hi) or …` for {@link scopeOf}: the form an index on the column can serve. Every list query carries it;
 * row security is the guard behind it.
 * @throws NOT_FOUND when the requested division lies outside the actor's areas
 */
export function inAreas<D, T extends keyof D>(
  eb: ExpressionBuilder<D, T>,
  column: ReferenceExpression<D, T> & string,
  actor: Actor,
  division?: number | null,
): Expression<SqlBool> {
  return inRanges(eb, column, scopeOf(actor, division));
}

/** As {@link inAreas} for given ranges; no range matches nothing. */
export function inRanges<D, T extends keyof D>(
  eb: ExpressionBuilder<D, T>,
  column: ReferenceExpression<D, T> & string,
  areas: readonly AreaRange[],
): Expression<SqlBool> {
  if (areas.length === 0) return sql<SqlBool>`false`;
  const ref = sql.ref(column);
  return eb.or(areas.map((a) => sql<SqlBool>`(${ref} >= ${a.lo} and ${ref} < ${a.hi})`));
}

/** {@link inRanges} for statements written as text: whoever answers for no area (a school) is inside none. */
export function insideRanges(column: string, areas: readonly AreaRange[]): RawBuilder<SqlBool> {
  if (areas.length === 0) return sql<SqlBool>`false`;
  const ref = sql.ref(column);
  const each = areas.map((a) => sql`(${ref} >= ${a.lo} and ${ref} < ${a.hi})`);
  return sql<SqlBool>`(${sql.join(each, sql` or `)})`;
}
