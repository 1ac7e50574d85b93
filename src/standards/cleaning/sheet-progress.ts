import type { SheetRow } from '../../platform/sheets/types.ts';
import type { SkippedRow } from './problem.ts';
import { folded } from './cell-text.ts';
import { rowKind, rowText } from './row-kind.ts';

const listedOneByOne = 20;

/** Tells data rows from others as the rows of one sheet go by; blank rows are seen as gaps in the row numbers. */
export class SheetProgress {
  readonly #headings: readonly string[];
  #last: number;
  #open = true;

  /** @param headerRow last row of the header, as the spreadsheet counts */
  constructor(headings: readonly string[], headerRow: number) {
    this.#headings = headings.map((heading) => folded(heading));
    this.#last = headerRow;
  }

  /** The rows passed over up to and including this one; `isData` tells whether the row itself is to be read. */
  next(row: SheetRow): { skipped: SkippedRow[]; isData: boolean } {
    if (row.row <= this.#last) return { skipped: [], isData: false };
    const skipped = this.#open ? blankRows(row.sheet, this.#last + 1, row.row - 1) : [];
    this.#last = row.row;
    const kind = rowKind(row.cells, this.#headings);
    if (kind !== null) {
      skipped.push({ sheet: row.sheet, row: row.row, kind, text: rowText(row.cells) });
      if (kind === 'total_row') this.#open = false;
      return { skipped, isData: false };
    }
    this.#open = true;
    return { skipped, isData: true };
  }
}

function blankRows(sheet: string, from: number, to: number): SkippedRow[] {
  if (to < from) return [];
  if (to - from >= listedOneByOne) return [{ sheet, row: from, toRow: to, kind: 'blank_row', text: '' }];
  return Array.from({ length: to - from + 1 }, (_, i) => ({ sheet, row: from + i, kind: 'blank_row', text: '' }));
}
