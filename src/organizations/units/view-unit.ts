import { authoriseAny, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { standsAbove } from './governance.ts';
import type { UnitRow } from './list-units.ts';
import { rangeOf } from '../scope/scope.ts';

export type UnitView = Omit<UnitRow, 'people' | 'administrators'> & {
  names: { name: string; validFrom: string; validTo: string | null }[];
  areas: { lo: string; hi: string; name: string | null; validFrom: string; validTo: string | null }[];
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
    const named = await namesOfAreas(tx, areas);
    const code = (n: number) => String(n).padStart(12, '0');
    return {
      unitId: unit.unit_id,
      name: unit.name,
      level: unit.level,
      line: unit.line,
      divisionCode: unit.division_code === null ? '' : code(unit.division_code),
      divisionName: await divisionName(tx, unit.division_code),
      validFrom: unit.valid_from,
      names: names.map((n) => ({ name: n.name, validFrom: n.valid_from, validTo: n.valid_to })),
      areas: areas.map((a) => ({
        lo: code(a.lo),
        hi: code(a.hi),
        name: named.get(`${a.lo} ${a.hi}`) ?? null,
        validFrom: a.valid_from,
        validTo: a.valid_to,
      })),
    };
  });
}

/** The full name of a division whose codes are exactly a range, by `lo hi`. */
async function namesOfAreas(tx: Tx, areas: readonly { lo: number; hi: number }[]): Promise<Map<string, string>> {
  if (areas.length === 0) return new Map();
  const rows = await tx
    .selectFrom('division')
    .select(['code', 'full_name'])
    .where(
      'code',
      'in',
      areas.map((a) => a.lo),
    )
    .orderBy('valid_from')
    .execute();
  return new Map(
    rows.map((r) => {
      const { lo, hi } = rangeOf(r.code);
      return [`${lo} ${hi}`, r.full_name];
    }),
  );
}

async function divisionName(tx: Tx, code: number | null): Promise<string> {
  if (code === null) return '';
  const row = await tx
    .selectFrom('division')
    .select('full_name')
    .where('code', '=', code)
    .orderBy('valid_from', 'desc')
    .executeTakeFirst();
  return row?.full_name ?? '';
}
