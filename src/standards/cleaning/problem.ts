import type { Cell, SheetRow } from '../../platform/sheets/types.ts';
import { decisionOf, messageOf, type Decision, type ProblemKind } from './problem-kinds.ts';

/** What is wrong with one cell: as written, and as stored (null: nothing is stored until a person decides). */
export interface CellProblem {
  kind: ProblemKind;
  decision: Decision;
  was: string | null;
  now: string | null;
}

/** A cell after cleaning; `value` is null where nothing was written or where a person must decide. */
export interface Cleaned<T> {
  value: T | null;
  problems: readonly CellProblem[];
}

/** One finding about a row of a sheet; without `column` it concerns the whole row. */
export interface Problem {
  sheet: string;
  /** As the spreadsheet counts. */
  row: number;
  /** Heading as written in the file. */
  column?: string;
  field?: string;
  code: ProblemKind;
  decision: Decision;
  message: string;
  was: string | null;
  now: string | null;
  /** The earlier half of a pair of rows. */
  first?: boolean;
  /** Rows of the same sheet that belong to the finding. */
  otherRows?: readonly number[];
}

/** A row that is no data: blank, heading, total or footer. `toRow` where blank rows follow each other. */
export interface SkippedRow {
  sheet: string;
  row: number;
  toRow?: number;
  kind: Extract<
    ProblemKind,
    'blank_row' | 'subtotal_row' | 'repeated_header' | 'total_row' | 'footer_row' | 'block_header'
  >;
  text: string;
}

/** No problems; shared, so that clean cells cost nothing. */
export const noProblems: readonly CellProblem[] = Object.freeze([]);

/** A value without any problem. */
export function clean<T>(value: T | null): Cleaned<T> {
  return { value, problems: noProblems };
}

/** Builds a finding about a cell with the decision of its kind. */
export function cellProblem(kind: ProblemKind, was: Cell | undefined, now: string | null): CellProblem {
  return { kind, decision: decisionOf(kind), was: writtenAs(was), now };
}

/** The cell as the clerk sees it, for the report; null where it is empty. */
export function writtenAs(cell: Cell | undefined): string | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  return cell.date;
}

/** Where a finding sits: the heading as written and the field of the importer. */
export interface At {
  column?: string;
  field?: string;
}

/** A finding about a cell, placed in its row. */
export function placeProblem(row: SheetRow, at: At, found: CellProblem): Problem {
  return {
    sheet: row.sheet,
    row: row.row,
    ...at,
    code: found.kind,
    decision: found.decision,
    message: messageOf(found.kind),
    was: found.was,
    now: found.now,
  };
}

/** A finding about a whole row, or one that is known only after later rows. */
export function rowProblem(
  place: { sheet: string; row: number },
  kind: ProblemKind,
  more: Partial<Problem> = {},
): Problem {
  return {
    sheet: place.sheet,
    row: place.row,
    code: kind,
    decision: decisionOf(kind),
    message: messageOf(kind),
    was: null,
    now: null,
    ...more,
  };
}
