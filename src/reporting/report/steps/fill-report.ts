import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { FillReport } from '../report-schema.ts';
import { takeStep } from '../report-step.ts';
import { lockedReport } from '../report-store.ts';

export type Stepped = { reportId: string; state: string };

/**
 * 填报: who fills in, the telephone, remarks, and whether it is a 零报告. Figures are computed and never written here.
 * @throws NOT_FOUND, REPORT_WRONG_STATE, INPUT_INVALID
 */
export async function fillReport(ctx: Context, input: FillReport): Promise<Stepped> {
  authorise(ctx, 'report.prepare');
  const { reportId, ...given } = FillReport.parse(input);
  return transaction(ctx, async (tx) => {
    const report = await lockedReport(tx, reportId);
    const patch = {
      filler_name: given.fillerName || null,
      filler_phone: given.fillerPhone || null,
      remarks: given.remarks || null,
      zero: given.zero,
    };
    const data = { zero: given.zero };
    return { reportId, state: await takeStep(tx, ctx, report, { action: 'fill', patch, data }) };
  });
}
