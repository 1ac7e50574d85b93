import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { peopleErrors } from '../errors.ts';
import { RecordVisit } from './survey-schema.ts';

/**
 * A school's visit to a village it was assigned: whom it met, what it found, how it publicised the policies (SD2017 三(一)). A second report of
 * the same village and day is answered with the first; nothing is edited.
 * @throws NOT_FOUND for a village that was not assigned to the school that year, EVENT_IN_FUTURE
 */
export async function recordVisit(ctx: Context, input: RecordVisit): Promise<{ visitId: string }> {
  const actor = authorise(ctx, 'survey.visit');
  const v = RecordVisit.parse(input);
  if (v.visitedOn > ctx.clock.today()) throw peopleErrors.EVENT_IN_FUTURE();
  const { institutionId } = actor;
  if (institutionId === null) throw errors.NOT_FOUND();
  const year = Number(v.visitedOn.slice(0, 4));
  return transaction(ctx, async (tx) => {
    const assigned = await tx
      .selectFrom('survey_village')
      .select('village_code')
      .where('institution_id', '=', institutionId)
      .where('year', '=', year)
      .where('village_code', '=', v.villageCode)
      .executeTakeFirst();
    if (!assigned) throw errors.NOT_FOUND();
    const visitId = ctx.newId();
    const added = await tx
      .insertInto('survey_visit')
      .values({
        visit_id: visitId,
        institution_id: institutionId,
        year,
        village_code: v.villageCode,
        visited_on: v.visitedOn,
        visitors: v.visitors,
        households: v.households,
        people: v.people,
        would_study: v.wouldStudy,
        would_train: v.wouldTrain,
        publicity: v.publicity || null,
        materials: v.materials || null,
        attendees: v.attendees ?? null,
        note: v.note || null,
        recorded_by: actor.userId,
        recorded_at: ctx.clock.now(),
      })
      .onConflict((c) => c.columns(['institution_id', 'village_code', 'visited_on']).doNothing())
      .executeTakeFirst();
    if (added.numInsertedOrUpdatedRows === 0n) {
      const earlier = await tx
        .selectFrom('survey_visit')
        .select('visit_id')
        .where('institution_id', '=', institutionId)
        .where('village_code', '=', v.villageCode)
        .where('visited_on', '=', v.visitedOn)
        .executeTakeFirstOrThrow();
      return { visitId: earlier.visit_id };
    }
    await audit(tx, ctx, {
      action: 'survey.visit',
      subjectType: 'survey_visit',
      subjectId: visitId,
      divisionCode: v.villageCode,
      institutionId,
      summary: `登记走访：${actor.unitName}，${v.visitedOn}，摸底 ${v.people} 人`,
    });
    return { visitId };
  });
}
