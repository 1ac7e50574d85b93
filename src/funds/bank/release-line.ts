import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { closePaid, countLines, lockClaim } from '../claims/claim-store.ts';
import { fundErrors } from '../errors.ts';
import { lockBudget } from '../ledger/budget-store.ts';
import { isPosted, post } from '../ledger/post.ts';
import { ReleaseLine } from './schema.ts';

/**
 * Takes a line that cannot be paid out of an approved claim: its money is free again in the budget, its entitlement waits for another claim; a claim of which nothing is left to pay is closed. Not while it is on its way, not when it is paid.
 * @throws NOT_FOUND, CLAIM_WRONG_STATE
 */
export async function releaseLine(ctx: Context, input: ReleaseLine): Promise<{ releasedFen: number }> {
  const actor = authorise(ctx, 'funds.prepare');
  const { claimId, lineId, reason } = ReleaseLine.parse(input);
  return transaction(ctx, async (tx) => {
    const claim = await lockClaim(tx, actor, claimId);
    const line = await tx
      .selectFrom('claim_line')
      .selectAll()
      .where('claim_id', '=', claimId)
      .where('line_id', '=', lineId)
      .executeTakeFirst();
    if (!line) throw errors.NOT_FOUND();
    const live = await tx
      .selectFrom('bank_line')
      .select('line_no')
      .where('person_id', '=', line.person_id)
      .where('line_id', '=', lineId)
      .where('outcome', '<>', 'failed')
      .executeTakeFirst();
    if (claim.state !== 'approved' || line.state !== 'ready' || live) throw fundErrors.CLAIM_WRONG_STATE();
    await lockBudget(tx, actor, claim.budget_id);
    const committed = await isPosted(tx, `commit ${claimId}`);
    await tx
      .updateTable('claim_line')
      .set({ state: 'dropped', dropped_reason: reason })
      .where('person_id', '=', line.person_id)
      .where('line_id', '=', lineId)
      .execute();
    await countLines(tx, claimId);
    if (committed)
      await post(tx, ctx, [
        {
          key: `release ${lineId}`,
          kind: 'release',
          debit: { budgetId: claim.budget_id, bucket: 'available' },
          credit: { budgetId: claim.budget_id, bucket: 'committed' },
          fen: line.amount_fen,
          divisionCode: claim.division_code,
          source: claim.source,
          year: claim.year,
          claimId,
          personId: line.person_id,
          note: reason,
          on: ctx.clock.today(),
        },
      ]);
    await closePaid(tx, claimId);
    await audit(tx, ctx, {
      action: 'funds.release_line',
      subjectType: 'claim',
      subjectId: claimId,
      personId: line.person_id,
      divisionCode: claim.division_code,
      summary: `从发放表 ${claim.number} 撤出一项`,
      payload: { reason, amountFen: line.amount_fen },
    });
    return { releasedFen: line.amount_fen };
  });
}
