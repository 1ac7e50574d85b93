import { inspectUpload, readRows, requireHeader, type SheetRow } from '../../platform/sheets/index.ts';
import { cellText } from '../../standards/cleaning/index.ts';
import { isPlainDate } from '../../platform/plain-date.ts';
import { planColumns, readingSpec, type PlanColumn, type PlanRow, type PlanTable } from './columns.ts';

export type ReadPlanRow = { row: number; values: PlanRow; faults: { column: string; message: string }[] };

const MAX_ROWS = 5000;

/** Reads a plan table from the first visible sheet; each row with what is missing or cannot be read in it. @throws SheetRefused */
export async function readPlan(path: string, name: string, table: PlanTable): Promise<ReadPlanRow[]> {
  const document = await inspectUpload(path, name);
  const sheet = document.sheets.find((s) => !s.hidden) ?? document.sheets[0]!;
  const rows: SheetRow[] = [];
  for await (const row of readRows(path, { sheet: sheet.name, maxRows: MAX_ROWS })) rows.push(row);
  const header = requireHeader(rows, readingSpec(table), sheet.merges);
  const columns = planColumns[table].filter((c) => header.columns[c.key] !== undefined);
  return rows
    .filter((r) => r.row > header.row)
    .map((r) => readRow(r, columns, (key) => header.columns[key]!))
    .filter((r) => Object.keys(r.values).length > 1);
}

function readRow(row: SheetRow, columns: readonly PlanColumn[], at: (key: string) => number): ReadPlanRow {
  const read: ReadPlanRow = { row: row.row, values: {}, faults: [] };
  for (const column of columns) {
    const cell = row.cells[at(column.key)];
    const written = cellText(cell ?? null).trim();
    if (written === '') {
      if (column.required) read.faults.push({ column: column.heading, message: `缺少“${column.heading}”` });
      continue;
    }
    const value = column.type === 'number' ? Number(written) : column.type === 'date' ? dayOf(cell, written) : written;
    if (value === null || Number.isNaN(value))
      read.faults.push({ column: column.heading, message: `“${column.heading}”填写不正确：${written}` });
    else read.values[column.key] = value;
  }
  return read;
}

function dayOf(cell: SheetRow['cells'][number] | undefined, written: string): string | null {
  if (typeof cell === 'object' && cell !== null) return cell.date;
  return isPlainDate(written) ? written : null;
}
