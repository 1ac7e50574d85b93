import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { WithdrawCost } from './schema.ts';

/** Takes a cost back with its reason; it stays in the records. A repeat changes nothing. @throws NOT_FOUND for another school's */
export async function withdrawCost(ctx: Context, input: WithdrawCost): Promise<{ costId: string; changed: boolean }> {
  const actor = authorise(ctx, 'ledger.keep');
  const { costId, reason } = WithdrawCost.parse(input);
  return transaction(ctx, async (tx) => {
    const cost = await tx
      .selectFrom('school_cost')
      .selectAll()
      .where('cost_id', '=', costId)
      .forUpdate()
      .executeTakeFirst();
    if (!cost || cost.institution_id !== actor.institutionId) throw errors.NOT_FOUND();
    if (cost.withdrawn_at !== null) return { costId, changed: false };
    await tx
      .updateTable('school_cost')
      .set({ withdrawn_at: ctx.clock.now(), withdrawn_reason: reason })
      .where('cost_id', '=', costId)
      .execute();
    await audit(tx, ctx, {
      action: 'ledger.withdraw_cost',
      subjectType: 'school_cost',
      subjectId: costId,
      institutionId: cost.institution_id,
      divisionCode: cost.city_code,
      summary: `撤销费用登记：${cost.what}`,
      payload: { reason },
    });
    return { costId, changed: true };
  });
}
