import { sql } from 'kysely';
import { audit, auditMany } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { GuidePerson, TellHouseholds } from './schema.ts';

/** Policies told to households, by whom, and whether they signed (SD2017 三(一), 四(一)); a signature that comes later is added. @throws NOT_FOUND for one outside */
export async function tellHouseholds(ctx: Context, input: TellHouseholds): Promise<{ households: number }> {
  const actor = authorise(ctx, 'publicity.record');
  const given = TellHouseholds.parse(input);
  if (given.toldOn > ctx.clock.today())
    throw errors.INPUT_INVALID({ fields: [{ path: 'toldOn', message: '日期不能晚于今天' }] });
  const ids = [...new Set(given.householdIds)];
  return transaction(ctx, async (tx) => {
    const households = await tx
      .selectFrom('household')
      .select(['household_id', 'village_code', 'head_name'])
      .where('household_id', 'in', ids)
      .execute();
    if (households.length !== ids.length) throw errors.NOT_FOUND();
    await tx
      .insertInto('publicity_household')
      .values(
        households.map((h) => ({
          household_id: h.household_id,
          told_on: given.toldOn,
          village_code: h.village_code,
          teller: given.teller,
          acknowledged: given.acknowledged,
          note: given.note || null,
          recorded_by: actor.userId,
          recorded_at: ctx.clock.now(),
        })),
      )
      .onConflict((c) =>
        c
          .columns(['household_id', 'told_on', 'teller'])
          .doUpdateSet({ acknowledged: sql<boolean>`publicity_household.acknowledged or excluded.acknowledged` }),
      )
      .execute();
    await auditMany(
      tx,
      ctx,
      households.map((h) => ({
        action: 'publicity.household',
        subjectType: 'household',
        subjectId: h.household_id,
        divisionCode: h.village_code,
        summary: `入户宣传：${h.head_name ?? ''}户`,
        payload: { toldOn: given.toldOn, teller: given.teller, acknowledged: given.acknowledged },
      })),
    );
    return { households: households.length };
  });
}

/** Somebody guided towards study, training or work (引导发动, SD2017 三(一)); `later` names the day to call again. Told again for a day it is kept once. @throws NOT_FOUND */
export async function guidePerson(ctx: Context, input: GuidePerson): Promise<{ recorded: boolean }> {
  const actor = authorise(ctx, 'publicity.record');
  const given = GuidePerson.parse(input);
  const again = given.callAgainOn ?? null;
  if ((given.result === 'later') !== (again !== null))
    throw errors.INPUT_INVALID({ fields: [{ path: 'callAgainOn', message: '“以后再联系”要写明日期，其他结果不写' }] });
  if (given.contactedOn > ctx.clock.today())
    throw errors.INPUT_INVALID({ fields: [{ path: 'contactedOn', message: '日期不能晚于今天' }] });
  return transaction(ctx, async (tx) => {
    const person = await tx
      .selectFrom('person')
      .select(['name', 'village_code'])
      .where('person_id', '=', given.personId)
      .executeTakeFirst();
    if (!person) throw errors.NOT_FOUND();
    const added = await tx
      .insertInto('guidance_contact')
      .values({
        person_id: given.personId,
        contact_id: ctx.newId(),
        village_code: person.village_code,
        contacted_on: given.contactedOn,
        result: given.result,
        call_again_on: again,
        note: given.note || null,
        recorded_by: actor.userId,
        recorded_at: ctx.clock.now(),
      })
      .onConflict((c) => c.columns(['person_id', 'contacted_on']).doNothing())
      .returning('contact_id')
      .executeTakeFirst();
    if (!added) return { recorded: false };
    await audit(tx, ctx, {
      action: 'publicity.guide',
      subjectType: 'person',
      subjectId: given.personId,
      personId: given.personId,
      divisionCode: person.village_code,
      summary: `引导发动：${person.name}`,
      payload: { result: given.result, callAgainOn: again },
    });
    return { recorded: true };
  });
}
