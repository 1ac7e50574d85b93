import type { Tx } from '../platform/db.ts';

export type OfficeAt = { unitId: string; name: string; phone: string | null; line: string };

/** The offices of a level and of one of the department lines at a division, in force on the day; none where the place has no account. */
export async function officesAt(
  tx: Tx,
  place: { level: string; lines?: readonly string[]; divisionCode: number; onDate: string },
): Promise<OfficeAt[]> {
  let query = tx
    .selectFrom('unit')
    .select(['unit_id', 'name', 'phone', 'line'])
    .where('division_code', '=', place.divisionCode)
    .where('level', '=', place.level)
    .where('valid_from', '<=', place.onDate)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', place.onDate)]))
    .orderBy('unit_id');
  if (place.lines) query = query.where('line', 'in', [...place.lines]);
  const rows = await query.execute();
  return rows.map((u) => ({ unitId: u.unit_id, name: u.name, phone: u.phone, line: u.line }));
}

/** The unit of a school, in force on the day. */
export async function unitOfSchool(tx: Tx, institutionId: string, onDate: string): Promise<string | null> {
  const row = await tx
    .selectFrom('unit')
    .select('unit_id')
    .where('institution_id', '=', institutionId)
    .where('line', '=', 'school')
    .where('valid_from', '<=', onDate)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', onDate)]))
    .orderBy('unit_id')
    .executeTakeFirst();
  return row?.unit_id ?? null;
}

/** Lets a unit see persons outside its area from today on; a grant that is there stays as it is. */
export async function grantAccess(
  tx: Tx,
  grants: readonly { personId: string; unitId: string; reason: string; from: string; by: string }[],
): Promise<void> {
  if (grants.length === 0) return;
  await tx
    .insertInto('access_grant')
    .values(
      grants.map((g) => ({
        person_id: g.personId,
        unit_id: g.unitId,
        reason: g.reason,
        valid_from: g.from,
        granted_by: g.by,
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** Names of divisions by code, as in force on the day; codes unknown to the installation are left out. */
export async function divisionNames(tx: Tx, codes: readonly number[], onDate: string): Promise<Map<number, string>> {
  const wanted = [...new Set(codes)];
  if (wanted.length === 0) return new Map();
  const rows = await tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where('code', 'in', wanted)
    .where('valid_from', '<=', onDate)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', onDate)]))
    .execute();
  return new Map(rows.map((r) => [r.code, r.name]));
}
