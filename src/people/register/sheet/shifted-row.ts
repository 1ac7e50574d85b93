import type { Cell } from '../../../platform/sheets/index.ts';
import { cellText, cleanEthnic, cleanRelation, cleanSex, folded } from '../../../standards/cleaning/index.ts';

/** Columns by which a row that moved sideways is told. */
export interface TellingColumns {
  relation?: number;
  sex?: number;
  ethnic?: number;
  idNumber?: number;
  phone?: number;
}

type Test = (text: string) => boolean;

const tests: Readonly<Record<keyof TellingColumns, Test>> = {
  relation: (text) => cleanRelation(text).value !== null,
  sex: (text) => cleanSex(text).value !== null,
  ethnic: (text) => cleanEthnic(text).value !== null,
  idNumber: (text) => /^(?:\d{15}|\d{17}[\dX])$/i.test(folded(text)),
  phone: (text) => /^1[3-9]\d{9}$/.test(folded(text)),
};
const offsets = [1, -1, 2, -2] as const;
const proof = 3;

function fitting(cells: readonly Cell[], columns: TellingColumns, offset: number): number {
  let count = 0;
  for (const [field, test] of Object.entries(tests)) {
    const column = columns[field as keyof TellingColumns];
    if (column === undefined) continue;
    const text = cellText(cells[column + offset]);
    if (text !== '' && test(text)) count += 1;
  }
  return count;
}

/**
 * How many columns a row moved to the right (negative: left), 0 where it stands right. Three kinds of cells must fit the
 * neighbouring column, and fewer than two their own.
 */
export function shiftOf(cells: readonly Cell[], columns: TellingColumns): number {
  const own = fitting(cells, columns, 0);
  if (own >= 2) return 0;
  return offsets.find((offset) => fitting(cells, columns, offset) >= Math.max(proof, own + 2)) ?? 0;
}
