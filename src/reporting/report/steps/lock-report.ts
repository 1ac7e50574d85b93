import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import type { Stepped } from './fill-report.ts';
import { ReportId } from '../report-schema.ts';
import { takeStep } from '../report-step.ts';
import { lockedReport } from '../report-store.ts';

/**
 * 锁定: the signed figures, the persons copied for them and the publication they were known at stay as they are; only a new version can differ.
 * @throws NOT_FOUND, REPORT_WRONG_STATE
 */
export async function lockReport(ctx: Context, input: ReportId): Promise<Stepped> {
  const actor = authorise(ctx, 'report.prepare');
  const { reportId } = ReportId.parse(input);
  return transaction(ctx, async (tx) => {
    const report = await lockedReport(tx, reportId);
    const state = await takeStep(tx, ctx, report, {
      action: 'lock',
      data: { checksum: report.checksum, knownAt: report.known_at, countId: report.count_id },
      patch: { locked_at: ctx.clock.now(), locked_by: actor.userId },
    });
    return { reportId, state };
  });
}
