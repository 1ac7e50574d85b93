import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { reportErrors } from '../report-errors.ts';
import { ReasonForReport } from '../report-schema.ts';
import { takeStep } from '../report-step.ts';
import { lockedReport } from '../report-store.ts';
import { openVersion } from '../report-version.ts';
import { AT_WORK } from '../report-transitions.ts';
import type { NextVersion } from './withdraw-report.ts';

/**
 * 更正补报: opens a new version of a received table. The received one stands until the province has received the correction.
 * @throws NOT_FOUND, REPORT_WRONG_STATE, REPORT_REASON_REQUIRED, REPORT_CORRECTION_OPEN
 */
export async function correctReport(ctx: Context, input: ReasonForReport): Promise<NextVersion> {
  authorise(ctx, 'report.prepare');
  const { reportId, reason } = ReasonForReport.parse(input);
  return transaction(ctx, async (tx) => {
    const report = await lockedReport(tx, reportId);
    const versions = await tx
      .selectFrom('report')
      .select(['version', 'state'])
      .where('city_code', '=', report.city_code)
      .where('duty', '=', report.duty)
      .where('year', '=', report.year)
      .execute();
    if (report.state === 'received' && versions.some((v) => (AT_WORK as readonly string[]).includes(v.state)))
      throw reportErrors.REPORT_CORRECTION_OPEN();
    const state = await takeStep(tx, ctx, report, { action: 'correct', reason });
    const last = Math.max(...versions.map((v) => v.version));
    const nextId = await openVersion(tx, ctx, { ...report, version: last }, 'correction', reason);
    return { reportId, state, nextId };
  });
}
