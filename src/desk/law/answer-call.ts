import { audit } from '../../platform/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { asks, callsOf, callView, yearOf } from './call-store.ts';
import { documentsHere } from './law-state.ts';
import { AnswerCall, type CallUnit } from './schema.ts';

/**
 * States for one's own office that it carries out what a document calls for, and in which of its own documents. What was stated before stays on record; the
 * same again changes nothing. @throws NOT_PERMITTED, NOT_FOUND when the call does not ask one's office
 */
export async function answerCall(ctx: Context, input: AnswerCall): Promise<CallUnit> {
  const actor = authorise(ctx, 'law.prepare');
  const { key, year = Number(ctx.clock.today().slice(0, 4)), ...given } = AnswerCall.parse(input);
  const stated = {
    title: given.title || null,
    number: given.number || null,
    clause: given.clause || null,
    note: given.note || null,
  };
  return transaction(ctx, async (tx) => {
    const calls = await callsOf(tx, await documentsHere(tx, actor, ctx.clock.today()));
    const call = calls.find((c) => c.key === key && asks(c, actor));
    const before = call && (await callView(tx, call, actor, year)).mine;
    if (!call || !before) throw errors.NOT_FOUND();
    const same = (['title', 'number', 'clause', 'note'] as const).every((k) => before[k] === stated[k]);
    if (before.state !== 'missing' && same) return before;
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
      payload: { key, year, ...stated },
    });
    const after = (await callView(tx, call, actor, year)).mine;
    if (!after) throw errors.NOT_FOUND();
    return after;
  });
}
