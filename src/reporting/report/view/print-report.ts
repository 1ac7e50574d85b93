import { createHash } from 'node:crypto';
import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../../platform/context.ts';
import { read, transaction } from '../../../platform/db.ts';
import { Download } from '../../../platform/http.ts';
import { renderPdf } from '../../../platform/letters/index.ts';
import { reportErrors } from '../report-errors.ts';
import { FIGURE_NAMES } from '../report-figures.ts';
import { reportForm, type ReportFormData } from './report-form.ts';
import { ReportId } from '../report-schema.ts';
import { addEvent, reportName } from '../report-step.ts';
import * as store from '../report-store.ts';
import { LOCKED_STATES } from '../report-transitions.ts';

/**
 * The locked table as PDF for the seal. The print is in the history with its hash, so that it cannot be sent back as the scan of a sealed one.
 * @throws NOT_FOUND, REPORT_NOT_LOCKED, LETTER_GLYPH_MISSING
 */
export async function printReport(ctx: Context, input: ReportId): Promise<Download> {
  const actor = authorise(ctx, 'report.prepare');
  const { reportId } = ReportId.parse(input);
  const form = await formOf(ctx, actor, reportId);
  const pdf = await renderPdf({ template: reportForm, data: form });
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  const name = await transaction(ctx, async (tx) => {
    const report = await store.lockedReport(tx, reportId);
    const events = await store.eventsOf(tx, reportId);
    await addEvent(tx, ctx, report, events.length + 1, { event: 'print', to: report.state, data: { sha256 } });
    await audit(tx, ctx, {
      action: 'report.print',
      subjectType: 'report',
      subjectId: reportId,
      divisionCode: report.city_code,
      summary: `打印${reportName(report)}盖章件`,
      payload: { sha256 },
    });
    return reportName(report);
  });
  return new Download(`${name}.pdf`, 'application/pdf', pdf, true);
}

/** What the print says of a locked table. @throws NOT_FOUND, REPORT_NOT_LOCKED */
export function formOf(ctx: Context, actor: Actor, reportId: string): Promise<ReportFormData> {
  return read(ctx, async (tx): Promise<ReportFormData> => {
    const report = await store.reportById(tx, reportId);
    if (!LOCKED_STATES.includes(report.state) || report.figures === null || report.filled_on === null)
      throw reportErrors.REPORT_NOT_LOCKED({ message: '报表还没有锁定，不能打印盖章件。' });
    const adjustments = await store.adjustmentsOf(tx, reportId);
    const events = await store.eventsOf(tx, reportId);
    const office = await store.hrOfficeOf(tx, report.city_code, 'city', report.filled_on);
    return {
      unitName: office?.name ?? actor.unitName,
      filledOn: report.filled_on,
      table: store.tableOf(report.figures, adjustments),
      filler: report.filler_name ?? '',
      phone: report.filler_phone ?? '',
      signer: events.findLast((e) => e.event === 'sign')?.user_name ?? '',
      marks: [...(report.zero ? ['零报告'] : []), ...(report.version > 1 ? [`第${report.version}版`] : [])],
      notes: notesOf(report, adjustments),
      number: `${report.checksum?.slice(0, 12)}`,
      printed: { by: `${actor.unitName} ${actor.name}`, at: ctx.clock.now().toISOString() },
    };
  });
}

function notesOf(report: store.ReportRow, adjustments: readonly store.AdjustmentRow[]): string[] {
  const adjusted = adjustments
    .filter((a) => a.withdrawn_at === null)
    .map((a) => {
      const words = `${a.delta > 0 ? '核增' : '核减'} ${Math.abs(a.delta)} 人`;
      return `${a.school_name}“${FIGURE_NAMES[a.figure]}”${words}：${a.reason}${a.basis ? `（依据：${a.basis}）` : ''}`;
    });
  return [
    ...(report.remarks ? [report.remarks] : []),
    ...(report.reason && report.version > 1 ? [`本版原因：${report.reason}`] : []),
    ...adjusted,
  ];
}
