import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { PlanTheme, RecordItem } from './schema.ts';

/** One act of publicity with what came of it (SD2017 四(一), HA2020 四(三), N2021 五(四)). @throws INPUT_INVALID for a day to come */
export async function recordItem(ctx: Context, input: RecordItem): Promise<{ itemId: string }> {
  const actor = authorise(ctx, 'publicity.record');
  const given = RecordItem.parse(input);
  if (given.heldOn > ctx.clock.today())
    throw errors.INPUT_INVALID({ fields: [{ path: 'heldOn', message: '日期不能晚于今天' }] });
  return transaction(ctx, async (tx) => {
    const divisionCode = await placeOf(tx, actor);
    const itemId = ctx.newId();
    await tx
      .insertInto('publicity_item')
      .values({
        item_id: itemId,
        division_code: divisionCode,
        institution_id: actor.institutionId,
        unit_id: actor.unitId,
        unit_name: actor.unitName,
        title: given.title,
        held_on: given.heldOn,
        theme: given.theme ?? null,
        media: given.media,
        campaign: given.campaign || null,
        views: given.views,
        enquiries: given.enquiries,
        applications: given.applications,
        recorded_by: actor.userId,
        recorded_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'publicity.item',
      subjectType: 'publicity_item',
      subjectId: itemId,
      divisionCode,
      institutionId: actor.institutionId,
      summary: `登记宣传：${given.title}`,
    });
    return { itemId };
  });
}

/** Where an office or an institution stands. @throws NOT_PERMITTED for a unit without a place */
export async function placeOf(tx: Tx, actor: Actor): Promise<number> {
  if (actor.institutionId === null) {
    if (actor.divisionCode === null) throw errors.NOT_PERMITTED();
    return actor.divisionCode;
  }
  const row = await tx
    .selectFrom('institution')
    .select('location_code')
    .where('institution_id', '=', actor.institutionId)
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row.location_code;
}

/** A day to prepare for (FYP14 二十二): one's office is reminded once, so many days ahead. Planned again for the day it is kept once. */
export async function planTheme(ctx: Context, input: PlanTheme): Promise<{ eventId: string }> {
  const actor = authorise(ctx, 'publicity.record');
  const given = PlanTheme.parse(input);
  return transaction(ctx, async (tx) => {
    const divisionCode = await placeOf(tx, actor);
    const added = await tx
      .insertInto('theme_event')
      .values({
        event_id: ctx.newId(),
        division_code: divisionCode,
        unit_id: actor.unitId,
        name: given.name,
        on_date: given.onDate,
        lead_days: given.leadDays,
        recorded_by: actor.userId,
        recorded_at: ctx.clock.now(),
      })
      .onConflict((c) => c.columns(['unit_id', 'name', 'on_date']).doUpdateSet({ lead_days: given.leadDays }))
      .returning('event_id')
      .executeTakeFirstOrThrow();
    await audit(tx, ctx, {
      action: 'publicity.theme',
      subjectType: 'theme_event',
      subjectId: added.event_id,
      divisionCode,
      summary: `计划主题宣传：${given.name} ${given.onDate}`,
    });
    return { eventId: added.event_id };
  });
}
