import { sql } from 'kysely';
import { authoriseAny, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { governedKinds } from './governance.ts';
import type { ListUnits } from '../schema.ts';
import { inRanges, scopeOf } from '../scope/scope.ts';

export type UnitRow = {
  unitId: string;
  name: string;
  level: string;
  line: string;
  divisionCode: string;
  divisionName: string;
  people: number;
  administrators: number;
  validFrom: string;
};

/** One's own unit and the units in its area, by division, filtered and paged. @throws NOT_PERMITTED, NOT_FOUND for a division outside */
export async function listUnits(ctx: Context, input: ListUnits): Promise<Page<UnitRow>> {
  const actor = authoriseAny(ctx, ['units.manage', 'users.manage']);
  const today = ctx.clock.today();
  const areas = scopeOf(actor, input.division);
  const kinds = governedKinds(actor);
  return read(ctx, async (tx) => {
    let query = tx
      .selectFrom('unit as u')
      .where((eb) => {
        const below = eb.and([
          inRanges(eb, 'u.division_code', areas),
          eb('u.line', 'in', kinds.lines),
          eb('u.level', 'in', kinds.levels),
        ]);
        return input.division === undefined ? eb.or([eb('u.unit_id', '=', actor.unitId), below]) : below;
      })
      .where((eb) => eb.or([eb('u.valid_to', 'is', null), eb('u.valid_to', '>', today)]));
    if (input.line) query = query.where('u.line', '=', input.line);
    if (input.level) query = query.where('u.level', '=', input.level);
    if (input.search) query = query.where(sql`position(${input.search} in u.name)`, '>', sql<number>`0`);
    const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await query
      .select(['u.unit_id', 'u.name', 'u.level', 'u.line', 'u.division_code', 'u.valid_from'])
      .select((eb) => [
        eb
          .selectFrom('division as d')
          .select('d.full_name')
          .whereRef('d.code', '=', 'u.division_code')
          .orderBy('d.valid_from', 'desc')
          .limit(1)
          .as('division_name'),
        held(today, null).as('people'),
        held(today, 'unit_administrator').as('administrators'),
      ])
      .orderBy('u.division_code')
      .orderBy('u.name')
      .limit(input.size)
      .offset((input.page - 1) * input.size)
      .execute();
    return {
      rows: rows.map((r) => ({
        unitId: r.unit_id,
        name: r.name,
        level: r.level,
        line: r.line,
        divisionCode: r.division_code === null ? '' : String(r.division_code).padStart(12, '0'),
        divisionName: r.division_name ?? '',
        people: r.people,
        administrators: r.administrators,
        validFrom: r.valid_from,
      })),
      total,
      page: input.page,
      size: input.size,
    };
  });
}

function held(today: string, role: string | null) {
  return sql<number>`(select count(distinct r.user_id) from role_assignment r where r.unit_id = u.unit_id and r.valid_from <= ${today}
    and (r.valid_to is null or r.valid_to > ${today}) and (${role}::text is null or r.role = ${role}))`;
}
