import { randomBytes } from 'node:crypto';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { addRole } from './assign-role.ts';
import { organizationErrors } from '../errors.ts';
import { managedUnit } from './managed-unit.ts';
import { firstPassword, hashPassword } from '../session/passwords.ts';
import type { CreateUser } from '../schema.ts';
import { insertUser } from './user-store.ts';

/**
 * Adds a person with a first role. The first password is in this answer only and must be changed at the first sign-in.
 * @throws NOT_PERMITTED, NOT_FOUND, UNIT_HAS_ADMINISTRATOR, ROLE_DOES_NOT_FIT, USERNAME_TAKEN
 */
export async function createUser(
  ctx: Context,
  input: CreateUser,
): Promise<{ userId: string; username: string; firstPassword: string }> {
  const actor = authorise(ctx, 'users.manage');
  const password = firstPassword(randomBytes(16));
  const passwordHash = await hashPassword(password);
  const userId = ctx.newId();
  const { username, name, role } = input;
  return transaction(ctx, async (tx) => {
    const unit = await managedUnit(tx, actor, input.unitId, ctx.clock.today(), role === 'unit_administrator');
    const taken = await tx.selectFrom('auth_user').select('id').where('username', '=', username).executeTakeFirst();
    if (taken) throw organizationErrors.USERNAME_TAKEN();
    await insertUser(tx, { userId, username, name, passwordHash, mustChange: true, now: ctx.clock.now() });
    await audit(tx, ctx, {
      action: 'user.create',
      subjectType: 'user',
      subjectId: userId,
      divisionCode: unit.divisionCode,
      summary: `新建用户：${name}（${username}），${unit.name}`,
      payload: { username, name, unitId: unit.unitId },
    });
    await addRole(tx, ctx, unit, { userId, role, validFrom: input.validFrom, validTo: null }, name);
    return { userId, username, firstPassword: password };
  });
}
