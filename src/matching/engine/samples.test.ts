import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assistedRegisterReader } from '../../people/register/sheet/assisted-register-sheet.ts';
import { registerColumns } from '../../people/register/sheet/register-columns.ts';
import type { RegisterRow } from '../../people/register/sheet/register-row.ts';
import type { ColumnsSpec, SheetRow } from '../../platform/sheets/index.ts';
import { placesOf, readSample, samplePath } from '../../testing/sample-files.ts';
import { aloneCrew } from './threads/crew.ts';
import {
  matchRows,
  REGISTRY_HEADER,
  registryLines,
  type QueryInput,
  type RegistryInput,
} from './deciding/match-rows.ts';
import { openRegistry } from './reading/open-lists.ts';
import { readParameters } from './parameters-file.ts';
import type { Decision } from './deciding/explain.ts';
import type { Profile } from './deciding/result.ts';

type Wanted = { row?: number; record?: number; decision: string; register_row?: number; why?: string };
type File = { columns: Record<string, string>; rows?: (Wanted & { match?: Wanted })[]; matches?: Wanted[] };
const answers = JSON.parse(readFileSync(samplePath('expected.json'), 'utf8')) as { files: Record<string, File> };
const places = placesOf('3717');

/** The county register as the product reads it; the key of a person is its row. */
async function register(): Promise<RegistryInput[]> {
  const sheet = await readSample('assisted-register.xlsx', registerColumns);
  const reader = assistedRegisterReader({ places, county: '曹县', header: sheet.header });
  const rows: RegisterRow[] = [];
  for (const row of sheet.rows) {
    const reading = reader.read(row);
    if (reading.row) rows.push(reading.row);
  }
  const repeated = new Set(reader.end().repeated.map(({ row }) => row));
  return rows
    .filter(({ row }) => !repeated.has(row))
    .map((row) => ({
      personId: String(row.row),
      householdId: row.householdNo,
      name: row.name,
      sex: row.sex,
      idNumber: row.idNumber ?? row.idWritten,
      divisionCode: row.villageCode,
      phone: row.phone,
    }));
}

/** A list as it lies in the file: nothing cleaned. */
async function listOf(file: string): Promise<QueryInput[]> {
  const spec = Object.fromEntries(
    Object.entries(answers.files[file]!.columns).map(([field, heading]) => [field, { heading }]),
  ) as ColumnsSpec<string>;
  const sheet = await readSample(file, spec);
  const text = (row: SheetRow, field: string): string => {
    const column = sheet.header.columns[field];
    const value = column === undefined ? null : row.cells[column];
    return value === null || value === undefined ? '' : String(value instanceof Object ? '' : value);
  };
  return sheet.rows
    .filter((row) => row.row > sheet.header.row)
    .map((row) => ({
      rowId: String(row.row),
      name: text(row, 'name'),
      sex: text(row, 'sex'),
      idNumber: text(row, 'id_number'),
      phone: text(row, 'phone'),
      householdId: text(row, 'card_no'),
      statusNumber: text(row, 'status_number'),
      divisionCode: villageCode(text(row, 'village')),
    }));
}

function villageCode(name: string): string {
  const found = name === '' ? null : places.village('曹县', '青堌集镇', name);
  return found?.code ?? '';
}

const wantedOf = (file: string): Map<string, Wanted> =>
  new Map(
    [
      ...(answers.files[file]!.matches ?? []),
      ...(answers.files[file]!.rows ?? []).map((r) => ({ ...r, ...r.match! })),
    ].map((w) => [String(w.row ?? w.record), w]),
  );

async function decide(file: string, profile: Profile): Promise<{ decision: Decision; wanted: Wanted | undefined }[]> {
  const wanted = wantedOf(file);
  const list = await listOf(file);
  const crew = aloneCrew();
  const bytes = new TextEncoder().encode(`${REGISTRY_HEADER}${registryLines(await register())}`);
  const found = await matchRows(crew, await openRegistry(crew, { bytes }), list, {
    profile,
    parameters: readParameters(),
  });
  return found.map((decision) => ({ decision, wanted: wanted.get(decision.rowId) }));
}

describe.each(['annex2-heze.xlsx', 'wishes-qingguji.csv', 'students-caonan.xlsx', 'training-roster-qihang.xlsx'])(
  '%s',
  (file) => {
    it('finds alone what is proved, offers what is inferred, leaves the rest unmatched', async () => {
      const wrong = (await decide(file, 'strict')).filter(({ decision, wanted }) => {
        const person = wanted?.register_row === undefined ? '' : String(wanted.register_row);
        if (wanted?.decision === 'auto') return decision.zone !== 'auto' || decision.personId !== person;
        if (wanted?.decision === 'review') return decision.zone !== 'review' || decision.personId !== person;
        return decision.zone !== 'none';
      });
      expect(wrong.map(({ decision, wanted }) => JSON.stringify([decision, wanted]))).toEqual([]);
    });
  },
);
