import { authorise, type Context } from '../../../platform/context.ts';
import { read, transactionAs } from '../../../platform/db.ts';
import { reportErrors } from '../report-errors.ts';
import { checksumOf, countAndKeep, rowsOf } from '../report-count.ts';
import { figureFaults, isZero, type ReportedTable } from '../report-figures.ts';
import { ReportId } from '../report-schema.ts';
import { checkStep, takeStep } from '../report-step.ts';
import { adjustmentsOf, lockedReport, reportById, tableOf, type ReportRow } from '../report-store.ts';

/**
 * 提交复核: counts the table and copies the persons behind every cell, so that from here on everybody sees the same figures and the same persons; what
 * happens in the schools afterwards changes nothing in it. Refused while a figure cannot be true, the contact is missing, or a table of nothing but 0
 * is not stated as 零报告 (SD2017-3.1-14, -A1-09).
 * @throws NOT_FOUND, REPORT_WRONG_STATE, REPORT_CONTACT_REQUIRED, REPORT_FIGURES_REFUSED, REPORT_ZERO_NOT_STATED, REPORT_NOT_ZERO
 */
export async function submitReport(
  ctx: Context,
  input: ReportId,
): Promise<{ reportId: string; state: string; checksum: string; knownAt: number }> {
  authorise(ctx, 'report.prepare');
  const { reportId } = ReportId.parse(input);
  await read(ctx, (tx) => reportById(tx, reportId));
  // house-rule: system view for the count; the line above has shown that the report is the reader's own. takeStep authorises and audits.
  return transactionAs(ctx.db, 'system', async (tx) => {
    const report = await lockedReport(tx, reportId);
    await checkStep(tx, ctx, report, { action: 'submit' });
    refuseWithoutContact(report);
    const countId = ctx.newId();
    const counted = await countAndKeep(tx, countId, report);
    const computed = rowsOf(counted);
    const table = tableOf(computed, await adjustmentsOf(tx, reportId));
    refuseImpossible(table, report.zero);
    const checksum = checksumOf(table);
    const state = await takeStep(tx, ctx, report, {
      action: 'submit',
      data: { checksum, knownAt: counted.knownAt, countId, reported: table.reported },
      patch: {
        figures: JSON.stringify(computed),
        checksum,
        known_at: counted.knownAt,
        count_id: countId,
        filled_on: ctx.clock.today(),
      },
    });
    return { reportId, state, checksum, knownAt: counted.knownAt };
  });
}

function refuseWithoutContact(report: ReportRow): void {
  const fields = [
    ...(report.filler_name ? [] : [{ path: 'fillerName', message: '请填写填表人' }]),
    ...(report.filler_phone ? [] : [{ path: 'fillerPhone', message: '请填写联系电话' }]),
  ];
  if (fields.length > 0) throw reportErrors.REPORT_CONTACT_REQUIRED({ fields });
}

function refuseImpossible(table: ReportedTable, zero: boolean): void {
  const { refused } = figureFaults(table.rows);
  if (refused.length > 0)
    throw reportErrors.REPORT_FIGURES_REFUSED({
      message: `表内数字不成立：${refused.map((f) => f.message).join('；')}。`,
      details: { faults: refused },
    });
  if (zero && !isZero(table)) throw reportErrors.REPORT_NOT_ZERO();
  if (!zero && isZero(table)) throw reportErrors.REPORT_ZERO_NOT_STATED();
}
