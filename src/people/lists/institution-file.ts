import {
  findHeader,
  inspectUpload,
  readRows,
  requireHeader,
  SheetRefused,
  type ColumnsSpec,
  type FoundHeader,
  type MergedRange,
  type SheetRow,
} from '../../platform/sheets/index.ts';
import { cellText } from '../../standards/cleaning/index.ts';

/** A list of a school or training institution as it lies in a file. */
export type InstitutionFile<F extends string> = {
  /** The visible sheets that have the columns of such a list. */
  sheets: { header: FoundHeader<F>; rows: SheetRow[]; merges: readonly MergedRange[] }[];
  /** Every text above their headers, cell by cell: the institution is looked for in them. */
  titles: string[];
};

const MAX_ROWS = 100_000;

/**
 * Reads the sheets of a file that have the wanted columns.
 * @param titleRows titles are read from so many first rows at most: a header further down may be that of a second block
 * @throws SheetRefused when it cannot be read or no sheet has them
 */
export async function readInstitutionFile<F extends string>(
  file: { path: string; name: string; signal?: AbortSignal },
  columns: ColumnsSpec<F>,
  titleRows?: number,
): Promise<InstitutionFile<F>> {
  const { path, name, signal } = file;
  const document = await inspectUpload(path, name);
  const visible = document.sheets.filter((s) => !s.hidden);
  const rowsOf = new Map<string, SheetRow[]>(visible.map((s) => [s.name, []]));
  for await (const row of readRows(path, { maxRows: MAX_ROWS, ...(signal ? { signal } : {}) }))
    rowsOf.get(row.sheet)?.push(row);
  const sheets = visible.flatMap(({ name: sheet, merges }) => {
    const rows = rowsOf.get(sheet) ?? [];
    const header = findHeader(rows, columns, merges);
    return header && header.missing.length === 0 ? [{ header, rows, merges }] : [];
  });
  const [first] = visible;
  if (sheets.length === 0 && first) requireHeader(rowsOf.get(first.name) ?? [], columns, first.merges);
  if (sheets.length === 0) throw new SheetRefused('SHEET_EMPTY');
  const titles = sheets.flatMap(({ header, rows }) => textsAbove(rows.slice(0, titleRows), header.firstRow));
  return { sheets, titles };
}

function textsAbove(rows: readonly SheetRow[], headerRow: number): string[] {
  return rows
    .filter((r) => r.row < headerRow)
    .flatMap((r) => r.cells.map((c) => cellText(c).trim()))
    .filter((text) => text !== '');
}
