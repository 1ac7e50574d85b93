import { authoriseAny, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { managedUnit } from './managed-unit.ts';
import { holdsOn } from '../session/posts.ts';
import type { ListDelegations } from '../schema.ts';

export type DelegationRow = {
  delegationId: string;
  kind: string;
  fromUser: string;
  fromName: string;
  toUser: string;
  toName: string;
  validFrom: string;
  validTo: string | null;
  reason: string;
  state: 'coming' | 'in_force' | 'over' | 'revoked';
};

/** Delegations at a unit (one's own unless named), newest first. @throws NOT_PERMITTED, NOT_FOUND */
export async function listDelegations(ctx: Context, input: ListDelegations): Promise<{ rows: DelegationRow[] }> {
  const actor = authoriseAny(ctx, ['delegation.make', 'users.manage']);
  const today = ctx.clock.today();
  return read(ctx, async (tx) => {
    if (input.unitId !== undefined && input.unitId !== actor.unitId) authoriseAny(ctx, ['users.manage']);
    const unit = await managedUnit(tx, actor, input.unitId ?? actor.unitId, today, true);
    const rows = await tx
      .selectFrom('delegation as d')
      .leftJoin('auth_user as f', 'f.id', 'd.from_user')
      .leftJoin('auth_user as t', 't.id', 'd.to_user')
      .selectAll('d')
      .select(['f.name as from_name', 't.name as to_name'])
      .where('d.unit_id', '=', unit.unitId)
      .orderBy('d.valid_from', 'desc')
      .limit(200)
      .execute();
    return {
      rows: rows.map((d) => ({
        delegationId: d.delegation_id,
        kind: d.kind,
        fromUser: d.from_user,
        fromName: d.from_name ?? '',
        toUser: d.to_user,
        toName: d.to_name ?? '',
        validFrom: d.valid_from,
        validTo: d.valid_to,
        reason: d.reason,
        state: stateOf({ validFrom: d.valid_from, validTo: d.valid_to }, d.revoked_at !== null, today),
      })),
    };
  });
}

function stateOf(
  dates: { validFrom: string; validTo: string | null },
  revoked: boolean,
  today: string,
): DelegationRow['state'] {
  if (revoked) return 'revoked';
  if (holdsOn(dates, today)) return 'in_force';
  return today < dates.validFrom ? 'coming' : 'over';
}
