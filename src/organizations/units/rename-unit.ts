import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { managedUnit } from './managed-unit.ts';
import type { RenameUnit } from '../schema.ts';

/**
 * Gives a unit its new name from a day on (扶贫办 → 乡村振兴局); what was signed before keeps the old one. The same name again changes nothing.
 * @throws NOT_PERMITTED, NOT_FOUND, INPUT_INVALID for a day in the future or not after the last renaming
 */
export async function renameUnit(ctx: Context, input: RenameUnit): Promise<{ unitId: string; name: string }> {
  const actor = authorise(ctx, 'units.manage');
  const today = ctx.clock.today();
  if (input.from > today) throw errors.INPUT_INVALID({ fields: [{ path: 'from', message: '更名日期不能晚于今天' }] });
  return transaction(ctx, async (tx) => {
    const unit = await managedUnit(tx, actor, input.unitId, today);
    await tx.selectFrom('unit').select('unit_id').where('unit_id', '=', unit.unitId).forUpdate().execute();
    const current = await tx
      .selectFrom('unit_name')
      .selectAll()
      .where('unit_id', '=', unit.unitId)
      .where('valid_to', 'is', null)
      .executeTakeFirst();
    const name = current?.name ?? unit.name;
    const since = current?.valid_from ?? unit.validFrom;
    if (name === input.name) return { unitId: unit.unitId, name };
    if (input.from <= since)
      throw errors.INPUT_INVALID({ fields: [{ path: 'from', message: `更名日期应晚于 ${since}` }] });
    if (current) {
      await tx
        .updateTable('unit_name')
        .set({ valid_to: input.from })
        .where('unit_id', '=', unit.unitId)
        .where('valid_from', '=', since)
        .execute();
    } else {
      await tx
        .insertInto('unit_name')
        .values({ unit_id: unit.unitId, name, valid_from: since, valid_to: input.from })
        .execute();
    }
    await tx
      .insertInto('unit_name')
      .values({ unit_id: unit.unitId, name: input.name, valid_from: input.from })
      .execute();
    await tx.updateTable('unit').set({ name: input.name }).where('unit_id', '=', unit.unitId).execute();
    await audit(tx, ctx, {
      action: 'unit.rename',
      subjectType: 'unit',
      subjectId: unit.unitId,
      divisionCode: unit.divisionCode,
      summary: `单位更名：${name} → ${input.name}`,
      payload: { from: input.from, before: name, after: input.name, reason: input.reason },
    });
    return { unitId: unit.unitId, name: input.name };
  });
}
