import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { matchingErrors } from '../errors.ts';
import { canonicalOf, lockCanonical } from './linked-records.ts';
import { UnlinkRecords } from '../schema.ts';

/**
 * Takes a record out of a wrong link: a further row in the link book that says it no longer holds; what was done under it stays on record.
 * @throws NOT_FOUND, LINK_NONE when the record stands by itself already
 */
export async function unlinkRecords(ctx: Context, input: UnlinkRecords): Promise<{ personId: string }> {
  const actor = authorise(ctx, 'people.event');
  const { personId, reason } = UnlinkRecords.parse(input);
  return transaction(ctx, async (tx) => {
    await lockCanonical(tx, personId);
    const person = await tx
      .selectFrom('person')
      .select(['name', 'village_code'])
      .where('person_id', '=', personId)
      .executeTakeFirst();
    if (!person) throw errors.NOT_FOUND();
    const last = await tx
      .selectFrom('identity_link')
      .selectAll()
      .where('person_id', '=', personId)
      .orderBy('recorded_at', 'desc')
      .orderBy('link_id', 'desc')
      .executeTakeFirst();
    if (!last?.valid) throw matchingErrors.LINK_NONE();
    const canonicalId = await canonicalOf(tx, personId);
    await tx
      .insertInto('identity_link')
      .values({
        person_id: personId,
        link_id: ctx.newId(),
        canonical_id: canonicalId,
        valid: false,
        certainty: last.certainty,
        rule: 'undone',
        recorded_at: ctx.clock.now(),
        recorded_by: actor.userId,
      })
      .execute();
    await audit(tx, ctx, {
      action: 'identity.unlink',
      subjectType: 'person',
      subjectId: personId,
      personId,
      divisionCode: person.village_code,
      summary: `解除记录关联：${person.name}`,
      payload: { canonicalId, reason },
    });
    return { personId };
  });
}
