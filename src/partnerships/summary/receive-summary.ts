import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { partnershipErrors } from '../errors.ts';
import { SummaryId } from '../schema.ts';
import { lockSummary } from './summary-store.ts';

/** The ministry receipts a province's summary; a second time changes nothing. @throws NOT_FOUND, SUMMARY_MINISTRY_ONLY, SUMMARY_NOT_SENT */
export async function receiveSummary(ctx: Context, input: SummaryId): Promise<{ receivedOn: string }> {
  const actor = authorise(ctx, 'agreement.lead');
  const { summaryId } = SummaryId.parse(input);
  return transaction(ctx, async (tx) => {
    const summary = await lockSummary(tx, summaryId);
    if (actor.level !== 'nation') throw partnershipErrors.SUMMARY_MINISTRY_ONLY();
    if (summary.receivedOn !== null) return { receivedOn: summary.receivedOn };
    if (summary.state !== 'sent') throw partnershipErrors.SUMMARY_NOT_SENT();
    const receivedOn = ctx.clock.today();
    await tx
      .updateTable('pairing_summary')
      .set({
        state: 'received',
        received_on: receivedOn,
        received_by: actor.userId,
        received_name: `${actor.unitName} ${actor.name}`,
      })
      .where('summary_id', '=', summaryId)
      .execute();
    await audit(tx, ctx, {
      action: 'summary.receive',
      subjectType: 'pairing_summary',
      subjectId: summaryId,
      divisionCode: summary.divisionCode,
      summary: `接收${summary.division} ${summary.year} 年度技能扶贫工作总结`,
    });
    return { receivedOn };
  });
}
