import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { mayShow } from '../../organizations/index.ts';
import { logDisclosure } from './read-log.ts';
import { UnmaskPerson } from '../schema.ts';

const TITLES = { id_number: '证件号码', phone: '联系电话', address: '家庭住址' } as const;

/**
 * Shows one field in full, for a purpose that is written down: read log and audit entry are in the same transaction, so nothing is shown
 * that is not logged.
 * @throws NOT_FOUND outside the reader's scope, NOT_PERMITTED when the department line may not see the field
 */
export async function unmaskPerson(ctx: Context, input: UnmaskPerson): Promise<{ value: string | null }> {
  const actor = authorise(ctx, 'people.unmask');
  const { personId, field, text, ...asked } = UnmaskPerson.parse(input);
  const purpose = text ? `${asked.purpose}：${text}` : asked.purpose;
  if (!mayShow(actor.line as never, 'person', field)) throw errors.NOT_PERMITTED({ details: { field } });
  return transaction(ctx, async (tx) => {
    const person = await tx
      .selectFrom('person')
      .select([field, 'village_code'])
      .where('person_id', '=', personId)
      .executeTakeFirst();
    if (!person) throw errors.NOT_FOUND();
    await logDisclosure(tx, ctx, { act: 'unmask', personId, persons: 1, purpose, detail: { field } });
    await audit(tx, ctx, {
      action: 'person.unmask',
      subjectType: 'person',
      subjectId: personId,
      personId,
      divisionCode: person.village_code,
      summary: `查看完整${TITLES[field]}`,
      payload: { field, purpose },
    });
    return { value: ctx.vault.decrypt(person[field]) };
  });
}
