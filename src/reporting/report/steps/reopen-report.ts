import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import type { Stepped } from './fill-report.ts';
import { ReasonForReport } from '../report-schema.ts';
import { takeStep } from '../report-step.ts';
import { lockedReport } from '../report-store.ts';

/** Takes a signed table back to filling before it is locked; it is checked and signed again. @throws NOT_FOUND, REPORT_WRONG_STATE */
export async function reopenReport(ctx: Context, input: ReasonForReport): Promise<Stepped> {
  authorise(ctx, 'report.prepare');
  const { reportId, reason } = ReasonForReport.parse(input);
  return transaction(ctx, async (tx) => {
    const report = await lockedReport(tx, reportId);
    return { reportId, state: await takeStep(tx, ctx, report, { action: 'reopen', reason }) };
  });
}
