import type { Cell, FoundHeader, SheetRow } from '../../platform/sheets/types.ts';
import { cellText, freeText } from './cell-text.ts';
import type { ProblemKind } from './problem-kinds.ts';
import { cellProblem, placeProblem, rowProblem, writtenAs, type CellProblem, type Problem } from './problem.ts';

/** One row of a sheet by field: hands out cells, collects what is wrong with them. */
export class SheetCells<F extends string> {
  readonly row: SheetRow;
  readonly problems: Problem[] = [];
  readonly #header: FoundHeader<F>;

  constructor(row: SheetRow, header: FoundHeader<F>) {
    this.row = row;
    this.#header = header;
  }

  /** The cell of a field; null where the column is not there. */
  cell(field: F): Cell {
    const column = this.#header.columns[field];
    return column === undefined ? null : (this.row.cells[column] ?? null);
  }

  /** Trimmed text of a field; null where empty. */
  text(field: F): string | null {
    return freeText(this.cell(field));
  }

  /** The value of a cleaned cell, its findings noted. */
  take<T>(field: F, cleaned: { value: T | null; problems: readonly CellProblem[] }): T | null {
    for (const found of cleaned.problems) this.problems.push(placeProblem(this.row, this.at(field), found));
    return cleaned.value;
  }

  /** Notes a finding about a cell. */
  add(field: F, kind: ProblemKind, now: string | null = null): void {
    this.problems.push(placeProblem(this.row, this.at(field), cellProblem(kind, this.cell(field), now)));
  }

  /** Notes a finding about the whole row. */
  addRow(kind: ProblemKind, more: Partial<Problem> = {}): void {
    this.problems.push(rowProblem(this.row, kind, more));
  }

  /** Heading and field of a finding. */
  at(field: F): { column: string; field: F } {
    const column = this.#header.columns[field];
    return { column: column === undefined ? field : cellText(this.#header.headings[column] ?? field), field };
  }

  /** Used cells that hold formulas, as findings: nothing is ever evaluated. */
  formulas(except: readonly F[] = []): Problem[] {
    const { formula } = this.row;
    if (formula === undefined || formula.length === 0) return [];
    const fields = Object.keys(this.#header.columns) as F[];
    return fields
      .filter((field) => !except.includes(field) && formula.includes(this.#header.columns[field] ?? -1))
      .map((field) => rowProblem(this.row, 'formula_cell', { ...this.at(field), was: writtenAs(this.cell(field)) }));
  }
}
