import { authorise, withActor, type Context } from '../../../platform/context.ts';
import { transaction, type Tx } from '../../../platform/db.ts';
import { sendMessages } from '../../../platform/messages.ts';
import { takeNumbers } from '../../../platform/numbers.ts';
import { ReportId } from '../report-schema.ts';
import { reportName, takeStep } from '../report-step.ts';
import { hrOfficeOf, lockedReport, provinceOf, receivedVersion, type ReportRow } from '../report-store.ts';

export type Received = { reportId: string; state: string; receiptNumber: string };

/**
 * 接收 by the province, with the next receipt number of the year, without gaps; a version received before is replaced by the corrected one. Receiving
 * again answers the number it has.
 * @throws NOT_FOUND, REPORT_WRONG_STATE
 */
export async function receiveReport(ctx: Context, input: ReportId): Promise<Received> {
  authorise(ctx, 'report.receive');
  const { reportId } = ReportId.parse(input);
  return transaction(ctx, async (tx) => {
    const report = await lockedReport(tx, reportId);
    if (report.state === 'received' && report.receipt_number !== null)
      return { reportId, state: report.state, receiptNumber: report.receipt_number };
    if (report.state === 'sent') await replaceEarlier(tx, ctx, report);
    const sequence = await takeNumbers(tx, `report ${provinceOf(report.city_code)} ${report.year}`);
    const receiptNumber = `进展表收〔${report.year}〕${String(sequence).padStart(4, '0')}号`;
    const state = await takeStep(tx, ctx, report, {
      action: 'receive',
      data: { receiptNumber },
      patch: { receipt_number: receiptNumber, received_on: ctx.clock.today() },
    });
    const city = await hrOfficeOf(tx, report.city_code, 'city', ctx.clock.today());
    if (city !== null)
      await sendMessages(tx, ctx, [
        {
          toUnitId: city.unitId,
          kind: 'report.received',
          title: `省厅已接收${reportName(report)}：${receiptNumber}`,
          body: '请留存回执编号；需要更正的，办理更正补报。',
          link: `/reports/${reportId}`,
        },
      ]);
    return { reportId, state, receiptNumber };
  });
}

/** One received version of a duty at a time: the one before is kept as history. */
async function replaceEarlier(tx: Tx, ctx: Context, report: ReportRow): Promise<void> {
  const earlier = await receivedVersion(tx, report);
  if (earlier === undefined) return;
  const before = await lockedReport(tx, earlier);
  await takeStep(tx, withActor(ctx, null), before, { action: 'replace', data: { by: report.report_id } });
}
