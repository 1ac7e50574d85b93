import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { FIGURE_NAMES } from '../report-figures.ts';
import { WithdrawAdjustment } from '../report-schema.ts';
import { takeStep } from '../report-step.ts';
import { adjustmentsOf, lockedReport } from '../report-store.ts';

/** 撤销核增核减: the line stays in the history, struck out. Doing it again changes nothing. @throws NOT_FOUND, REPORT_WRONG_STATE */
export async function withdrawAdjustment(ctx: Context, input: WithdrawAdjustment): Promise<{ adjustmentId: string }> {
  const actor = authorise(ctx, 'report.prepare');
  const { reportId, adjustmentId, reason } = WithdrawAdjustment.parse(input);
  return transaction(ctx, async (tx) => {
    const report = await lockedReport(tx, reportId);
    const line = (await adjustmentsOf(tx, reportId)).find((a) => a.adjustment_id === adjustmentId);
    if (!line) throw errors.NOT_FOUND();
    if (line.withdrawn_at !== null) return { adjustmentId };
    await takeStep(tx, ctx, report, {
      action: 'adjust',
      event: 'withdraw_adjustment',
      reason,
      data: { adjustmentId, school: line.school_name, figure: line.figure },
      summary: `撤销 ${line.school_name} ${FIGURE_NAMES[line.figure]}的核增核减`,
    });
    await tx
      .updateTable('report_adjustment')
      .set({ withdrawn_by: actor.userId, withdrawn_at: ctx.clock.now() })
      .where('report_id', '=', reportId)
      .where('adjustment_id', '=', adjustmentId)
      .execute();
    return { adjustmentId };
  });
}
