import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { matchingErrors } from '../errors.ts';
import { canonicalOf, linkedRecords, lockCanonical } from './linked-records.ts';
import { LinkRecords } from '../schema.ts';

/**
 * Joins two records found to be one human: a new row in the link book, nothing merged. `proved` is taken only where valid number and name are
 * equal; an inferred link never carries money. The same link again changes nothing.
 * @throws NOT_FOUND, LINK_TO_ITSELF, LINK_NOT_PROVED
 */
export async function linkRecords(ctx: Context, input: LinkRecords): Promise<{ canonicalId: string }> {
  const actor = authorise(ctx, 'people.event');
  const link = LinkRecords.parse(input);
  if (link.personId === link.otherId) throw matchingErrors.LINK_TO_ITSELF();
  return transaction(ctx, async (tx) => {
    const [first, second] = [link.personId, link.otherId].sort() as [string, string];
    await lockCanonical(tx, first);
    await lockCanonical(tx, second);
    const records = await tx
      .selectFrom('person')
      .select(['person_id', 'name', 'name_key', 'id_index', 'id_state', 'village_code'])
      .where('person_id', 'in', [first, second])
      .execute();
    if (records.length !== 2) throw errors.NOT_FOUND();
    const [a, b] = records as [(typeof records)[0], (typeof records)[0]];
    const equal =
      a.id_state === 'valid' && b.id_state === 'valid' && a.id_index!.equals(b.id_index!) && a.name_key === b.name_key;
    if (link.certainty === 'proved' && !equal) throw matchingErrors.LINK_NOT_PROVED();
    const canonicalId = await canonicalOf(tx, first);
    if ((await linkedRecords(tx, first, link.certainty === 'proved' ? 'proved' : 'any')).includes(second))
      return { canonicalId };
    const members = new Set([first, ...(await linkedRecords(tx, second, 'any')), second, canonicalId]);
    await writeLinks(ctx, tx, [...members], canonicalId, link, actor.userId);
    await audit(tx, ctx, {
      action: 'identity.link',
      subjectType: 'person',
      subjectId: canonicalId,
      personId: canonicalId,
      divisionCode: a.village_code,
      summary: `关联同一人的记录：${a.name}、${b.name}（${link.certainty === 'proved' ? '已证实' : '推定'}）`,
      payload: { personIds: [...members], reason: link.reason },
    });
    return { canonicalId };
  });
}

async function writeLinks(
  ctx: Context,
  tx: Tx,
  members: string[],
  canonicalId: string,
  link: LinkRecords,
  by: string,
): Promise<void> {
  const at = ctx.clock.now();
  await tx
    .insertInto('identity_link')
    .values(
      members.map((person_id) => ({
        person_id,
        link_id: ctx.newId(),
        canonical_id: canonicalId,
        valid: true,
        certainty: link.certainty,
        rule: link.certainty === 'proved' ? 'id_exact_name' : 'entered',
        recorded_at: at,
        recorded_by: by,
      })),
    )
    .execute();
}
