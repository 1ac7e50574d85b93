import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db.ts';
import { sendMessages, type Message } from '../platform/messages.ts';

/** The two department lines that act side by side from the township up (SD2017 三(二)). */
export const BOTH_LINES = ['poverty', 'hr'] as const;

/** Offices of a level, of some department lines or of all. */
type Offices = { level: string; lines?: readonly string[] };
export type OfficeAt = { unitId: string; name: string; phone: string | null; line: string };

/** The offices of a level and of one of the department lines at a division, in force on the day; none where the place has no account. */
export async function officesAt(
  tx: Tx,
  place: Offices & { divisionCode: number; onDate: string },
): Promise<OfficeAt[]> {
  const { divisionCode, onDate, ...offices } = place;
  return (await officesAtEach(tx, offices, [divisionCode], onDate)).get(divisionCode) ?? [];
}

/** As {@link officesAt}, for many divisions in one statement; a division without an office has no entry. */
export async function officesAtEach(
  tx: Tx,
  { level, lines }: Offices,
  divisionCodes: readonly number[],
  onDate: string,
): Promise<Map<number, OfficeAt[]>> {
  if (divisionCodes.length === 0) return new Map();
  let query = tx
    .selectFrom('unit')
    .select(['unit_id', 'name', 'phone', 'line', 'division_code'])
    .where('division_code', 'in', [...new Set(divisionCodes)])
    .where('level', '=', level)
    .where('valid_from', '<=', onDate)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', onDate)]))
    .orderBy('unit_id');
  if (lines) query = query.where('line', 'in', [...lines]);
  const found = new Map<number, OfficeAt[]>();
  for (const u of await query.execute()) {
    const at = found.get(u.division_code!) ?? [];
    found.set(u.division_code!, [...at, { unitId: u.unit_id, name: u.name, phone: u.phone, line: u.line }]);
  }
  return found;
}

/** Tells the offices of a level and of department lines at a division, as they are today. */
export async function tellOffices(
  tx: Tx,
  ctx: Context,
  place: Offices & { divisionCode: number },
  message: Omit<Message, 'toUnitId'>,
): Promise<void> {
  const offices = await officesAt(tx, { ...place, onDate: ctx.clock.today() });
  await sendMessages(
    tx,
    ctx,
    offices.map(({ unitId }) => ({ ...message, toUnitId: unitId })),
  );
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
