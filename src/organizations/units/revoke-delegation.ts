import { audit } from '../../platform/audit/audit.ts';
import { authoriseAny, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { managedUnit } from './managed-unit.ts';
import type { DelegationId } from '../schema.ts';

/**
 * Takes a delegation back at once; what was done under it stays. By the one who gave it or an administrator. Revoked before: nothing changes.
 * @throws NOT_PERMITTED, NOT_FOUND
 */
export async function revokeDelegation(ctx: Context, input: DelegationId): Promise<{ revoked: boolean }> {
  const actor = authoriseAny(ctx, ['delegation.make', 'users.manage']);
  return transaction(ctx, async (tx) => {
    const row = await tx
      .selectFrom('delegation')
      .selectAll()
      .where('delegation_id', '=', input.delegationId)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw errors.NOT_FOUND();
    if (row.from_user !== actor.userId) {
      if (!actor.permissions.has('users.manage')) throw errors.NOT_FOUND();
      await managedUnit(tx, actor, row.unit_id, ctx.clock.today());
    }
    if (row.revoked_at) return { revoked: false };
    await tx
      .updateTable('delegation')
      .set({ revoked_at: ctx.clock.now() })
      .where('delegation_id', '=', row.delegation_id)
      .execute();
    await audit(tx, ctx, {
      action: 'delegation.revoke',
      subjectType: 'delegation',
      subjectId: row.delegation_id,
      divisionCode: actor.divisionCode,
      summary: row.kind === 'stand_in' ? '收回代办委托' : '撤销岗位移交',
      payload: { reason: input.reason },
    });
    return { revoked: true };
  });
}
