import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { sendMessages } from '../../../platform/messages.ts';
import { ReasonForReport } from '../report-schema.ts';
import { reportName, takeStep } from '../report-step.ts';
import { hrOfficeOf, lockedReport } from '../report-store.ts';
import { openVersion } from '../report-version.ts';
import type { NextVersion } from './withdraw-report.ts';

/**
 * 退回 by the province with a reason: the version stays as it was sent, the city goes on in a new one and is told. It no longer counts as sent.
 * @throws NOT_FOUND, REPORT_WRONG_STATE, REPORT_REASON_REQUIRED
 */
export async function returnReport(ctx: Context, input: ReasonForReport): Promise<NextVersion> {
  authorise(ctx, 'report.receive');
  const { reportId, reason } = ReasonForReport.parse(input);
  return transaction(ctx, async (tx) => {
    const report = await lockedReport(tx, reportId);
    const state = await takeStep(tx, ctx, report, { action: 'return', reason });
    const nextId = await openVersion(tx, ctx, report, 'returned', reason);
    const city = await hrOfficeOf(tx, report.city_code, 'city', ctx.clock.today());
    if (city !== null)
      await sendMessages(tx, ctx, [
        {
          toUnitId: city.unitId,
          kind: 'report.returned',
          title: `省厅退回${reportName(report)}`,
          body: `原因：${reason}。请修改后重新报送。`,
          link: `/reports/${nextId}`,
        },
      ]);
    return { reportId, state, nextId };
  });
}
