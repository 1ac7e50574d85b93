import { addMonths, plainDate } from '../../../platform/plain-date.ts';
import { authorise, type Actor, type Context } from '../../../platform/context.ts';
import { transaction, type Tx } from '../../../platform/db.ts';
import type { AppError } from '../../../platform/errors.ts';
import { sendMessages } from '../../../platform/messages.ts';
import { gapsOf } from '../completeness.ts';
import { rectificationErrors } from '../errors.ts';
import { ListId } from '../schema.ts';
import { monthsSet, WATCH_MONTHS } from '../settings.ts';
import { lockedAnswer, ownAnswers, type AnswerRow } from '../store.ts';
import { addEvents, takeStep } from '../step.ts';

/**
 * Submits one's whole list to the unit it came from: every line looked into, every problem that exists with its cause, measure, person and day. A kind of
 * problem that was closed here and is found again within the time of watch is a recurrence and goes one level up (HA2020-4.9, 4.10, 4.18).
 * @throws NOT_FOUND, RECTIFICATION_UNANSWERED, RECTIFICATION_NO_CAUSE, RECTIFICATION_NO_MEASURE, RECTIFICATION_WRONG_STATE
 */
export async function submitAnswers(
  ctx: Context,
  input: ListId,
): Promise<{ found: number; absent: number; recurred: number }> {
  const actor = authorise(ctx, 'supervision.answer');
  const { listId } = ListId.parse(input);
  return transaction(ctx, async (tx) => {
    const waiting = (await ownAnswers(tx, listId, actor.unitId)).filter((a) => a.state === 'to_check');
    if (waiting.length === 0) throw rectificationErrors.RECTIFICATION_WRONG_STATE();
    refuseGaps(waiting);
    let recurred = 0;
    for (const answer of waiting) {
      await takeStep(tx, ctx, answer, { action: answer.found ? 'submit_found' : 'submit_absent' });
      if (answer.found && (await noteRecurrence(tx, ctx, actor, answer))) recurred += 1;
    }
    await tx
      .updateTable('rectification_receipt')
      .set({ submitted_on: ctx.clock.today() })
      .where('list_id', '=', listId)
      .where('unit_id', '=', actor.unitId)
      .execute();
    await tellSender(tx, ctx, actor, listId, waiting.length);
    const found = waiting.filter((a) => a.found).length;
    return { found, absent: waiting.length - found, recurred };
  });
}

function refuseGaps(answers: Parameters<typeof gapsOf>[0]): void {
  const gaps = gapsOf(answers);
  const refuse = (error: (typeof rectificationErrors)[keyof typeof rectificationErrors], seqs: number[]): AppError =>
    error({ hint: `第 ${seqs.join('、')} 项`, details: { items: seqs } });
  if (gaps.unanswered.length > 0) throw refuse(rectificationErrors.RECTIFICATION_UNANSWERED, gaps.unanswered);
  if (gaps.noCause.length > 0) throw refuse(rectificationErrors.RECTIFICATION_NO_CAUSE, gaps.noCause);
  if (gaps.noMeasure.length > 0) throw refuse(rectificationErrors.RECTIFICATION_NO_MEASURE, gaps.noMeasure);
}

async function tellSender(tx: Tx, ctx: Context, actor: Actor, listId: string, items: number): Promise<void> {
  const receipt = await tx
    .selectFrom('rectification_receipt')
    .select('from_unit_id')
    .where('list_id', '=', listId)
    .where('unit_id', '=', actor.unitId)
    .executeTakeFirstOrThrow();
  await sendMessages(tx, ctx, [
    {
      toUnitId: receipt.from_unit_id,
      kind: 'rectification.submitted',
      title: `${actor.unitName}报送逐条查摆情况`,
      body: `共 ${items} 项；不存在的问题请核验。`,
      link: `/rectification/${listId}`,
    },
  ]);
}

/** Links the answer to the latest one of the same kind closed in the same place within the time of watch, and tells the unit above the one that verifies. */
async function noteRecurrence(tx: Tx, ctx: Context, actor: Actor, answer: AnswerRow): Promise<boolean> {
  const today = ctx.clock.today();
  const watch = await monthsSet(tx, answer.division_code, WATCH_MONTHS, today);
  if (watch === null) return false;
  const earlier = await tx
    .selectFrom('rectification_answer')
    .select(['answer_id', 'verified_on'])
    .where('division_code', '=', answer.division_code)
    .where('unit_id', '=', answer.unit_id)
    .where('kind', '=', answer.kind)
    .where('state', '=', 'closed')
    .where('found', '=', true)
    .where('verified_on', '>=', addMonths(plainDate(today), -watch))
    .where('answer_id', '<>', answer.answer_id)
    .orderBy('verified_on', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!earlier) return false;
  const before = await lockedAnswer(tx, earlier.answer_id);
  await takeStep(tx, { ...ctx, actor: null }, before, { action: 'recur', data: { answerId: answer.answer_id } });
  await tx
    .updateTable('rectification_answer')
    .set({ recurrence_of: before.answer_id, recurrences: before.recurrences + 1, escalated_on: today })
    .where('answer_id', '=', answer.answer_id)
    .execute();
  const again = { ...answer, state: 'rectifying' as const };
  const data = { recurrenceOf: before.answer_id };
  await addEvents(tx, ctx, [{ answer: again, event: 'escalated', to: 'rectifying', data }]);
  await escalate(tx, ctx, actor, answer);
  return true;
}

async function escalate(tx: Tx, ctx: Context, actor: Actor, answer: AnswerRow): Promise<void> {
  const above = await tx
    .selectFrom('unit as u')
    .innerJoin('unit as p', 'p.unit_id', 'u.reporting_parent')
    .select(['p.unit_id', 'p.reporting_parent'])
    .where('u.unit_id', '=', answer.unit_id)
    .executeTakeFirst();
  const to = [above?.unit_id, above?.reporting_parent].filter((u): u is string => u !== null && u !== undefined);
  await sendMessages(
    tx,
    ctx,
    to.map((unitId) => ({
      toUnitId: unitId,
      kind: 'rectification.recurred',
      title: `${actor.unitName}同类问题再次发生`,
      body: '已销号的问题在观察期内再次查出，请督导。',
      link: `/rectification/answers/${answer.answer_id}`,
    })),
  );
}
