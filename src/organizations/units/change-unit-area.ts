import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type AreaRange, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { managedUnit } from './managed-unit.ts';
import type { ChangeUnitArea } from '../schema.ts';
import { normalizeAreas, rangeOf } from '../scope/scope.ts';

/**
 * From a day on, the unit answers for exactly these divisions; before, for what it did. The same again changes nothing.
 * @throws NOT_PERMITTED, NOT_FOUND when the unit or a division lies outside one's own area
 */
export async function changeUnitArea(
  ctx: Context,
  input: ChangeUnitArea,
): Promise<{ unitId: string; areas: AreaRange[] }> {
  const actor = authorise(ctx, 'units.manage');
  const areas = normalizeAreas(input.divisions.map(rangeOf));
  if (!areas.every((area) => isWithin(actor, area))) throw errors.NOT_FOUND();
  return transaction(ctx, async (tx) => {
    const unit = await managedUnit(tx, actor, input.unitId, ctx.clock.today());
    if (unit.unitId === actor.unitId && actor.line !== 'system') throw errors.NOT_FOUND();
    await tx.selectFrom('unit').select('unit_id').where('unit_id', '=', unit.unitId).forUpdate().execute();
    const open = await tx
      .selectFrom('unit_area')
      .selectAll()
      .where('unit_id', '=', unit.unitId)
      .where('valid_to', 'is', null)
      .execute();
    const kept = (area: AreaRange) => open.some((o) => o.lo === area.lo && o.hi === area.hi);
    const gone = open.filter((o) => !areas.some((a) => a.lo === o.lo && a.hi === o.hi));
    const added = areas.filter((area) => !kept(area));
    if (gone.length + added.length === 0) return { unitId: unit.unitId, areas };
    for (const { lo, valid_from } of gone) {
      const valid_to = input.from > valid_from ? input.from : valid_from;
      await tx
        .updateTable('unit_area')
        .set({ valid_to })
        .where('unit_id', '=', unit.unitId)
        .where('lo', '=', lo)
        .where('valid_from', '=', valid_from)
        .execute();
    }
    for (const area of added) {
      await tx
        .insertInto('unit_area')
        .values({ unit_id: unit.unitId, ...area, valid_from: input.from })
        .onConflict((c) => c.columns(['unit_id', 'lo', 'valid_from']).doUpdateSet({ hi: area.hi, valid_to: null }))
        .execute();
    }
    await audit(tx, ctx, {
      action: 'unit.change_area',
      subjectType: 'unit',
      subjectId: unit.unitId,
      divisionCode: unit.divisionCode,
      summary: `调整管辖范围：${unit.name}`,
      payload: { from: input.from, reason: input.reason, areas, ended: gone.map(({ lo, hi }) => ({ lo, hi })) },
    });
    return { unitId: unit.unitId, areas };
  });
}

function isWithin(actor: Actor, area: AreaRange): boolean {
  return normalizeAreas(actor.areas).some((own) => own.lo <= area.lo && area.hi <= own.hi);
}
