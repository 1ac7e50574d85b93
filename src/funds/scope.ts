import { sql, type RawBuilder } from 'kysely';
import { insideRanges, scopeOf } from '../organizations/index.ts';
import type { Actor } from '../platform/context.ts';

/** Rows of `alias` the reader answers for: those of the area, and those of the reader's own institution. */
export function mine(actor: Actor, alias: string, area = 'village_code'): RawBuilder<boolean> {
  const inside = sql<boolean>`${insideRanges(`${alias}.${area}`, scopeOf(actor))}`;
  if (actor.institutionId === null) return inside;
  return sql<boolean>`(${inside} or ${sql.ref(`${alias}.institution_id`)} = ${actor.institutionId})`;
}
