import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { sendMessages } from '../../../platform/messages.ts';
import type { Stepped } from './fill-report.ts';
import { ReasonForReport } from '../report-schema.ts';
import { reportName, takeStep } from '../report-step.ts';
import { contactOfficeOf } from '../contact-office.ts';
import { lockedReport } from '../report-store.ts';
import { openVersion } from '../report-version.ts';

export type NextVersion = Stepped & { nextId: string };

/**
 * 撤回, until the province has received it: the version stays as it was sent, and the work goes on in a new one. It no longer counts as sent.
 * @throws NOT_FOUND, REPORT_WRONG_STATE, REPORT_REASON_REQUIRED
 */
export async function withdrawReport(ctx: Context, input: ReasonForReport): Promise<NextVersion> {
  const actor = authorise(ctx, 'report.prepare');
  const { reportId, reason } = ReasonForReport.parse(input);
  return transaction(ctx, async (tx) => {
    const report = await lockedReport(tx, reportId);
    const state = await takeStep(tx, ctx, report, { action: 'withdraw', reason });
    const nextId = await openVersion(tx, ctx, report, 'withdrawn', reason);
    const province = await contactOfficeOf(tx, report.city_code, ctx.clock.today());
    if (province !== null && report.state === 'sent')
      await sendMessages(tx, ctx, [
        {
          toUnitId: province.unitId,
          kind: 'report.withdrawn',
          title: `${actor.unitName}撤回${reportName(report)}`,
          body: `原因：${reason}`,
          link: `/reports/${reportId}`,
        },
      ]);
    return { reportId, state, nextId };
  });
}
