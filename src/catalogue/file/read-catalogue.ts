import { keptProblem, type KeptProblem } from '../../people/index.ts';
import {
  inspectUpload,
  readRows,
  requireHeader,
  SheetRefused,
  type SheetInfo,
  type SheetRow,
} from '../../platform/sheets/index.ts';
import type { Problem, SkippedRow } from '../../standards/cleaning/index.ts';
import { catalogueColumns } from './catalogue-columns.ts';
import { readCatalogue, type CatalogueRow } from './catalogue-sheet.ts';

/** A line of the file to be stored; `listRow` is its row, further sheets counted on from the one before. */
export type ListedRow = CatalogueRow & { listRow: number; sheet: string };

export type CatalogueFileRead = { rows: ListedRow[]; problems: KeptProblem[]; dataRows: number; skipped: number };

/** Rows of further sheets count on from the most a sheet can have. */
const SHEET_STEP = 1_048_576;
const MAX_ROWS = 20_000;

const ownNames: Readonly<Record<string, string>> = {
  school: 'schoolName',
  tuition: 'tuitionFen',
  accommodation: 'accommodationFen',
};

/**
 * Reads a file as a city's catalogue: every visible sheet that has the wanted columns. Lines that repeat another word for word are left out.
 * @throws SheetRefused when the file cannot be read or no sheet has the columns; AbortError by `signal`
 */
export async function readCatalogueFile(path: string, name: string, signal?: AbortSignal): Promise<CatalogueFileRead> {
  const document = await inspectUpload(path, name);
  const visible = document.sheets.filter((s) => !s.hidden);
  const rowsOf = new Map<string, SheetRow[]>(visible.map((s) => [s.name, []]));
  for await (const row of readRows(path, { maxRows: MAX_ROWS, ...(signal ? { signal } : {}) })) {
    rowsOf.get(row.sheet)?.push(row);
  }
  const result: CatalogueFileRead = { rows: [], problems: [], dataRows: 0, skipped: 0 };
  let sheets = 0;
  let refusal: SheetRefused | null = null;
  for (const info of visible) {
    try {
      addSheet(result, info, rowsOf.get(info.name) ?? [], sheets * SHEET_STEP);
      sheets += 1;
    } catch (error) {
      if (!(error instanceof SheetRefused)) throw error;
      refusal ??= error;
    }
  }
  if (sheets === 0) throw refusal ?? new SheetRefused('SHEET_EMPTY');
  return result;
}

function addSheet(result: CatalogueFileRead, info: SheetInfo, rows: SheetRow[], offset: number): void {
  const header = requireHeader(rows, catalogueColumns, info.merges);
  const read = readCatalogue(rows, header);
  for (const row of read.rows) {
    if (row.repeats === null) result.rows.push({ ...row, sheet: info.name, listRow: row.row + offset });
  }
  const refused = new Set(read.problems.filter((p) => p.decision === 'refuse').map((p) => p.row));
  result.dataRows += read.rows.length + refused.size;
  result.skipped += read.skipped.length;
  result.problems.push(...read.problems.map((p) => found(p, offset)));
  const remarks = read.skipped.filter((s) => s.kind === 'footer_row');
  result.problems.push(...remarks.map((s) => remark(s, offset)));
}

function found(problem: Problem, offset: number): KeptProblem {
  const field = problem.field === undefined ? null : (ownNames[problem.field] ?? problem.field);
  return keptProblem(problem, problem.row + offset, field);
}

/** A remark inside the table is no entry, but whoever checks the list should read it. */
function remark(skipped: SkippedRow, offset: number): KeptProblem {
  const { sheet, row, kind, text } = skipped;
  const place = { sheet, row, listRow: row + offset, column: null, field: null };
  return {
    ...place,
    code: kind,
    decision: 'skip',
    message: '表中的说明文字，请核对是否影响招生',
    was: text,
    now: null,
  };
}
