import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Actor } from '../platform/context.ts';
import { normalizeAreas } from '../organizations/index.ts';

/** The column of the application that names the office at each level. */
const CODE_COLUMN: Record<string, string> = {
  village: 'village_code',
  township: 'township_code',
  county: 'county_code',
  city: 'city_code',
};

/** `(column >= lo and column < hi) or …` for the actor's areas; matches nothing where there are none. */
export function insideAreas(actor: Pick<Actor, 'areas'>, column: string): RawBuilder<SqlBool> {
  const areas = normalizeAreas(actor.areas);
  if (areas.length === 0) return sql<SqlBool>`false`;
  const ref = sql.ref(column);
  return sql<SqlBool>`(${sql.join(
    areas.map((a) => sql`(${ref} >= ${a.lo} and ${ref} < ${a.hi})`),
    sql` or `,
  )})`;
}

/**
 * Which applications are the actor's office's: by its own code at its level (the form the queue indexes serve), by its areas where it answers
 * for other places, by institution for a school. `alias` is the name of the application table in the statement.
 */
export function atOffice(actor: Actor, alias: string): RawBuilder<SqlBool> {
  if (actor.level === 'institution')
    return sql<SqlBool>`${sql.ref(`${alias}.institution_id`)} = ${actor.institutionId}::uuid`;
  const column = CODE_COLUMN[actor.level];
  if (column === undefined) return insideAreas(actor, `${alias}.village_code`);
  const single = actor.areas.length === 1 && actor.divisionCode !== null && actor.areas[0]!.lo === actor.divisionCode;
  if (single) return sql<SqlBool>`${sql.ref(`${alias}.${column}`)} = ${actor.divisionCode}`;
  return insideAreas(actor, `${alias}.${column}`);
}
