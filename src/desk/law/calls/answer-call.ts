import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { asks, callsOf, callView, yearOf } from './call-store.ts';
import { documentsHere } from '../law-state.ts';
import { AnswerCall, type CallUnit } from '../schema.ts';

/**
 * States for one's own office that it carries out what a document calls for, and in which of its own documents. What was stated before stays on record; the
 * same again changes nothing. @throws NOT_PERMITTED, NOT_FOUND when the call does not ask one's office
 */
export async function answerCall(ctx: Context, input: AnswerCall): Promise<CallUnit> {
  const actor = authorise(ctx, 'law.prepare');
  const today = ctx.clock.today();
  const { key, year = Number(today.slice(0, 4)), ...given } = AnswerCall.parse(input);
  const stated = {
    title: given.title || null,
    number: given.number || null,
    clause: given.clause || null,
    note: given.note || null,
  };
  return transaction(ctx, async (tx) => {
    const calls = await callsOf(tx, await documentsHere(tx, actor, today));
    const call = calls.find((c) => c.key === key && asks(c, actor));
    const before = call && (await callView(tx, call, actor, year, today)).mine;
    if (!call || !before) throw errors.NOT_FOUND();
    const tasks = tasksOf(call.tasks, given.tasks ?? {});
    const same =
      (['title', 'number', 'clause', 'note'] as const).every((k) => before[k] === stated[k]) &&
      call.tasks.every(({ key: task }) => before.tasks[task] === tasks[task]);
    if (before.statedAt !== null && same) return before;
    const statementId = ctx.newId();
    await tx
      .insertInto('law_statement')
      .values({
        statement_id: statementId,
        call_key: key,
        unit_id: actor.unitId,
        unit_name: actor.unitName,
        division_code: actor.divisionCode ?? 0,
        year: yearOf(call, year),
        ...stated,
        tasks: JSON.stringify(tasks),
        stated_by: actor.userId,
        stated_name: actor.name,
        stated_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'law.answer_call',
      subjectType: 'law_statement',
      subjectId: statementId,
      divisionCode: actor.divisionCode,
      summary: `落实情况：${call.title_zh}`,
      payload: { key, year, ...stated, tasks },
    });
    const after = (await callView(tx, call, actor, year, today)).mine;
    if (!after) throw errors.NOT_FOUND();
    return after;
  });
}

/** The clauses given for tasks of the call; empty ones and others are left out. */
const tasksOf = (asked: readonly { key: string }[], given: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(asked.flatMap(({ key }) => (given[key] ? [[key, given[key]]] : [])));
