import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { sendMessages } from '../../../platform/messages.ts';
import type { Stepped } from './fill-report.ts';
import { reportErrors } from '../report-errors.ts';
import { ReportId } from '../report-schema.ts';
import { reportName, takeStep } from '../report-step.ts';
import { contactOfficeOf } from '../contact-office.ts';
import { lockedReport } from '../report-store.ts';

export type Sent = Stepped & { sentOn: string; onTime: boolean };

/**
 * 报送 to the Vocational Capacity Building Division of the provincial department (SD2017-3.1-17): the locked table with the scan of its sealed print. The
 * day in China counts.
 * @throws NOT_FOUND, REPORT_WRONG_STATE, REPORT_SCAN_MISSING
 */
export async function sendReport(ctx: Context, input: ReportId): Promise<Sent> {
  const actor = authorise(ctx, 'report.prepare');
  const { reportId } = ReportId.parse(input);
  return transaction(ctx, async (tx) => {
    const report = await lockedReport(tx, reportId);
    if (report.state === 'locked' && report.scan_file_id === null) throw reportErrors.REPORT_SCAN_MISSING();
    const sentOn = ctx.clock.today();
    const state = await takeStep(tx, ctx, report, {
      action: 'send',
      data: { sentOn, checksum: report.checksum },
      patch: { sent_at: ctx.clock.now(), sent_on: sentOn },
    });
    const province = await contactOfficeOf(tx, report.city_code, sentOn);
    if (province !== null) {
      const how =
        report.origin === 'correction' ? '更正补报' : sentOn <= report.in_time_until ? '按时报送' : '逾期报送';
      await sendMessages(tx, ctx, [
        {
          toUnitId: province.unitId,
          kind: 'report.sent',
          title: `${actor.unitName}报送${reportName(report)}`,
          body: `${sentOn} ${how}，请接收或退回。`,
          link: `/reports/${reportId}`,
        },
      ]);
    }
    return { reportId, state, sentOn, onTime: sentOn <= report.in_time_until };
  });
}
