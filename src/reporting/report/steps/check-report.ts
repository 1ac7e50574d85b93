import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import type { Stepped } from './fill-report.ts';
import { AnswerReport } from '../report-schema.ts';
import { takeStep } from '../report-step.ts';
import { lockedReport } from '../report-store.ts';

/**
 * 复核: passes the table on to the leader, or gives it back with a reason. Never by somebody who filled it in.
 * @throws NOT_FOUND, REPORT_WRONG_STATE, REPORT_REASON_REQUIRED, REPORT_SAME_PERSON
 */
export async function checkReport(ctx: Context, input: AnswerReport): Promise<Stepped> {
  authorise(ctx, 'report.check');
  const { reportId, pass, reason } = AnswerReport.parse(input);
  return transaction(ctx, async (tx) => {
    const report = await lockedReport(tx, reportId);
    const action = pass ? 'check' : 'check_return';
    return { reportId, state: await takeStep(tx, ctx, report, { action, reason }) };
  });
}
