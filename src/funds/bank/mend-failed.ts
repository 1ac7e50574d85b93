import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { lockClaim, recheckLines } from '../claims/claim-store.ts';
import { ClaimId } from '../claims/schema.ts';
import { checkLegs } from '../claims/three-way.ts';
import { fundErrors } from '../errors.ts';

export type Mended = {
  mended: number;
  /** Lines that still may not be sent, by the leg that is missing. */
  held: Record<string, number>;
};

/**
 * Checks the failed payments of a claim anew: those whose account was corrected and holds the check take the account as it stands and go with the next batch; the others say what is missing.
 * @throws NOT_FOUND, CLAIM_WRONG_STATE
 */
export async function mendFailed(ctx: Context, input: ClaimId): Promise<Mended> {
  const actor = authorise(ctx, 'funds.prepare');
  const { claimId } = ClaimId.parse(input);
  return transaction(ctx, async (tx) => {
    const claim = await lockClaim(tx, actor, claimId);
    if (claim.state !== 'approved') throw fundErrors.CLAIM_WRONG_STATE({ details: { state: claim.state } });
    const { rows } = await sql<{ person_id: string; entitlement_id: string }>`
      select l.person_id, l.entitlement_id from bank_batch k join bank_line b on b.batch_id = k.batch_id
        join claim_line l on l.person_id = b.person_id and l.line_id = b.line_id and l.state = 'ready'
      where k.claim_id = ${claimId} group by 1, 2 having bool_and(b.outcome = 'failed')`.execute(tx);
    const today = ctx.clock.today();
    const checked = await checkLegs(
      tx,
      rows.map((r) => r.entitlement_id),
      rows.map((r) => r.person_id),
      today,
    );
    const ready = checked.filter((c) => c.missing.length === 0);
    await recheckLines(tx, claimId, ready, today);
    const held: Record<string, number> = {};
    for (const leg of checked.flatMap((c) => c.missing)) held[leg] = (held[leg] ?? 0) + 1;
    if (ready.length > 0)
      await audit(tx, ctx, {
        action: 'funds.mend_failed',
        subjectType: 'claim',
        subjectId: claimId,
        divisionCode: claim.division_code,
        summary: `发放表 ${claim.number}：${ready.length} 笔失败明细已更正账户`,
        payload: { held },
      });
    return { mended: ready.length, held };
  });
}
