import { areasHold, divisionNames, rangeOf } from '../../../organizations/index.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { RecordLine } from '../schema.ts';
import { lockedAnswer } from '../store.ts';
import { takeStep } from '../step.ts';

/** One line of 乡（村）整改情况 under the own answer; told again, the newer one stands and both are in the history. @throws NOT_FOUND for a place outside */
export async function recordLine(ctx: Context, input: RecordLine): Promise<{ placeName: string }> {
  const actor = authorise(ctx, 'supervision.answer');
  const given = RecordLine.parse(input);
  return transaction(ctx, async (tx) => {
    const answer = await lockedAnswer(tx, given.answerId);
    const place = (await divisionNames(tx, [given.placeCode], ctx.clock.today())).get(given.placeCode);
    const below =
      areasHold([rangeOf(answer.division_code)], given.placeCode) && given.placeCode !== answer.division_code;
    if (!place || !below) throw errors.NOT_FOUND();
    await takeStep(tx, ctx, answer, {
      action: 'record_line',
      data: { place: place.name, situation: given.situation, before: given.before ?? null, after: given.after ?? null },
    });
    const line = {
      situation: given.situation,
      before_value: given.before ?? null,
      after_value: given.after ?? null,
      recorded_by: actor.userId,
      recorded_at: ctx.clock.now(),
    };
    await tx
      .insertInto('rectification_line')
      .values({
        answer_id: given.answerId,
        line_id: ctx.newId(),
        division_code: answer.division_code,
        place_code: given.placeCode,
        place_name: place.name,
        ...line,
      })
      .onConflict((c) => c.columns(['answer_id', 'place_code']).doUpdateSet(line))
      .execute();
    return { placeName: place.name };
  });
}
