import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, lockUntilEnd } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { NameLiaison } from '../schema.ts';

/**
 * Names who at the actor's own HR or poverty department keeps up the liaison with the other one, from a day on (SD2017 三(一)); whoever was
 * named before is kept on record until that day. The same person again changes nothing.
 * @throws NOT_PERMITTED for other departments, INPUT_INVALID for a day before the present contact's first
 */
export async function nameLiaison(ctx: Context, input: NameLiaison): Promise<{ contactId: string; changed: boolean }> {
  const actor = authorise(ctx, 'liaison.keep');
  if (actor.line !== 'hr' && actor.line !== 'poverty') throw errors.NOT_PERMITTED();
  const given = NameLiaison.parse(input);
  return transaction(ctx, async (tx) => {
    await lockUntilEnd(tx, `liaison ${actor.unitId}`);
    const now = await tx
      .selectFrom('liaison_contact')
      .selectAll()
      .where('unit_id', '=', actor.unitId)
      .where('valid_to', 'is', null)
      .executeTakeFirst();
    if (now && now.name === given.name && now.phone === given.phone && now.duty === (given.duty ?? null))
      return { contactId: now.contact_id, changed: false };
    if (now && given.validFrom <= now.valid_from)
      throw errors.INPUT_INVALID({
        fields: [{ path: 'validFrom', message: `应晚于现任联系人的起始日期 ${now.valid_from}` }],
      });
    if (now)
      await tx
        .updateTable('liaison_contact')
        .set({ valid_to: given.validFrom })
        .where('contact_id', '=', now.contact_id)
        .execute();
    const contactId = ctx.newId();
    await tx
      .insertInto('liaison_contact')
      .values({
        contact_id: contactId,
        unit_id: actor.unitId,
        name: given.name,
        duty: given.duty ?? null,
        phone: given.phone,
        valid_from: given.validFrom,
        set_by: actor.userId,
        set_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'liaison.name',
      subjectType: 'unit',
      subjectId: actor.unitId,
      divisionCode: actor.divisionCode,
      summary: `工作对接联系人：${actor.unitName}，${given.name}，自 ${given.validFrom} 起`,
      payload: { before: now?.name ?? null },
    });
    return { contactId, changed: true };
  });
}
