import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { ListLiaison } from '../schema.ts';
import { scopeOf } from '../scope/scope.ts';

export type LiaisonContact = { unitName: string; name: string; duty: string | null; phone: string; since: string };
export type LiaisonRow = {
  divisionCode: string;
  divisionName: string;
  hr: LiaisonContact | null;
  poverty: LiaisonContact | null;
  /** Both departments have named somebody; otherwise the liaison is incomplete. */
  complete: boolean;
};

type Found = { code: number; name: string; hr: LiaisonContact | null; poverty: LiaisonContact | null };

/**
 * The completeness check of the liaison between HR and poverty departments (SD2017 三(一)): a division of the actor's area (its own unless
 * told) and those directly below it, down to townships, each with the two contacts of today.
 * @throws NOT_FOUND for a division outside the area
 */
export async function listLiaison(
  ctx: Context,
  input: ListLiaison,
): Promise<Page<LiaisonRow> & { incomplete: number }> {
  const actor = authorise(ctx, 'liaison.keep');
  const { division, show, page, size } = ListLiaison.parse(input);
  if (division !== undefined) scopeOf(actor, division);
  const code = division ?? actor.divisionCode ?? 0;
  const today = ctx.clock.today();
  return read(ctx, async (tx) => {
    const contact = (line: 'hr' | 'poverty') => sql`(
      select jsonb_build_object('unitName', u.name, 'name', c.name, 'duty', c.duty, 'phone', c.phone, 'since', c.valid_from)
      from unit u join liaison_contact c on c.unit_id = u.unit_id
      where u.division_code = d.code and u.line = ${sql.lit(line)} and u.valid_from <= ${today} and (u.valid_to is null or u.valid_to > ${today})
        and c.valid_from <= ${today} and (c.valid_to is null or c.valid_to > ${today}) order by c.valid_from desc limit 1)`;
    const all = sql`(select d.code, d.full_name as name, ${contact('hr')} as hr, ${contact('poverty')} as poverty from division d
      where (d.code = ${code} or d.parent_code = ${code}) and d.level in ('province', 'city', 'county', 'township')
        and d.valid_from <= ${today} and (d.valid_to is null or d.valid_to > ${today})) q`;
    const lacking = sql`(q.hr is null or q.poverty is null)`;
    const counted = await sql<{ total: number; incomplete: number }>`
      select count(*) as total, count(*) filter (where ${lacking}) as incomplete from ${all}`.execute(tx);
    const { total, incomplete } = counted.rows[0]!;
    const found = await sql<Found>`select * from ${all} where ${show === 'incomplete' ? lacking : sql`true`}
      order by q.code limit ${size} offset ${(page - 1) * size}`.execute(tx);
    const rows = found.rows.map(({ code: at, name, hr, poverty }) => ({
      divisionCode: String(at).padStart(12, '0'),
      divisionName: name,
      hr,
      poverty,
      complete: hr !== null && poverty !== null,
    }));
    return { rows, total: show === 'incomplete' ? incomplete : total, incomplete, page, size };
  });
}
