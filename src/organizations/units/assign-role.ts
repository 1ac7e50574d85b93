import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx, lockUntilEnd } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { organizationErrors } from '../errors.ts';
import { managedUnit, type ManagedUnit } from './managed-unit.ts';
import { roleFits, roles } from '../roles/roles.ts';
import type { AssignRole } from '../schema.ts';

/**
 * Gives a person a role at a unit from a day on. Nobody gives one to themselves. A role already held then changes nothing.
 * @throws NOT_PERMITTED, NOT_FOUND, UNIT_HAS_ADMINISTRATOR, ROLE_DOES_NOT_FIT, DATES_REVERSED
 */
export async function assignRole(ctx: Context, input: AssignRole): Promise<{ assigned: boolean }> {
  const actor = authorise(ctx, 'users.manage');
  if (input.userId === actor.userId) throw errors.NOT_PERMITTED({ message: '不能为本人分配岗位。' });
  if (input.validTo && input.validTo <= input.validFrom) throw organizationErrors.DATES_REVERSED();
  return transaction(ctx, async (tx) => {
    const unit = await managedUnit(tx, actor, input.unitId, ctx.clock.today(), input.role === 'unit_administrator');
    const user = await tx
      .selectFrom('auth_user')
      .select(['id', 'name'])
      .where('id', '=', input.userId)
      .executeTakeFirst();
    if (!user) throw errors.NOT_FOUND();
    const assigned = await addRole(tx, ctx, unit, { ...input, validTo: input.validTo ?? null }, user.name);
    return { assigned };
  });
}

/** Adds the role unless it is held on that day; writes the entry. @throws ROLE_DOES_NOT_FIT */
export async function addRole(
  tx: Tx,
  ctx: Context,
  unit: ManagedUnit,
  given: { userId: string; role: AssignRole['role']; validFrom: string; validTo: string | null },
  name: string,
): Promise<boolean> {
  if (!roleFits(given.role, unit.level, unit.line)) throw organizationErrors.ROLE_DOES_NOT_FIT();
  await lockUntilEnd(tx, `role ${given.userId}`);
  const held = await tx
    .selectFrom('role_assignment')
    .select('role')
    .where('user_id', '=', given.userId)
    .where('unit_id', '=', unit.unitId)
    .where('role', '=', given.role)
    .where('valid_from', '<=', given.validFrom)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', given.validFrom)]))
    .executeTakeFirst();
  if (held) return false;
  await tx
    .insertInto('role_assignment')
    .values({
      user_id: given.userId,
      unit_id: unit.unitId,
      role: given.role,
      valid_from: given.validFrom,
      valid_to: given.validTo,
      assigned_by: ctx.actor?.userId ?? 'system',
      assigned_at: ctx.clock.now(),
    })
    .onConflict((c) => c.columns(['user_id', 'unit_id', 'role', 'valid_from']).doUpdateSet({ valid_to: given.validTo }))
    .execute();
  await audit(tx, ctx, {
    action: 'role.assign',
    subjectType: 'user',
    subjectId: given.userId,
    divisionCode: unit.divisionCode,
    summary: `分配岗位：${name}，${unit.name}，${roles[given.role].title}`,
    payload: { ...given, unitId: unit.unitId },
  });
  return true;
}
