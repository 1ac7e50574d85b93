import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { ListDivisions } from '../schema.ts';

export type DivisionOption = { code: string; name: string; level: string; hasChildren: boolean };

/** The divisions right below `parent` (12-digit code, 0 for the nation) in force on the day, by code. Public knowledge: no sign-in needed. */
export async function listDivisions(ctx: Context, input: ListDivisions): Promise<DivisionOption[]> {
  const day = input.on ?? ctx.clock.today();
  return read(ctx, async (tx) => {
    const rows = await tx
      .selectFrom('division as d')
      .select(['d.code', 'd.name', 'd.level'])
      .select(
        sql<boolean>`exists (select 1 from division c where c.parent_code = d.code and c.valid_from <= ${day} and (c.valid_to is null or c.valid_to > ${day}))`.as(
          'has_children',
        ),
      )
      .where('d.parent_code', '=', input.parent)
      .where('d.valid_from', '<=', day)
      .where((eb) => eb.or([eb('d.valid_to', 'is', null), eb('d.valid_to', '>', day)]))
      .orderBy('d.code')
      .execute();
    return rows.map((r) => ({
      code: String(r.code).padStart(12, '0'),
      name: r.name,
      level: r.level,
      hasChildren: r.has_children,
    }));
  });
}
