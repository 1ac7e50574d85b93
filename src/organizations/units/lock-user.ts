import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { managedUser } from './managed-unit.ts';
import type { LockUser } from '../schema.ts';
import { endSessions } from './user-store.ts';

/**
 * Stops a person from signing in (and ends their sessions), or lets them again and forgets their wrong passwords. Repeating changes nothing.
 * @throws NOT_PERMITTED, NOT_FOUND, UNIT_HAS_ADMINISTRATOR
 */
export async function lockUser(ctx: Context, input: LockUser): Promise<{ userId: string; locked: boolean }> {
  const actor = authorise(ctx, 'users.manage');
  return transaction(ctx, async (tx) => {
    const user = await managedUser(tx, actor, input.userId, ctx.clock.today());
    if (input.locked) await endSessions(tx, user.userId);
    else await tx.deleteFrom('sign_in_failure').where('username', '=', user.username).execute();
    const changed = await tx
      .updateTable('auth_user')
      .set({ disabled: input.locked })
      .where('id', '=', user.userId)
      .where('disabled', '=', !input.locked)
      .returning('id')
      .execute();
    if (changed.length > 0 || !input.locked) {
      await audit(tx, ctx, {
        action: input.locked ? 'user.lock' : 'user.unlock',
        subjectType: 'user',
        subjectId: user.userId,
        divisionCode: user.unit.divisionCode,
        summary: `${input.locked ? '停用' : '启用'}账号：${user.name}（${user.username}）`,
        payload: { reason: input.reason },
      });
    }
    return { userId: user.userId, locked: input.locked };
  });
}
