import type { Cell } from '../../platform/sheets/types.ts';
import { halfWidth } from '../number-text.ts';
import { writtenAs } from './problem.ts';

const invisible = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
/** The text of a cell without outer blanks and invisible marks; '' where it is empty. Dates as yyyy-mm-dd. */
export function cellText(cell: Cell | undefined): string {
  const written = writtenAs(cell);
  if (written === null) return '';
  const first = written.charCodeAt(0);
  const last = written.charCodeAt(written.length - 1);
  const plain = isPlain(first) && isPlain(last);
  return plain ? written : written.replace(invisible, '').trim();
}

/** Neither a blank nor an invisible mark. */
function isPlain(code: number): boolean {
  return (code > 0x20 && code < 0x7f) || (code > 0x3000 && code < 0xfe00);
}

/** Without any blank or invisible mark, half width: the form in which words are compared. */
export function folded(text: string): string {
  return halfWidth(text.replace(invisible, '').replace(/\s+/g, ''));
}

/** Nothing is written in the cell (blanks count as nothing). */
export function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || cellText(cell) === '';
}

/** Free text: outer blanks go, everything else stays; null where empty. */
export function freeText(cell: Cell | undefined): string | null {
  const text = cellText(cell);
  return text === '' ? null : text;
}
