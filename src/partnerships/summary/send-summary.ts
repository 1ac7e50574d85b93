import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { partnershipErrors } from '../errors.ts';
import { SummaryId, summaryParts } from '../schema.ts';
import { lockSummary, pageOf } from './summary-store.ts';

/** Sends the summary to the ministry: the data page is counted once more and kept as it stands. @throws NOT_FOUND, SUMMARY_SENT, SUMMARY_INCOMPLETE */
export async function sendSummary(ctx: Context, input: SummaryId): Promise<{ sentOn: string; late: boolean }> {
  const actor = authorise(ctx, 'agreement.lead');
  const { summaryId } = SummaryId.parse(input);
  const today = ctx.clock.today();
  return transaction(ctx, async (tx) => {
    const summary = await lockSummary(tx, summaryId);
    if (summary.state !== 'draft') throw partnershipErrors.SUMMARY_SENT();
    if (summaryParts.some((part) => !summary.narrative[part])) throw partnershipErrors.SUMMARY_INCOMPLETE();
    await tx
      .updateTable('pairing_summary')
      .set({
        state: 'sent',
        page: JSON.stringify(await pageOf(tx, summary.divisionCode, summary.year, today)),
        sent_on: today,
        sent_by: actor.userId,
        sent_name: `${actor.unitName} ${actor.name}`,
      })
      .where('summary_id', '=', summaryId)
      .execute();
    await audit(tx, ctx, {
      action: 'summary.send',
      subjectType: 'pairing_summary',
      subjectId: summaryId,
      divisionCode: summary.divisionCode,
      summary: `报送 ${summary.year} 年度技能扶贫工作总结`,
    });
    return { sentOn: today, late: today > summary.dueOn };
  });
}
