import { authoriseAny, type Context } from '../platform/context.ts';
import { read } from '../platform/db.ts';
import { errors } from '../platform/errors.ts';
import { standsAbove } from './governance.ts';
import type { UnitRow } from './list-units.ts';

export type UnitView = Omit<UnitRow, 'people' | 'administrators' | 'divisionName'> & {
  names: { name: string; validFrom: string; validTo: string | null }[];
  areas: { lo: string; hi: string; validFrom: string; validTo: string | null }[];
};

/** One unit with the history of its names and areas. @throws NOT_PERMITTED, NOT_FOUND outside one's area */
export async function viewUnit(ctx: Context, input: { unitId: string }): Promise<UnitView> {
  const actor = authoriseAny(ctx, ['units.manage', 'users.manage']);
  return read(ctx, async (tx) => {
    const unit = await tx.selectFrom('unit').selectAll().where('unit_id', '=', input.unitId).executeTakeFirst();
    if (!unit) throw errors.NOT_FOUND();
    const governed = { unitId: unit.unit_id, level: unit.level, line: unit.line, divisionCode: unit.division_code };
    const above = standsAbove(actor, governed);
    if (!above && unit.unit_id !== actor.unitId) throw errors.NOT_FOUND();
    const names = await tx
      .selectFrom('unit_name')
      .selectAll()
      .where('unit_id', '=', unit.unit_id)
      .orderBy('valid_from')
      .execute();
    const areas = await tx
      .selectFrom('unit_area')
      .selectAll()
      .where('unit_id', '=', unit.unit_id)
      .orderBy('valid_from')
      .orderBy('lo')
      .execute();
    const code = (n: number) => String(n).padStart(12, '0');
    return {
      unitId: unit.unit_id,
      name: unit.name,
      level: unit.level,
      line: unit.line,
      divisionCode: unit.division_code === null ? '' : code(unit.division_code),
      validFrom: unit.valid_from,
      names: names.map((n) => ({ name: n.name, validFrom: n.valid_from, validTo: n.valid_to })),
      areas: areas.map((a) => ({ lo: code(a.lo), hi: code(a.hi), validFrom: a.valid_from, validTo: a.valid_to })),
    };
  });
}
