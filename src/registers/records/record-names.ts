import { divisionNames } from '../../organizations/index.ts';
import type { Tx } from '../../platform/db.ts';
import type { Names } from '../definition/field-values.ts';
import { contactsOf } from '../definition/contacts.ts';
import type { FieldType, RecordData, RegisterField } from '../definition/definition.ts';

export type Place = { divisionCode: number };
type Row = { fields: readonly RegisterField[]; data: RecordData };

/** Names of everything that records refer to, and where it lies; what is not visible or of another kind than the field wants has none. */
export async function namesOf(
  tx: Tx,
  rows: readonly Row[],
  day: string,
  moreDivisions: readonly number[] = [],
): Promise<{ names: Names; places: ReadonlyMap<string, Place> }> {
  const names: Record<string, string> = {};
  const places = new Map<string, Place>();
  const divisions = [...valuesOf(rows, 'division').map(Number), ...moreDivisions];
  for (const [code, { fullName }] of await divisionNames(tx, divisions, day)) {
    const text = String(code).padStart(12, '0');
    names[text] = fullName;
    places.set(text, { divisionCode: code });
  }
  await institutions(tx, rows, names, places);
  await units(tx, rows, names);
  await records(tx, rows, names);
  await accounts(tx, rows, names);
  return { names, places };
}

function valuesOf(rows: readonly Row[], type: FieldType): string[] {
  const found = rows.flatMap(({ fields, data }) => fields.filter((f) => f.type === type).map((f) => data[f.key]));
  return [...new Set(found.filter((v): v is string => typeof v === 'string'))];
}

async function institutions(
  tx: Tx,
  rows: readonly Row[],
  names: Record<string, string>,
  places: Map<string, Place>,
): Promise<void> {
  const ids = valuesOf(rows, 'institution');
  if (ids.length === 0) return;
  const kinds = new Map<string, readonly string[] | undefined>();
  for (const { fields, data } of rows)
    for (const f of fields)
      if (f.type === 'institution' && typeof data[f.key] === 'string') kinds.set(data[f.key] as string, f.kinds);
  const found = await tx
    .selectFrom('institution')
    .select(['institution_id', 'name', 'kind', 'location_code'])
    .where('institution_id', 'in', ids)
    .execute();
  for (const { institution_id, name, kind, location_code } of found) {
    if (kinds.get(institution_id)?.includes(kind) === false) continue;
    names[institution_id] = name;
    places.set(institution_id, { divisionCode: location_code });
  }
}

async function units(tx: Tx, rows: readonly Row[], names: Record<string, string>): Promise<void> {
  const ids = valuesOf(rows, 'unit');
  if (ids.length === 0) return;
  const found = await tx.selectFrom('unit').select(['unit_id', 'name']).where('unit_id', 'in', ids).execute();
  for (const { unit_id, name } of found) names[unit_id] = name;
}

async function records(tx: Tx, rows: readonly Row[], names: Record<string, string>): Promise<void> {
  const ids = valuesOf(rows, 'record');
  if (ids.length === 0) return;
  const registers = new Set(rows.flatMap(({ fields }) => fields.map((f) => f.register)));
  const found = await tx
    .selectFrom('register_record')
    .select(['record_id', 'title', 'register'])
    .where('record_id', 'in', ids)
    .execute();
  for (const { record_id, title, register } of found) if (registers.has(register)) names[record_id] = title;
}

/** Accounts of contacts by their sign-in names. */
async function accounts(tx: Tx, rows: readonly Row[], names: Record<string, string>): Promise<void> {
  const ids = new Set(rows.flatMap((row) => contactsOf(row, row.data).flatMap(([, { account }]) => account ?? [])));
  if (ids.size === 0) return;
  const found = await tx
    .selectFrom('auth_user')
    .select(['id', 'username'])
    .where('id', 'in', [...ids])
    .execute();
  for (const { id, username } of found) names[id] = username;
}
