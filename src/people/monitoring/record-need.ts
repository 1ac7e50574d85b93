import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { peopleErrors } from '../errors.ts';
import { RecordNeed } from './schema.ts';

/**
 * How somebody who wishes to be trained this year can be: practical or concentrated, in the evening, near home (HA2020 一(一), 一(二)). Refused without a wish
 * to be trained on record.
 * @throws NOT_FOUND, NEED_WITHOUT_WISH
 */
export async function recordNeed(ctx: Context, input: RecordNeed): Promise<{ personId: string }> {
  const actor = authorise(ctx, 'monitor.record');
  const given = RecordNeed.parse(input);
  return transaction(ctx, async (tx) => {
    const person = await tx
      .selectFrom('person')
      .select(['name', 'village_code'])
      .where('person_id', '=', given.personId)
      .executeTakeFirst();
    if (!person) throw errors.NOT_FOUND();
    const wish = await tx
      .selectFrom('wish')
      .select('train')
      .where('person_id', '=', given.personId)
      .where('year', '=', given.year)
      .orderBy('asked_on', 'desc')
      .orderBy('recorded_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (wish?.train !== true) throw peopleErrors.NEED_WITHOUT_WISH();
    const need = {
      form: given.form,
      evening: given.evening,
      near_home: given.nearHome,
      trade: given.trade || null,
      note: given.note || null,
      recorded_by: actor.userId,
      recorded_at: ctx.clock.now(),
    };
    await tx
      .insertInto('training_need')
      .values({ person_id: given.personId, year: given.year, village_code: person.village_code, ...need })
      .onConflict((c) => c.columns(['person_id', 'year']).doUpdateSet(need))
      .execute();
    await audit(tx, ctx, {
      action: 'monitor.need',
      subjectType: 'person',
      subjectId: given.personId,
      personId: given.personId,
      divisionCode: person.village_code,
      summary: `登记${given.year}年培训需求：${person.name}`,
      payload: { form: given.form, evening: given.evening, nearHome: given.nearHome },
    });
    return { personId: given.personId };
  });
}
