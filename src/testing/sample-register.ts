import { assistedRegisterReader } from '../people/register/sheet/assisted-register-sheet.ts';
import { registerColumns } from '../people/register/sheet/register-columns.ts';
import { askRegister, type AskRegister } from '../people/register/ask-register.ts';
import type { RegisterRow } from '../people/register/sheet/register-row.ts';
import { placesOf, readSample } from './sample-files.ts';

/** The sample county register as other lists ask it; the key of a person is its row. */
export async function sampleRegister(): Promise<AskRegister> {
  const sheet = await readSample('assisted-register.xlsx', registerColumns);
  const reader = assistedRegisterReader({ places: placesOf('3717'), county: '曹县', header: sheet.header });
  const rows: RegisterRow[] = [];
  for (const row of sheet.rows) {
    const reading = reader.read(row);
    if (reading.row) rows.push(reading.row);
  }
  const end = reader.end();
  const repeated = new Set(end.repeated.map(({ row }) => row));
  const persons = rows.filter(({ row }) => !repeated.has(row)).map((row) => ({ ...row, key: String(row.row) }));
  return askRegister(persons, end.incompleteHouseholds);
}
