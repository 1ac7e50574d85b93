import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, lockUntilEnd } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { peopleErrors } from '../errors.ts';
import { RecordWish } from '../schema.ts';
import { addWishes } from './wish-store.ts';

/** The role of a family acting for itself with its slip and code: given by outreach for one act, never by an office. */
export const FAMILY_ROLE = 'family';

/**
 * Writes down what a person wishes this year: to study, to train, both or neither, with who asked and when (SD2017 二). Answers are added,
 * never changed; the latest day counts. The same answer again changes nothing.
 * @throws NOT_FOUND outside the reader's scope, WISH_REASON_MISSING, WISH_DATE_WRONG
 */
export async function recordWish(ctx: Context, input: RecordWish): Promise<{ recorded: boolean }> {
  const actor = authorise(ctx, 'wish.record');
  const wish = RecordWish.parse(input);
  if (wish.study === false && wish.train === false && !wish.refusalReason) throw peopleErrors.WISH_REASON_MISSING();
  if (wish.askedOn > ctx.clock.today() || Number(wish.askedOn.slice(0, 4)) !== wish.year)
    throw peopleErrors.WISH_DATE_WRONG();
  return transaction(ctx, async (tx) => {
    await lockUntilEnd(tx, `people.wish ${wish.personId}`);
    const person = await tx
      .selectFrom('person')
      .select(['name', 'village_code'])
      .where('person_id', '=', wish.personId)
      .executeTakeFirst();
    if (!person) throw errors.NOT_FOUND();
    const added = await addWishes(tx, [
      {
        wishId: ctx.newId(),
        personId: wish.personId,
        villageCode: person.village_code,
        year: wish.year,
        study: wish.study,
        train: wish.train,
        trade: wish.trade ?? null,
        refusalReason: wish.refusalReason ?? null,
        askedBy: wish.askedBy,
        askedOn: wish.askedOn,
        source: actor.roles.includes(FAMILY_ROLE) ? 'family' : wish.by,
        listId: null,
        evidenceFileId: wish.evidenceFileId ?? null,
        recordedBy: actor.userId,
        recordedAt: ctx.clock.now(),
      },
    ]);
    if (added === 0) return { recorded: false };
    await audit(tx, ctx, {
      action: 'wish.record',
      subjectType: 'wish',
      subjectId: wish.personId,
      personId: wish.personId,
      divisionCode: person.village_code,
      summary: `登记${wish.year}年意愿：${person.name}`,
      payload: { study: wish.study, train: wish.train, askedOn: wish.askedOn },
    });
    return { recorded: true };
  });
}
