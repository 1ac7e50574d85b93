import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import type { Stepped } from './fill-report.ts';
import { AnswerReport } from '../report-schema.ts';
import { takeStep } from '../report-step.ts';
import { lockedReport } from '../report-store.ts';

/**
 * 分管领导审签: signs the table with its adjustments, or gives it back with a reason. Never by somebody who filled in or checked it.
 * @throws NOT_FOUND, REPORT_WRONG_STATE, REPORT_REASON_REQUIRED, REPORT_SAME_PERSON
 */
export async function signReport(ctx: Context, input: AnswerReport): Promise<Stepped> {
  authorise(ctx, 'report.sign');
  const { reportId, pass, reason } = AnswerReport.parse(input);
  return transaction(ctx, async (tx) => {
    const report = await lockedReport(tx, reportId);
    const action = pass ? 'sign' : 'sign_return';
    return { reportId, state: await takeStep(tx, ctx, report, { action, reason }) };
  });
}
