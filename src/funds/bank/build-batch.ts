import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { fen, formatYuan } from '../../platform/money.ts';
import { takeNumbers } from '../../platform/numbers.ts';
import { commitClaim, lockClaim, type Claim } from '../claims/claim-store.ts';
import { fundErrors } from '../errors.ts';
import { lockBudget, requireLeft } from '../ledger/budget-store.ts';
import { isPosted, post } from '../ledger/post.ts';
import { fillBatch } from './batch-store.ts';
import { BuildBatch } from './schema.ts';

export type BuiltBatch = { batchId: string; number: string; lines: number; totalFen: number };

/**
 * Builds the payment file of an approved claim: every ready line that is neither on its way nor paid, and failed ones that were mended since. Lines are frozen, the
 * money moves from committed to sent, all in one transaction: killed at any point there is the whole batch or none, and a line is never in two.
 * @throws NOT_FOUND, CLAIM_WRONG_STATE, BATCH_NOTHING, BUDGET_EXCEEDED when the money was not set aside at approval and is not there now
 */
export async function buildBatch(ctx: Context, input: BuildBatch): Promise<BuiltBatch> {
  const actor = authorise(ctx, 'funds.pay');
  const { claimId, format } = BuildBatch.parse(input);
  return transaction(ctx, async (tx) => {
    const claim = await lockClaim(tx, actor, claimId);
    if (claim.state !== 'approved') throw fundErrors.CLAIM_WRONG_STATE({ details: { state: claim.state } });
    const budget = await lockBudget(tx, actor, claim.budget_id);
    if (!(await isPosted(tx, `commit ${claimId}`))) {
      requireLeft(budget, claim.total_fen);
      await commitClaim(tx, ctx, claim);
    }
    const batchId = ctx.newId();
    const number = await numberOf(tx, claim);
    const { lines, fen: totalFen } = await fillBatch(tx, batchId, claimId);
    if (lines === 0) throw fundErrors.BATCH_NOTHING();
    await tx
      .insertInto('bank_batch')
      .values({
        batch_id: batchId,
        number,
        claim_id: claimId,
        budget_id: claim.budget_id,
        division_code: claim.division_code,
        format,
        lines,
        total_fen: totalFen,
        state: 'built',
        built_by: actor.userId,
        built_at: ctx.clock.now(),
      })
      .execute();
    await post(tx, ctx, [
      {
        key: `send ${batchId}`,
        kind: 'send',
        debit: { budgetId: claim.budget_id, bucket: 'sent' },
        credit: { budgetId: claim.budget_id, bucket: 'committed' },
        fen: totalFen,
        divisionCode: claim.division_code,
        source: claim.source,
        year: claim.year,
        claimId,
        batchId,
        on: ctx.clock.today(),
      },
    ]);
    await audit(tx, ctx, {
      action: 'funds.build_batch',
      subjectType: 'bank_batch',
      subjectId: batchId,
      divisionCode: claim.division_code,
      summary: `生成支付批次 ${number}：${lines} 笔，${formatYuan(fen(totalFen))}`,
      payload: { claimId },
    });
    return { batchId, number, lines, totalFen };
  });
}

async function numberOf(tx: Tx, claim: Claim): Promise<string> {
  const sequence = await takeNumbers(tx, `bank_batch.${claim.division_code}.${claim.year}`);
  return `F${claim.year}${String(claim.division_code).slice(0, 6)}${String(sequence).padStart(4, '0')}`;
}
