import type { Cell } from '../../../platform/sheets/index.ts';
import { cellText, isBlank } from '../../../standards/cleaning/index.ts';

/** A row of a csv file whose unquoted comma made one cell too many, put together again. */
export interface Rejoined {
  cells: Cell[];
  /** Column in which the text was put together. */
  column: number;
  text: string;
}

/**
 * Puts a row that has more cells than the header together again: the surplus belongs to the first column of free text,
 * in the order given, whose join makes every other column fit. Null where the row is not too long or nothing fits.
 */
export function rejoinCells(
  cells: readonly Cell[],
  width: number,
  freeText: readonly number[],
  fits: (cells: readonly Cell[]) => boolean,
): Rejoined | null {
  const surplus = cells.findLastIndex((cell) => !isBlank(cell)) + 1 - width;
  if (surplus <= 0) return null;
  for (const column of freeText) {
    const parts = cells.slice(column, column + surplus + 1);
    if (parts.some((part) => isBlank(part))) continue;
    const text = parts.map((part) => cellText(part)).join(',');
    const joined = [...cells.slice(0, column), text, ...cells.slice(column + surplus + 1)];
    if (fits(joined)) return { cells: joined, column, text };
  }
  return null;
}
