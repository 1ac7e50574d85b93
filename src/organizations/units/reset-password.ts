import { randomBytes } from 'node:crypto';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { managedUser } from './managed-unit.ts';
import { firstPassword, hashPassword } from '../session/passwords.ts';
import type { ResetPassword } from '../schema.ts';
import { setPassword } from './user-store.ts';

/**
 * Gives a person who forgot it a new first password, shown in this answer only; signs them out everywhere. With `oneTimeCode` their
 * lost authenticator is removed too.
 * @throws NOT_PERMITTED, NOT_FOUND, UNIT_HAS_ADMINISTRATOR
 */
export async function resetPassword(
  ctx: Context,
  input: ResetPassword,
): Promise<{ username: string; firstPassword: string }> {
  const actor = authorise(ctx, 'users.manage');
  const password = firstPassword(randomBytes(16));
  const passwordHash = await hashPassword(password);
  return transaction(ctx, async (tx) => {
    const user = await managedUser(tx, actor, input.userId, ctx.clock.today());
    await setPassword(tx, user.userId, passwordHash, true);
    if (input.oneTimeCode) {
      await tx.deleteFrom('auth_two_factor').where('user_id', '=', user.userId).execute();
      await tx.updateTable('auth_user').set({ two_factor_enabled: false }).where('id', '=', user.userId).execute();
    }
    await audit(tx, ctx, {
      action: 'user.reset_password',
      subjectType: 'user',
      subjectId: user.userId,
      divisionCode: user.unit.divisionCode,
      summary: `重置密码：${user.name}（${user.username}）${input.oneTimeCode ? '，并关闭两步验证' : ''}`,
      payload: { reason: input.reason, oneTimeCode: input.oneTimeCode },
    });
    return { username: user.username, firstPassword: password };
  });
}
