import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { peopleErrors } from '../errors.ts';
import { VisitHousehold } from './schema.ts';

/** A visit to a household (动态观测, HA2020 一(二)); told again for a day it is kept once. @throws NOT_FOUND, EVENT_IN_FUTURE */
export async function visitHousehold(ctx: Context, input: VisitHousehold): Promise<{ visitId: string }> {
  const actor = authorise(ctx, 'monitor.record');
  const v = VisitHousehold.parse(input);
  if (v.visitedOn > ctx.clock.today()) throw peopleErrors.EVENT_IN_FUTURE();
  return transaction(ctx, async (tx) => {
    const household = await tx
      .selectFrom('household')
      .select(['village_code', 'head_name'])
      .where('household_id', '=', v.householdId)
      .executeTakeFirst();
    if (!household) throw errors.NOT_FOUND();
    const added = await tx
      .insertInto('household_visit')
      .values({
        visit_id: ctx.newId(),
        household_id: v.householdId,
        village_code: household.village_code,
        visited_on: v.visitedOn,
        visitor: v.visitor,
        finding: v.finding || null,
        hardship: v.hardship,
        recorded_by: actor.userId,
        recorded_at: ctx.clock.now(),
      })
      .onConflict((c) => c.columns(['household_id', 'visited_on']).doNothing())
      .returning('visit_id')
      .executeTakeFirst();
    if (!added) {
      const known = await tx
        .selectFrom('household_visit')
        .select('visit_id')
        .where('household_id', '=', v.householdId)
        .where('visited_on', '=', v.visitedOn)
        .executeTakeFirstOrThrow();
      return { visitId: known.visit_id };
    }
    await audit(tx, ctx, {
      action: 'monitor.visit',
      subjectType: 'household',
      subjectId: v.householdId,
      divisionCode: household.village_code,
      summary: `入户走访：${household.head_name ?? ''}户，${v.visitedOn}${v.hardship ? '，发现风险' : ''}`,
    });
    return { visitId: added.visit_id };
  });
}
