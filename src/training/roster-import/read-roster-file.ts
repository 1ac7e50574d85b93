import {
  findHeader,
  inspectUpload,
  readRows,
  requireHeader,
  SheetRefused,
  type SheetRow,
} from '../../platform/sheets/index.ts';
import { cellText } from '../../standards/cleaning/index.ts';
import { rosterColumns } from './roster-columns.ts';
import type { RosterSheet } from './roster-sheet.ts';

/** Rosters as they lie in a file: the visible sheets that have the columns, and the texts in which the institution is looked for. */
export type RosterFile = { sheets: RosterSheet[]; titles: string[] };

const MAX_ROWS = 100_000;
const FIRST_ROWS = 10;

/** Reads the sheets of a file that hold rosters. @throws SheetRefused when it cannot be read or no sheet has the columns */
export async function readRosterFile(path: string, name: string, signal?: AbortSignal): Promise<RosterFile> {
  const document = await inspectUpload(path, name);
  const visible = document.sheets.filter((s) => !s.hidden);
  const rowsOf = new Map<string, SheetRow[]>(visible.map((s) => [s.name, []]));
  for await (const row of readRows(path, { maxRows: MAX_ROWS, ...(signal ? { signal } : {}) }))
    rowsOf.get(row.sheet)?.push(row);
  const sheets = visible.flatMap((info) => {
    const rows = rowsOf.get(info.name) ?? [];
    const header = findHeader(rows, rosterColumns, info.merges);
    return header && header.missing.length === 0 ? [{ rows, merges: info.merges, headerRow: header.firstRow }] : [];
  });
  const [first] = visible;
  if (sheets.length === 0 && first) requireHeader(rowsOf.get(first.name) ?? [], rosterColumns, first.merges);
  if (sheets.length === 0) throw new SheetRefused('SHEET_EMPTY');
  const titles = sheets.flatMap(({ rows, headerRow }) =>
    rows
      .slice(0, FIRST_ROWS)
      .filter((r) => r.row < headerRow)
      .flatMap((r) => r.cells.map((c) => cellText(c).trim()))
      .filter((t) => t !== ''),
  );
  return { sheets, titles: [...titles, name] };
}
