import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { partnershipErrors } from '../errors.ts';
import { WriteSummary } from '../schema.ts';
import { lockSummary } from './summary-store.ts';

/** Writes a draft's four parts of text, or sets one figure otherwise than it was counted, which needs its reason. @throws NOT_FOUND, SUMMARY_SENT */
export async function writeSummary(ctx: Context, input: WriteSummary): Promise<{ version: number }> {
  const actor = authorise(ctx, 'agreement.lead');
  const { summaryId, narrative, override } = WriteSummary.parse(input);
  return transaction(ctx, async (tx) => {
    const summary = await lockSummary(tx, summaryId);
    if (summary.state !== 'draft') throw partnershipErrors.SUMMARY_SENT();
    if (override && !summary.page.some((c) => c.key === override.cell))
      throw errors.NOT_FOUND({ details: { cell: override.cell } });
    const overrides = override
      ? {
          ...summary.overrides,
          [override.cell]: { value: override.value, reason: override.reason, by: actor.name, on: ctx.clock.today() },
        }
      : summary.overrides;
    await tx
      .updateTable('pairing_summary')
      .set({
        narrative: JSON.stringify({ ...summary.narrative, ...narrative }),
        overrides: JSON.stringify(overrides),
        version: summary.version + 1,
      })
      .where('summary_id', '=', summaryId)
      .execute();
    await audit(tx, ctx, {
      action: 'summary.write',
      subjectType: 'pairing_summary',
      subjectId: summaryId,
      divisionCode: summary.divisionCode,
      summary: override ? `更改总结数据 ${override.cell}：${override.reason}` : '填写总结文字',
    });
    return { version: summary.version + 1 };
  });
}
