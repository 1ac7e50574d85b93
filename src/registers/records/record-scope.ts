import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import type { Actor } from '../../platform/context.ts';
import type { RegisterDefinition } from '../definition/definition.ts';

/** The list's own scope predicate over rows called `row`; row security is the guard behind it. A register open to all needs none, for row security lets the accepted through. */
export function scopeSql(
  row: string,
  definition: RegisterDefinition,
  actor: Actor,
  division: number | undefined,
): RawBuilder<SqlBool> {
  if (division !== undefined && actor.institutionId === null && definition.readers !== 'all')
    return insideRanges(`${row}.division_code`, scopeOf(actor, division));
  if (division !== undefined)
    return insideRanges(`${row}.division_code`, scopeOf({ ...actor, areas: [{ lo: 0, hi: 1e12 }] }, division));
  if (definition.readers === 'all') return sql<SqlBool>`true`;
  if (actor.institutionId !== null) return sql<SqlBool>`${sql.ref(`${row}.institution_id`)} = ${actor.institutionId}`;
  return insideRanges(`${row}.division_code`, scopeOf(actor));
}
