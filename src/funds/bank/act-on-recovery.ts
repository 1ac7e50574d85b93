import { audit } from '../../platform/audit/audit.ts';
import { authoriseAny, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { fen, formatYuan } from '../../platform/money.ts';
import { mayAct } from '../../review/index.ts';
import { fundErrors } from '../errors.ts';
import { lockBudget } from '../ledger/budget-store.ts';
import { post } from '../ledger/post.ts';
import { lockRecovery } from './recovery-store.ts';
import { RECOVERY_TRANSITIONS, type RecoveryAction, type RecoveryState } from './recovery-transitions.ts';
import { ActOnRecovery } from './schema.ts';

const NEEDED: Readonly<Record<RecoveryAction, string>> = {
  notify: 'funds.prepare',
  confirm: 'funds.pay',
  stop: 'funds.approve',
};
const DONE: Readonly<Record<RecoveryAction, string>> = { notify: '通知退回', confirm: '确认到账', stop: '终止追回' };

/**
 * A step of a recovery. Money that came back, whole or in parts, is free again in its budget and counts as returned; who registered the recovery does not confirm the money.
 * A receipt is named by its document, and the same document and sum count once.
 * @throws NOT_FOUND, INPUT_INVALID without a document, RECOVERY_WRONG_STATE, RECOVERY_SAME_PERSON, RECOVERY_TOO_MUCH, CLAIM_REASON_NEEDED
 */
export async function actOnRecovery(
  ctx: Context,
  input: ActOnRecovery,
): Promise<{ state: RecoveryState; receivedFen: number; leftFen: number }> {
  const actor = authoriseAny(ctx, ['funds.prepare', 'funds.pay', 'funds.approve']);
  const { recoveryId, action, reason = null, ...given } = ActOnRecovery.parse(input);
  authoriseAny(ctx, [NEEDED[action]]);
  return transaction(ctx, async (tx) => {
    const row = await lockRecovery(tx, actor, recoveryId);
    const allowed = mayAct(RECOVERY_TRANSITIONS, row.state as RecoveryState, action, NEEDED[action], { reason });
    if (!allowed.ok)
      throw allowed.why === 'needs_reason' ? fundErrors.CLAIM_REASON_NEEDED() : fundErrors.RECOVERY_WRONG_STATE();
    const got = action === 'confirm' ? await receive(tx, ctx, actor, row, given) : 0;
    const left = row.amount_fen - row.recovered_fen - got;
    const state = action === 'confirm' && left > 0 ? (row.state as RecoveryState) : allowed.transition.to;
    await tx
      .updateTable('recovery')
      .set({
        state,
        recovered_fen: row.recovered_fen + got,
        ...(action === 'confirm' ? { confirmed_by: actor.userId } : {}),
        ...(state === 'recovered' || state === 'stopped' ? { closed_at: ctx.clock.now() } : {}),
      })
      .where('person_id', '=', row.person_id)
      .where('recovery_id', '=', recoveryId)
      .execute();
    await audit(tx, ctx, {
      action: `funds.recovery_${action}`,
      subjectType: 'recovery',
      subjectId: recoveryId,
      personId: row.person_id,
      divisionCode: row.division_code,
      summary: `追回${DONE[action]}${got > 0 ? ` ${formatYuan(fen(got))}` : ''}`,
      payload: { reason, ...given },
    });
    return { state, receivedFen: got, leftFen: left };
  });
}

type Recovery = Awaited<ReturnType<typeof lockRecovery>>;

async function receive(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  row: Recovery,
  given: { amountFen?: number | undefined; documentNo?: string | undefined },
): Promise<number> {
  const { documentNo } = given;
  if (!documentNo) throw errors.INPUT_INVALID({ fields: [{ path: 'documentNo', message: '请填写到账凭证号' }] });
  if (row.opened_by === actor.userId) throw fundErrors.RECOVERY_SAME_PERSON();
  const left = row.amount_fen - row.recovered_fen;
  const amount = given.amountFen ?? left;
  if (amount > left) throw fundErrors.RECOVERY_TOO_MUCH({ details: { leftFen: left } });
  const budget = await lockBudget(tx, actor, row.budget_id);
  const fresh = await post(tx, ctx, [
    {
      key: `recover ${row.recovery_id} ${documentNo} ${amount}`,
      kind: 'recover',
      debit: { budgetId: row.budget_id, bucket: 'available' },
      credit: { budgetId: row.budget_id, bucket: 'paid' },
      fen: amount,
      divisionCode: budget.division_code,
      source: budget.source,
      year: budget.year,
      batchId: row.batch_id,
      subjectId: row.recovery_id,
      personId: row.person_id,
      documentNo,
      on: ctx.clock.today(),
    },
  ]);
  return fresh.size === 0 ? 0 : amount;
}
