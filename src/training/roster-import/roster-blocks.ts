import { findHeader, type FoundHeader, type MergedRange, type SheetRow } from '../../platform/sheets/index.ts';
import { rowKind, rowText, type SkippedRow, folded, cellText } from '../../standards/cleaning/index.ts';
import { rosterColumns, type RosterField } from './roster-columns.ts';
import { tellsOfClass } from './roster-class.ts';

/** One class of a sheet: the rows above its header, the header, and the rows of its names. */
export type RosterBlock = {
  head: SheetRow[];
  header: FoundHeader<RosterField>;
  data: SheetRow[];
  skipped: SkippedRow[];
};

/**
 * Cuts a sheet into its classes, one under the other: each begins with what stands above a header and ends where the next begins. A single class
 * without anything above is one block. Blank rows are seen as gaps in the row numbers.
 */
export function rosterBlocks(rows: readonly SheetRow[], merges: readonly MergedRange[]): RosterBlock[] {
  const headers = headersIn(rows, merges);
  return headers.map(({ header, at }, index) => {
    const before = headers[index - 1];
    const from = before === undefined ? 0 : firstAbove(rows, at, before.at + 1);
    const next = headers[index + 1];
    const to = next === undefined ? rows.length : firstAbove(rows, next.at, at + 1);
    return block(
      rows.slice(from, at),
      header,
      rows.slice(at, to),
      before === undefined ? 0 : (rows[from - 1]?.row ?? 0),
    );
  });
}

/** Rows that are headers, each with its own columns: a later block may order them otherwise. */
function headersIn(
  rows: readonly SheetRow[],
  merges: readonly MergedRange[],
): { header: FoundHeader<RosterField>; at: number }[] {
  return rows.flatMap((row, at) => {
    if (!row.cells.some((cell) => typeof cell === 'string' && /姓\s*名/.test(cell))) return [];
    const below = rows[at + 1];
    const one = findHeader([row], rosterColumns, merges);
    const two = below && below.row === row.row + 1 ? findHeader([row, below], rosterColumns, merges) : null;
    const header = two && count(two) > count(one) ? two : one;
    if (header === null || header.missing.length > 0) return [];
    return [{ header, at: header.row === row.row ? at : at + 1 }];
  });
}

const count = (header: FoundHeader<RosterField> | null): number =>
  header === null ? 0 : Object.keys(header.columns).length;

/** Where what stands above a header begins: titles and class data, not names and not the footer of the class before. */
function firstAbove(rows: readonly SheetRow[], header: number, notBefore: number): number {
  let from = header;
  while (from > notBefore && isHead(rows[from - 1]!)) from -= 1;
  return from;
}

function isHead(row: SheetRow): boolean {
  if (tellsOfClass(row.cells)) return true;
  const filled = row.cells.map((c) => cellText(c)).filter((t) => t !== '');
  return filled.length === 1 && rowKind(row.cells, []) === null && !/^\d+$/.test(filled[0]!);
}

function block(
  head: SheetRow[],
  header: FoundHeader<RosterField>,
  rest: readonly SheetRow[],
  lastBefore: number,
): RosterBlock {
  const headings = header.headings.map((h) => folded(h));
  const skipped: SkippedRow[] = [];
  let last = lastBefore;
  const note = (row: SheetRow, kind: SkippedRow['kind']) => {
    for (let blank = last + 1; last > 0 && blank < row.row; blank++)
      skipped.push({ sheet: row.sheet, row: blank, kind: 'blank_row', text: '' });
    last = row.row;
    skipped.push({ sheet: row.sheet, row: row.row, kind, text: rowText(row.cells) });
  };
  for (const row of head) note(row, 'block_header');
  const data: SheetRow[] = [];
  for (const row of rest) {
    const kind =
      row.row <= header.row
        ? 'repeated_header'
        : (rowKind(row.cells, headings) ?? (isNobody(row, header) ? 'footer_row' : null));
    if (kind !== null) {
      note(row, kind);
      continue;
    }
    for (let blank = last + 1; last > 0 && blank < row.row; blank++)
      skipped.push({ sheet: row.sheet, row: blank, kind: 'blank_row', text: '' });
    last = row.row;
    data.push(row);
  }
  return { head, header, data, skipped };
}

/** A line of text below the names: one cell, and it is neither a name nor a number of somebody. */
function isNobody(row: SheetRow, header: FoundHeader<RosterField>): boolean {
  const { name, idNumber } = header.columns;
  const text = (column: number | undefined) => (column === undefined ? '' : cellText(row.cells[column] ?? null));
  const filled = row.cells.filter((c) => cellText(c) !== '').length;
  return filled <= 2 && text(idNumber) === '' && (text(name) === '' || text(name).length > 12);
}
