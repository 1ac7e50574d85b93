import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import type { Stepped } from './fill-report.ts';
import { reportErrors } from '../report-errors.ts';
import { ReasonForReport } from '../report-schema.ts';
import { takeStep } from '../report-step.ts';
import { lockedReport, receivedVersion } from '../report-store.ts';

/**
 * 放弃更正: gives up a correction that is being filled in; the received table goes on standing. A report that was never received cannot be given up.
 * @throws NOT_FOUND, REPORT_WRONG_STATE, REPORT_REASON_REQUIRED
 */
export async function discardCorrection(ctx: Context, input: ReasonForReport): Promise<Stepped> {
  authorise(ctx, 'report.prepare');
  const { reportId, reason } = ReasonForReport.parse(input);
  return transaction(ctx, async (tx) => {
    const report = await lockedReport(tx, reportId);
    if ((await receivedVersion(tx, report)) === undefined)
      throw reportErrors.REPORT_WRONG_STATE({ message: '没有省厅已接收的版本，这份报表必须报送，不能放弃。' });
    return { reportId, state: await takeStep(tx, ctx, report, { action: 'discard', reason }) };
  });
}
