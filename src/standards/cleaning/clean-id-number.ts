import type { Cell } from '../../platform/sheets/types.ts';
import { halfWidth } from './cell-text.ts';
import { cellProblem, clean, writtenAs, type CellProblem, type Cleaned } from './problem.ts';
import type { ProblemKind } from './problem-kinds.ts';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';
const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The 18th character that GB 11643 asks for behind 17 digits (ISO 7064 MOD 11-2). */
export function checkCharacter(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (first17.charCodeAt(i) - 48) * (weights[i] ?? 0);
  return checkCharacters.charAt(sum % 11);
}

/** Eighteen characters, a real day of birth, the right check character (GB 11643-1999). Says nothing about a person. */
export function isWholeNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text) || text.charAt(17) !== checkCharacter(text)) return false;
  return isRealDay(Number(text.slice(6, 10)), Number(text.slice(10, 12)), Number(text.slice(12, 14)));
}

function isRealDay(year: number, month: number, day: number): boolean {
  if (year < 1800 || year > 2199 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= (month === 2 && !leap ? 28 : (monthDays[month - 1] ?? 0));
}

/** 男 or 女 by the 17th digit of a whole number. */
export function sexOfNumber(number: string): '男' | '女' {
  return (number.charCodeAt(16) - 48) % 2 === 1 ? '男' : '女';
}

/**
 * Cleans a citizen number (GB 11643). Format is repaired (blanks, width, apostrophe, x, ="…", 15 digits); a number that
 * is not whole afterwards is never guessed: value null and one finding for review.
 */
export function cleanIdNumber(cell: Cell | undefined): Cleaned<string> {
  if (typeof cell === 'string' && cell.length === 18 && isWholeNumber(cell)) return clean(cell);
  const written = writtenAs(cell);
  if (written === null || written.trim() === '') return review('id_missing', cell);
  const { text, repairs } = repairFormat(written);
  if (isWholeNumber(text) && typeof cell !== 'number') return repaired(text, repairs, cell);
  const expanded = expand15(text);
  if (expanded !== null) return repaired(expanded, [...repairs, 'id_15digit'], cell);
  return review(defectOf(text, typeof cell === 'number'), cell);
}

/** The characters that were written, repaired in format only: what a person sees beside a number that is not whole. */
export function idCharacters(cell: Cell | undefined): string {
  const written = writtenAs(cell);
  return written === null ? '' : repairFormat(written).text;
}

function review(kind: ProblemKind, cell: Cell | undefined): Cleaned<string> {
  return { value: null, problems: [cellProblem(kind, cell, null)] };
}

function repaired(value: string, repairs: readonly ProblemKind[], cell: Cell | undefined): Cleaned<string> {
  const problems: CellProblem[] = repairs.map((kind) => cellProblem(kind, cell, value));
  return { value, problems };
}

interface Format {
  text: string;
  repairs: ProblemKind[];
}

const blank = '[\\s\\u00A0\\u200B-\\u200F\\u2060\\uFEFF]';
const steps: readonly { kind: ProblemKind; pattern: RegExp; put: string }[] = [
  { kind: 'id_leading_space', pattern: new RegExp(`^${blank}+`), put: '' },
  { kind: 'id_trailing_space', pattern: new RegExp(`${blank}+$`), put: '' },
  { kind: 'id_excel_text_formula', pattern: /^="?(.*?)"?$/, put: '$1' },
  { kind: 'id_quote', pattern: /^['’‘`´＇"“]+|['’"”]+$/g, put: '' },
  { kind: 'id_inner_space', pattern: /(?<=[\dXx])[\s\u00A0\u200B-\u200F\u2060\uFEFF\-–—_.,，·]+(?=[\dXx])/g, put: '' },
];

function repairFormat(written: string): Format {
  const repairs: ProblemKind[] = [];
  let text = written;
  const half = halfWidth(text);
  if (half !== text && /[０-９ｘＸ]/.test(text)) repairs.push('id_fullwidth');
  text = half;
  for (const step of steps) {
    if (step.kind === 'id_inner_space' && isScientific(text)) continue;
    const next = text.replace(step.pattern, step.put);
    if (next !== text) repairs.push(step.kind);
    text = next;
  }
  const upper = /^\d{17}[x×Хх]$/.test(text) ? `${text.slice(0, 17)}X` : text;
  if (upper !== text) repairs.push('id_lowercase_x');
  return { text: upper, repairs };
}

function isScientific(text: string): boolean {
  return /^\d(\.\d+)?E\+?\d+$/i.test(text);
}

/** An old number of 15 digits carried to 18, or null where it is none. */
function expand15(text: string): string | null {
  if (!/^\d{15}$/.test(text) || /^(\d)\1+$/.test(text)) return null;
  const first17 = `${text.slice(0, 6)}19${text.slice(6)}`;
  const whole = first17 + checkCharacter(first17);
  return isWholeNumber(whole) ? whole : null;
}

function defectOf(text: string, isNumber: boolean): ProblemKind {
  if (isScientific(text)) return 'id_sci_text';
  const digits = text.replace(/\D/g, '').length;
  if (digits < 6 || /^(\d)\1*$/.test(text)) return 'id_placeholder';
  if (/^\d{18}$/.test(text) && (isNumber || text.endsWith('000'))) return 'id_precision_lost';
  if (/^[\dXx]{19,}$/.test(text)) return 'id_long';
  return 'id_check_wrong';
}
