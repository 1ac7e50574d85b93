import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { SaveAnswer } from '../schema.ts';
import { lockedAnswer } from '../store.ts';
import { takeStep } from '../step.ts';

/** Keeps what a unit has found out about one line so far: exists or not, cause, measure, person, day. Whole only when it is submitted. @throws NOT_FOUND, RECTIFICATION_WRONG_STATE */
export async function saveAnswer(ctx: Context, input: SaveAnswer): Promise<{ answerId: string }> {
  authorise(ctx, 'supervision.answer');
  const { answerId, ...given } = SaveAnswer.parse(input);
  return transaction(ctx, async (tx) => {
    const answer = await lockedAnswer(tx, answerId);
    const found = answer.state === 'to_check' ? (given.found ?? null) : answer.found;
    const patch = {
      found,
      check_note: given.checkNote || null,
      cause_kind: given.causeKind ?? null,
      cause: given.cause || null,
      measure: given.measure || null,
      person: given.person || null,
      due_on: given.dueOn ?? null,
    };
    await takeStep(tx, ctx, answer, { action: 'save', data: patch, patch });
    return { answerId };
  });
}
