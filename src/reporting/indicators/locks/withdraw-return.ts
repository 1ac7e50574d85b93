import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { queueJob } from '../../../platform/jobs.ts';
import { placeAsked } from '../board.ts';
import { INDICATORS_JOB } from '../jobs.ts';
import { WithdrawReturn } from '../schema.ts';

/** Takes a returned figure back, with its reason; it stays on record. Repeated, nothing more happens. @throws NOT_FOUND */
export async function withdrawReturn(ctx: Context, input: WithdrawReturn): Promise<{ withdrawn: boolean }> {
  const actor = authorise(ctx, 'indicator.return');
  const { returnId, reason } = WithdrawReturn.parse(input);
  return transaction(ctx, async (tx) => {
    const known = await tx
      .selectFrom('indicator_return')
      .select(['division_code', 'indicator', 'withdrawn_at'])
      .where('return_id', '=', returnId)
      .forUpdate()
      .executeTakeFirst();
    if (!known) throw errors.NOT_FOUND();
    placeAsked(actor, known.division_code);
    if (known.withdrawn_at !== null) return { withdrawn: false };
    await tx
      .updateTable('indicator_return')
      .set({ withdrawn_at: ctx.clock.now(), withdrawn_reason: reason })
      .where('return_id', '=', returnId)
      .execute();
    await audit(tx, ctx, {
      action: 'indicator.withdraw_return',
      subjectType: 'indicator_return',
      subjectId: returnId,
      divisionCode: known.division_code,
      summary: `撤销补报数字：${reason}`,
    });
    await queueJob(tx, ctx, { kind: INDICATORS_JOB, title: '指标汇总', input: { places: [known.division_code] } });
    return { withdrawn: true };
  });
}
