import { audit } from '../../platform/audit/audit.ts';
import { authorise, authoriseAny, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx, lockUntilEnd } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { organizationErrors } from '../errors.ts';
import { loadPosts } from '../session/load-actor.ts';
import { managedUnit } from './managed-unit.ts';
import type { MakeDelegation } from '../schema.ts';

/**
 * Lets a colleague of the same unit stand in for the days of an absence (AB角: acts are recorded in both names), or hands one's posts at the
 * unit over from a day on. An administrator may do it for someone else (`fromUser`). The same again changes nothing.
 * @throws NOT_PERMITTED, NOT_FOUND, DELEGATION_TO_SELF, DELEGATION_NOT_HELD, DATES_REVERSED
 */
export async function makeDelegation(ctx: Context, input: MakeDelegation): Promise<{ delegationId: string }> {
  const actor = authoriseAny(ctx, ['delegation.make', 'users.manage']);
  const fromUser = input.fromUser ?? actor.userId;
  authorise(ctx, fromUser === actor.userId ? 'delegation.make' : 'users.manage');
  if (fromUser === actor.userId && actor.onBehalfOf) throw errors.NOT_PERMITTED({ message: '代办期间不能再次委托。' });
  if (fromUser === input.toUser) throw organizationErrors.DELEGATION_TO_SELF();
  if (input.validTo && input.validTo <= input.validFrom) throw organizationErrors.DATES_REVERSED();
  if (input.kind === 'stand_in' && !input.validTo)
    throw errors.INPUT_INVALID({ fields: [{ path: 'validTo', message: '临时代办须有结束日期' }] });
  const unitId = input.unitId ?? actor.unitId;
  return transaction(ctx, async (tx) => {
    const from = { userId: fromUser, unitId, unitName: await nameOfUnit(tx, ctx, actor, fromUser, unitId) };
    const names = await checkPeople(tx, from, input);
    await lockUntilEnd(tx, `delegation ${fromUser}`);
    const same = await findSame(tx, from, input);
    if (same) return { delegationId: same };
    const delegationId = ctx.newId();
    await tx
      .insertInto('delegation')
      .values({
        delegation_id: delegationId,
        from_user: fromUser,
        to_user: input.toUser,
        unit_id: unitId,
        kind: input.kind,
        valid_from: input.validFrom,
        valid_to: input.validTo ?? null,
        reason: input.reason,
        created_at: ctx.clock.now(),
      })
      .execute();
    const verb = input.kind === 'stand_in' ? '委托代办（AB角）' : '移交岗位';
    await audit(tx, ctx, {
      action: `delegation.${input.kind}`,
      subjectType: 'delegation',
      subjectId: delegationId,
      divisionCode: actor.divisionCode,
      summary: `${verb}：${names.from} → ${names.to}，${from.unitName}，自 ${input.validFrom}${input.validTo ? ` 至 ${input.validTo}（不含）` : ''}`,
      payload: { ...input, fromUser, unitId },
    });
    return { delegationId };
  });
}

async function nameOfUnit(tx: Tx, ctx: Context, actor: Actor, fromUser: string, unitId: string): Promise<string> {
  if (fromUser !== actor.userId) return (await managedUnit(tx, actor, unitId, ctx.clock.today())).name;
  if (unitId !== actor.unitId) throw errors.NOT_FOUND();
  return actor.unitName;
}

/** The giver holds a post there on the first day, the other belongs to the unit. @throws DELEGATION_NOT_HELD, NOT_FOUND */
async function checkPeople(
  tx: Tx,
  from: { userId: string; unitId: string },
  input: MakeDelegation,
): Promise<{ from: string; to: string }> {
  const own = await loadPosts(tx, from.userId, input.validFrom);
  if (!own.some((p) => p.unitId === from.unitId && p.onBehalfOf === null))
    throw organizationErrors.DELEGATION_NOT_HELD();
  const other = await loadPosts(tx, input.toUser, input.validFrom);
  const people = await tx
    .selectFrom('auth_user')
    .select(['id', 'name', 'disabled'])
    .where('id', 'in', [from.userId, input.toUser])
    .execute();
  const to = people.find((p) => p.id === input.toUser);
  if (!to || to.disabled || !other.some((p) => p.unitId === from.unitId && p.onBehalfOf === null))
    throw errors.NOT_FOUND({ message: '接手人不在本单位。' });
  return { from: people.find((p) => p.id === from.userId)?.name ?? '', to: to.name };
}

async function findSame(
  tx: Tx,
  from: { userId: string; unitId: string },
  input: MakeDelegation,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('delegation')
    .select('delegation_id')
    .where('from_user', '=', from.userId)
    .where('to_user', '=', input.toUser)
    .where('unit_id', '=', from.unitId)
    .where('kind', '=', input.kind)
    .where('valid_from', '=', input.validFrom)
    .where('valid_to', 'is not distinct from', input.validTo ?? null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row?.delegation_id;
}
