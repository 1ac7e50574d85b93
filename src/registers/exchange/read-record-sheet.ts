import { readInstitutionFile } from '../../people/index.ts';
import { isRepeatedHeader, type Cell } from '../../platform/sheets/index.ts';
import { cellText } from '../../standards/cleaning/index.ts';
import type { RegisterDefinition } from '../definition/definition.ts';
import type { FieldInput } from '../schema.ts';
import { importColumns, numberKey, sheetFields } from './sheet-columns.ts';

export type SheetRecord = { sheet: string; row: number; input: Record<string, FieldInput> };
/** The rows of a register's sheet below its header, and the column of each field (zero-based). */
export type ReadSheet = { rows: SheetRecord[]; columns: Record<string, number> };

/** Reads what an office filled in: any sheet that has the required columns of the register. @throws SheetRefused */
export async function readRecordSheet(
  definition: RegisterDefinition,
  file: { path: string; name: string; signal?: AbortSignal },
): Promise<ReadSheet> {
  const { sheets } = await readInstitutionFile(file, importColumns(definition));
  const fields = sheetFields(definition);
  const columns: Record<string, number> = {};
  const rows = sheets.flatMap(({ header, rows: all }) => {
    for (const [key, column] of Object.entries(header.columns)) if (column !== undefined) columns[key] ??= column;
    const at = (cells: readonly Cell[], key: string) => textOf(cells[header.columns[key] ?? -1] ?? null);
    return all
      .filter((r) => r.row > header.row && !isRepeatedHeader(r, header))
      .map((r): SheetRecord => {
        const read = fields.flatMap((f): [string, FieldInput][] => {
          const text = at(r.cells, f.key);
          if (f.type === 'contact') {
            const phone = at(r.cells, numberKey(f));
            return text === '' && phone === '' ? [] : [[f.key, phone === '' ? text : { name: text, phone }]];
          }
          if (f.type !== 'person') return text === '' ? [] : [[f.key, text]];
          const idNumber = at(r.cells, numberKey(f));
          if (text === '' && idNumber === '') return [];
          return [[f.key, idNumber === '' && NUMBER_INSIDE.test(text) ? text : { name: text, idNumber }]];
        });
        return { sheet: r.sheet, row: r.row, input: Object.fromEntries(read) };
      })
      .filter((r) => Object.keys(r.input).length > 0);
  });
  return { rows, columns };
}

/** Who writes name and number in one cell means both. */
const NUMBER_INSIDE = /\d{15}/;

const textOf = (cell: Cell): string => (cell !== null && typeof cell === 'object' ? cell.date : cellText(cell).trim());
