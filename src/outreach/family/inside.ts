import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { scopeOf } from '../../organizations/index.ts';
import type { Actor } from '../../platform/context.ts';

/**
 * `(column >= lo and column < hi) or …` for the actor's areas, or the part of them in one division: the form an index on the column serves.
 * @throws NOT_FOUND when the division lies outside the actor's areas
 */
export function inside(actor: Actor, column: string, division?: number): RawBuilder<SqlBool> {
  const ref = sql.ref(column);
  const ranges = scopeOf(actor, division).map(({ lo, hi }) => sql`(${ref} >= ${lo} and ${ref} < ${hi})`);
  return ranges.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(ranges, sql` or `)})`;
}
