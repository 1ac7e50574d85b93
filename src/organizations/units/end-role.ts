import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { managedUnit } from './managed-unit.ts';
import { roles } from '../roles/roles.ts';
import type { EndRole } from '../schema.ts';

/**
 * Ends a role on a day; from that day it is no longer held. Ended before already: nothing changes.
 * @throws NOT_PERMITTED, NOT_FOUND, UNIT_HAS_ADMINISTRATOR
 */
export async function endRole(ctx: Context, input: EndRole): Promise<{ ended: number }> {
  const actor = authorise(ctx, 'users.manage');
  return transaction(ctx, async (tx) => {
    const unit = await managedUnit(tx, actor, input.unitId, ctx.clock.today(), input.role === 'unit_administrator');
    const ended = await tx
      .updateTable('role_assignment')
      .set((eb) => ({ valid_to: eb.fn<string>('greatest', ['valid_from', sql`${input.on}::date`]) }))
      .where('user_id', '=', input.userId)
      .where('unit_id', '=', unit.unitId)
      .where('role', '=', input.role)
      .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', input.on)]))
      .returning('role')
      .execute();
    if (ended.length > 0) {
      await audit(tx, ctx, {
        action: 'role.end',
        subjectType: 'user',
        subjectId: input.userId,
        divisionCode: unit.divisionCode,
        summary: `结束岗位：${unit.name}，${roles[input.role].title}，自 ${input.on} 起`,
        payload: { ...input },
      });
    }
    return { ended: ended.length };
  });
}
