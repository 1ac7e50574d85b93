import { inspectUpload, readRows, requireHeader, findHeader, SheetRefused } from '../platform/sheets/index.ts';
import type { FoundHeader, SheetRow } from '../platform/sheets/index.ts';
import { cellText, cleanDate } from '../standards/cleaning/index.ts';
import { rollColumns, type RollField } from './roll-columns.ts';

/** A school's export as it lies in a file: its sheets with the columns of a roll, what stands above them, the school and day it names. */
export type RollFile = {
  sheets: { header: FoundHeader<RollField>; rows: SheetRow[] }[];
  /** Texts above the header and names of sheets: a school is looked for in them. */
  titles: string[];
  /** yyyy-mm-dd, where the file says when it was exported. */
  exportedOn: string | null;
};

const MAX_ROWS = 100_000;

/** Reads the sheets of a file that have the columns of a roll. @throws SheetRefused when it cannot be read or no sheet has them */
export async function readRollFile(path: string, name: string, signal?: AbortSignal): Promise<RollFile> {
  const document = await inspectUpload(path, name);
  const visible = document.sheets.filter((s) => !s.hidden);
  const rowsOf = new Map<string, SheetRow[]>(visible.map((s) => [s.name, []]));
  for await (const row of readRows(path, { maxRows: MAX_ROWS, ...(signal ? { signal } : {}) }))
    rowsOf.get(row.sheet)?.push(row);
  const sheets = visible.flatMap((info) => {
    const rows = rowsOf.get(info.name) ?? [];
    const header = findHeader(rows, rollColumns, info.merges);
    return header && header.missing.length === 0 ? [{ header, rows }] : [];
  });
  const [first] = visible;
  if (sheets.length === 0 && first) requireHeader(rowsOf.get(first.name) ?? [], rollColumns, first.merges);
  if (sheets.length === 0) throw new SheetRefused('SHEET_EMPTY');
  const titles = sheets.flatMap(({ header, rows }) => textsAbove(rows, header.firstRow));
  return { sheets, titles: [...titles, name], exportedOn: exportDay(titles) };
}

/** Every text above a header, cell by cell. */
export function textsAbove(rows: readonly SheetRow[], headerRow: number): string[] {
  return rows
    .filter((r) => r.row < headerRow)
    .flatMap((r) => r.cells.map((c) => cellText(c).trim()))
    .filter((text) => text !== '');
}

const SAID =
  /(?:导出|制表|填报|统计|截止|截至|报送|打印)(?:时间|日期|时点)?[:：]?\s*(\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?)/;

function exportDay(titles: readonly string[]): string | null {
  for (const text of titles) {
    const day = SAID.exec(text.normalize('NFKC'))?.[1];
    const value = day === undefined ? null : cleanDate(day).value;
    if (value !== null && value.length === 10) return value;
  }
  return null;
}
