import { sql, type RawBuilder } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { FindHouseholds } from '../schema.ts';

/** A household as a person chooses one: whose it is, where, its number, who belongs to it. */
export type FoundHousehold = {
  householdId: string;
  householdNo: string | null;
  headName: string | null;
  villageName: string | null;
  members: string[];
};

/**
 * Households of the actor's area that still stand, by the beginning of the head's name or of the number, village by village; names of their
 * members with them. One more page follows while `next` is there.
 * @throws NOT_FOUND for a division outside the area
 */
export async function findHouseholds(
  ctx: Context,
  input: FindHouseholds,
): Promise<{ rows: FoundHousehold[]; total: null; page: number; size: number; next?: string }> {
  const actor = authorise(ctx, 'people.event');
  const { division, search, page, size } = FindHouseholds.parse(input);
  const conditions: RawBuilder<unknown>[] = [
    insideRanges('h.village_code', scopeOf(actor, division)),
    sql`h.ended_on is null`,
  ];
  if (search) conditions.push(startsWith(/^[0-9A-Za-z]+$/.test(search) ? 'h.household_no' : 'h.head_name', search));
  return read(ctx, async (tx) => {
    const found = await sql<FoundHousehold>`
      select q.household_id as "householdId", q.household_no as "householdNo", q.head_name as "headName",
        (select d.name from division d where d.code = q.village_code order by d.valid_from desc limit 1) as "villageName",
        array(select p.name from person_status c join person p on p.person_id = c.person_id
          where c.household_id = q.household_id and c.known_to is null and c.valid_to is null order by p.birth, p.person_id) as members
      from (select h.* from household h where ${sql.join(conditions, sql` and `)}
        order by h.village_code, h.household_id limit ${size + 1} offset ${(page - 1) * size}) q
      order by q.village_code, q.household_id`.execute(tx);
    const more = found.rows.length > size ? { next: String(page + 1) } : {};
    return { rows: found.rows.slice(0, size), total: null, page, size, ...more };
  });
}

/** Plain comparison of the beginning: patterns cannot use an index under row security, and the area's index has narrowed it already. */
function startsWith(column: string, text: string): RawBuilder<unknown> {
  return sql`left(${sql.ref(column)}, ${text.length}) = ${text}`;
}
