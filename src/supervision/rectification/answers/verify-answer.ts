import { areaStanding } from '../../../desk/index.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { transaction, type Tx } from '../../../platform/db.ts';
import { sendMessages } from '../../../platform/messages.ts';
import { rectificationErrors } from '../errors.ts';
import { VerifyAnswer } from '../schema.ts';
import { itemById, lockedAnswer, type AnswerRow } from '../store.ts';
import { takeStep } from '../step.ts';
import type { RectificationState } from '../transitions.ts';

/**
 * 核验 by another unit, one above: closed or sent back, with an opinion. Where a rule is attached to the line it is run again over everybody of the place,
 * and nothing closes while somebody is left without what the rule gives, or has what it does not (HA2020-4.13).
 * @throws NOT_FOUND, RECTIFICATION_SAME_UNIT, RECTIFICATION_RULE_OPEN, RECTIFICATION_WRONG_STATE
 */
export async function verifyAnswer(
  ctx: Context,
  input: VerifyAnswer,
): Promise<{ state: RectificationState; sendBacks: number }> {
  const actor = authorise(ctx, 'supervision.verify');
  const { answerId, pass, opinion } = VerifyAnswer.parse(input);
  return transaction(ctx, async (tx) => {
    const answer = await lockedAnswer(tx, answerId);
    if (answer.unit_id === actor.unitId) throw rectificationErrors.RECTIFICATION_SAME_UNIT();
    const data = pass && answer.found ? await runRule(tx, ctx, answer) : {};
    const sendBacks = answer.send_backs + (pass ? 0 : 1);
    const state = await takeStep(tx, ctx, answer, {
      action: pass ? 'approve' : answer.found ? 'send_back' : 'dispute',
      reason: opinion,
      data,
      patch: {
        opinion,
        send_backs: sendBacks,
        verified_unit_id: actor.unitId,
        verified_unit_name: actor.unitName,
        verified_on: ctx.clock.today(),
      },
    });
    await sendMessages(tx, ctx, [
      {
        toUnitId: answer.unit_id,
        kind: pass ? 'rectification.closed' : 'rectification.returned',
        title: pass ? '整改已核验销号' : '整改被退回',
        body: `${actor.unitName}意见：${opinion}`,
        link: `/rectification/answers/${answerId}`,
      },
    ]);
    return { state, sendBacks };
  });
}

async function runRule(tx: Tx, ctx: Context, answer: AnswerRow): Promise<Record<string, unknown>> {
  const { rule_key: benefit } = await itemById(tx, answer.item_id);
  if (benefit === null) return {};
  const standing = await areaStanding(tx, ctx, { division: answer.division_code, benefit });
  if (!standing.clean)
    throw rectificationErrors.RECTIFICATION_RULE_OPEN({
      message: `按“${standing.title}”重新核验，应享未享 ${standing.shouldReceive} 人、享受不符 ${standing.notEntitled} 人，不能销号。`,
      details: { ...standing },
    });
  return { ...standing };
}
