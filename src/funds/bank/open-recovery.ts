import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { fen, formatYuan } from '../../platform/money.ts';
import { fundErrors } from '../errors.ts';
import { lockBatch } from './batch-store.ts';
import { OpenRecovery } from './schema.ts';

/**
 * Begins to recover what was paid wrongly: a payment of a batch, whole or in part, with the reason and what shows it. One at a time for a payment.
 * @throws NOT_FOUND when the line was not paid, RECOVERY_TOO_MUCH, RECOVERY_WRONG_STATE when one is running
 */
export async function openRecovery(
  ctx: Context,
  input: OpenRecovery,
): Promise<{ recoveryId: string; amountFen: number }> {
  const actor = authorise(ctx, 'funds.prepare');
  const { batchId, lineNo, amountFen, reason, evidence, dueOn } = OpenRecovery.parse(input);
  return transaction(ctx, async (tx) => {
    const batch = await lockBatch(tx, actor, batchId);
    const line = await tx
      .selectFrom('bank_line')
      .selectAll()
      .where('batch_id', '=', batchId)
      .where('line_no', '=', lineNo)
      .where('outcome', '=', 'paid')
      .executeTakeFirst();
    if (!line) throw errors.NOT_FOUND();
    const earlier = await tx
      .selectFrom('recovery')
      .select(['state', 'recovered_fen'])
      .where('person_id', '=', line.person_id)
      .where('batch_id', '=', batchId)
      .where('line_no', '=', lineNo)
      .execute();
    if (earlier.some((e) => e.state === 'opened' || e.state === 'notified')) throw fundErrors.RECOVERY_WRONG_STATE();
    const left = line.amount_fen - earlier.reduce((n, e) => n + e.recovered_fen, 0);
    const wanted = amountFen ?? left;
    if (wanted > left || wanted === 0) throw fundErrors.RECOVERY_TOO_MUCH({ details: { leftFen: left } });
    const recoveryId = ctx.newId();
    await tx
      .insertInto('recovery')
      .values({
        person_id: line.person_id,
        recovery_id: recoveryId,
        batch_id: batchId,
        line_no: lineNo,
        budget_id: batch.budget_id,
        division_code: line.division_code,
        village_code: line.village_code,
        institution_id: line.institution_id,
        amount_fen: wanted,
        state: 'opened',
        reason,
        evidence,
        due_on: dueOn ?? null,
        opened_by: actor.userId,
        opened_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'funds.open_recovery',
      subjectType: 'recovery',
      subjectId: recoveryId,
      personId: line.person_id,
      divisionCode: line.division_code,
      summary: `登记追回 ${formatYuan(fen(wanted))}：${reason}`,
      payload: { batchId, lineNo },
    });
    return { recoveryId, amountFen: wanted };
  });
}
