import { registerColumns } from '../people/register/sheet/register-columns.ts';
import { findHeader, inspectUpload, readRows, type SheetRow } from '../platform/sheets/index.ts';
import { basename } from 'node:path';

const HEAD_ROWS = 20;
const SHARE = 0.02;

/** How many counties a register really covers: those named on at least one row in fifty. 0 when it cannot be told. */
export async function registerSpread(file: string): Promise<number> {
  const document = await inspectUpload(file, basename(file)).catch(() => null);
  const sheet = document?.sheets.find((s) => !s.hidden);
  if (!sheet) return 0;
  const head: SheetRow[] = [];
  const counties = new Map<string, number>();
  let column: number | undefined;
  let rows = 0;
  for await (const row of readRows(file, { sheet: sheet.name })) {
    if (head.length < HEAD_ROWS) {
      head.push(row);
      if (head.length === HEAD_ROWS) column = findHeader(head, registerColumns, sheet.merges)?.columns.county;
      continue;
    }
    if (column === undefined) return 0;
    const county = row.cells[column];
    if (typeof county !== 'string') continue;
    rows += 1;
    counties.set(county, (counties.get(county) ?? 0) + 1);
  }
  return [...counties.values()].filter((n) => n >= rows * SHARE).length;
}
