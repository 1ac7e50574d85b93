import { sql } from 'kysely';
import { authoriseAny, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { managedUnit } from './managed-unit.ts';
import { isRole, roles } from '../roles/roles.ts';
import type { ListUsers } from '../schema.ts';

export type UserRow = {
  userId: string;
  username: string;
  name: string;
  locked: boolean;
  mustChangePassword: boolean;
  oneTimeCode: boolean;
  posts: { role: string; title: string; validFrom: string; validTo: string | null }[];
};

/**
 * The people who hold, held or will hold a role at a unit (one's own unless named), by name.
 * @throws NOT_PERMITTED, NOT_FOUND for a unit neither own nor below
 */
export async function listUsers(ctx: Context, input: ListUsers): Promise<Page<UserRow>> {
  const actor = authoriseAny(ctx, ['users.manage', 'delegation.make']);
  return read(ctx, async (tx) => {
    const foreign = input.unitId !== undefined && input.unitId !== actor.unitId;
    if (foreign) authoriseAny(ctx, ['users.manage']);
    const unit = await managedUnit(tx, actor, input.unitId ?? actor.unitId, ctx.clock.today(), true);
    const holders = tx.selectFrom('role_assignment').select('user_id').where('unit_id', '=', unit.unitId);
    let query = tx.selectFrom('auth_user as u').where('u.id', 'in', holders);
    if (input.search)
      query = query.where(sql`position(${input.search} in u.name || ' ' || u.username)`, '>', sql<number>`0`);
    const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const users = await query
      .select(['u.id', 'u.username', 'u.name', 'u.disabled', 'u.must_change', 'u.two_factor_enabled'])
      .orderBy('u.name')
      .orderBy('u.id')
      .limit(input.size)
      .offset((input.page - 1) * input.size)
      .execute();
    const posts = await tx
      .selectFrom('role_assignment')
      .selectAll()
      .where('unit_id', '=', unit.unitId)
      .orderBy('valid_from', 'desc')
      .execute();
    const rows = users.map((u) => ({
      userId: u.id,
      username: u.username,
      name: u.name,
      locked: u.disabled,
      mustChangePassword: u.must_change,
      oneTimeCode: u.two_factor_enabled,
      posts: posts
        .filter((p) => p.user_id === u.id)
        .map((p) => ({
          role: p.role,
          title: isRole(p.role) ? roles[p.role].title : p.role,
          validFrom: p.valid_from,
          validTo: p.valid_to,
        })),
    }));
    return { rows, total, page: input.page, size: input.size };
  });
}
