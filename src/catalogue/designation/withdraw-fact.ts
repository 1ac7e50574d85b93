import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { WithdrawFact } from './schema.ts';

/** Takes back what was noted for a major, with the reason; a repeat changes nothing. @throws NOT_FOUND for another school's */
export async function withdrawFact(ctx: Context, input: WithdrawFact): Promise<{ factId: string; changed: boolean }> {
  const actor = authorise(ctx, 'designation.apply');
  const { factId, reason } = WithdrawFact.parse(input);
  return transaction(ctx, async (tx) => {
    const fact = await tx
      .selectFrom('major_fact')
      .selectAll()
      .where('fact_id', '=', factId)
      .forUpdate()
      .executeTakeFirst();
    if (!fact || fact.institution_id !== actor.institutionId) throw errors.NOT_FOUND();
    if (fact.withdrawn_at !== null) return { factId, changed: false };
    await tx
      .updateTable('major_fact')
      .set({ withdrawn_at: ctx.clock.now(), withdrawn_reason: reason })
      .where('fact_id', '=', factId)
      .execute();
    await audit(tx, ctx, {
      action: 'designation.withdraw_fact',
      subjectType: 'major_fact',
      subjectId: factId,
      institutionId: fact.institution_id,
      divisionCode: fact.city_code,
      summary: `撤销${fact.major}：${fact.name}`,
      payload: { reason },
    });
    return { factId, changed: true };
  });
}
