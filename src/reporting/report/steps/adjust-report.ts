import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { rangeOf } from '../../../organizations/index.ts';
import { FIGURE_NAMES } from '../report-figures.ts';
import { reportErrors } from '../report-errors.ts';
import { AdjustReport } from '../report-schema.ts';
import { takeStep } from '../report-step.ts';
import { adjustmentsOf, lockedReport } from '../report-store.ts';

/**
 * 核增 or 核减 of one cell by a number of persons, with its reason; the computed figure stays beside it. It holds once the leader has signed.
 * @throws NOT_FOUND, REPORT_WRONG_STATE, REPORT_SCHOOL_UNKNOWN, REPORT_ADJUSTED_ALREADY
 */
export async function adjustReport(ctx: Context, input: AdjustReport): Promise<{ adjustmentId: string }> {
  const actor = authorise(ctx, 'report.prepare');
  const given = AdjustReport.parse(input);
  return transaction(ctx, async (tx) => {
    const report = await lockedReport(tx, given.reportId);
    const { lo, hi } = rangeOf(report.city_code);
    const school = await tx
      .selectFrom('institution')
      .select(['institution_id', 'name', 'location_code'])
      .where('institution_id', '=', given.schoolId)
      .executeTakeFirst();
    if (!school || school.location_code < lo || school.location_code >= hi) throw reportErrors.REPORT_SCHOOL_UNKNOWN();
    const known = await adjustmentsOf(tx, given.reportId);
    if (known.some((a) => a.withdrawn_at === null && a.institution_id === given.schoolId && a.figure === given.figure))
      throw reportErrors.REPORT_ADJUSTED_ALREADY();
    const adjustmentId = ctx.newId();
    const sign = given.delta > 0 ? '核增' : '核减';
    await takeStep(tx, ctx, report, {
      action: 'adjust',
      reason: given.reason,
      data: { adjustmentId, schoolId: given.schoolId, school: school.name, figure: given.figure, delta: given.delta },
      summary: `${school.name} ${FIGURE_NAMES[given.figure]}${sign} ${Math.abs(given.delta)} 人`,
    });
    await tx
      .insertInto('report_adjustment')
      .values({
        report_id: given.reportId,
        adjustment_id: adjustmentId,
        city_code: report.city_code,
        institution_id: given.schoolId,
        school_name: school.name,
        figure: given.figure,
        delta: given.delta,
        reason: given.reason,
        basis: given.basis || null,
        made_by: actor.userId,
        made_name: actor.name,
        made_at: ctx.clock.now(),
      })
      .execute();
    return { adjustmentId };
  });
}
