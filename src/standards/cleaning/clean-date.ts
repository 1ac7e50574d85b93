import type { Cell } from '../../platform/sheets/types.ts';
import { folded } from './cell-text.ts';
import { cellProblem, clean, type Cleaned } from './problem.ts';

/** How a date is written; `month…` styles give no day. */
export type DateStyle =
  | 'excel'
  | 'serial'
  | 'iso'
  | 'slash'
  | 'dot'
  | 'cn'
  | 'compact'
  | 'monthIso'
  | 'monthSlash'
  | 'monthDot'
  | 'monthCn'
  | 'monthCompact';

/** A cleaned date: yyyy-mm-dd, or yyyy-mm where only the month is written. */
export interface CleanedDate extends Cleaned<string> {
  /** Absent where nothing readable was written. */
  style?: DateStyle;
}

const dayStyles: readonly [DateStyle, RegExp][] = [
  ['iso', /^(\d{4})-(\d{1,2})-(\d{1,2})$/],
  ['slash', /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/],
  ['dot', /^(\d{4})[.。．·、,，](\d{1,2})[.。．·、,，](\d{1,2})[.。．]?$/],
  ['cn', /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/],
  ['compact', /^(\d{4})(\d{2})(\d{2})$/],
  ['monthIso', /^(\d{4})-(\d{1,2})$/],
  ['monthSlash', /^(\d{4})\/(\d{1,2})$/],
  ['monthDot', /^(\d{4})[.。．](\d{1,2})$/],
  ['monthCn', /^(\d{4})年(\d{1,2})月(?:份)?$/],
  ['monthCompact', /^((?:19|20)\d{2})(0[1-9]|1[0-2])$/],
];
const twoDigitYear = /^['’]?\d{2}(?:[-/.年]\d{1,2}){1,2}[月日号]?$|^\d{2}年\d{1,2}月\d{1,2}[日号]?$/;
const timeOfDay = /[T ]?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?$/;
const nothing = new Set(['无', '/', '-', '—', '未脱贫', '暂无', '否']);
const firstSerial = 14_611; // 1940-01-01
const lastSerial = 73_050; // 2099-12-31
/** A register repeats the same few hundred days. */
const memory = new Map<string, CleanedDate>();
const memoryLimit = 5_000;

/** Whether the style leaves the day open. */
export function isMonthStyle(style: DateStyle): boolean {
  return style.startsWith('month');
}

/**
 * Reads one date. A bare Excel serial is converted (auto), a two-digit year or a day that does not exist goes to
 * review. Whether the way of writing differs from the column's is told by `DateColumns`, not here.
 */
export function cleanDate(cell: Cell | undefined): CleanedDate {
  if (cell === null || cell === undefined || cell === '') return clean<string>(null);
  if (typeof cell === 'object') return { ...clean(cell.date), style: 'excel' };
  if (typeof cell === 'number') return fromNumber(cell);
  if (typeof cell === 'boolean') return impossible(cell);
  const known = memory.get(cell);
  if (known) return known;
  const fresh = fromText(cell, cell);
  if (memory.size >= memoryLimit) memory.clear();
  memory.set(cell, fresh);
  return fresh;
}

function fromText(text: string, cell: Cell): CleanedDate {
  const bare = folded(text.replace(timeOfDay, '')).replace(/^['’]/, '');
  if (bare === '' || nothing.has(bare)) return clean<string>(null);
  if (/^\d{5}(?:\.0+)?$/.test(bare)) return fromSerial(Math.trunc(Number(bare)), cell);
  for (const [style, pattern] of dayStyles) {
    const found = pattern.exec(bare);
    if (found) return fromParts(style, Number(found[1]), Number(found[2]), found[3], cell);
  }
  if (twoDigitYear.test(bare)) return { value: null, problems: [cellProblem('date_two_digit_year', cell, null)] };
  return impossible(cell);
}

function fromNumber(cell: number): CleanedDate {
  if (!Number.isInteger(cell)) {
    // 2014.1 may be January or October: Excel drops the zero
    return /^\d{4}\.(?:[2-9]|\d{2})$/.test(String(cell)) ? fromText(String(cell), cell) : impossible(cell);
  }
  return cell >= firstSerial && cell <= lastSerial ? fromSerial(cell, cell) : fromText(String(cell), cell);
}

function fromSerial(serial: number, cell: Cell): CleanedDate {
  if (serial < firstSerial || serial > lastSerial) return impossible(cell);
  const value = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
  return { value, style: 'serial', problems: [cellProblem('date_excel_serial', cell, value)] };
}

function fromParts(style: DateStyle, year: number, month: number, day: string | undefined, cell: Cell): CleanedDate {
  if (year < 1900 || year > 2100 || month < 1 || month > 12) return impossible(cell);
  const value = `${year}-${String(month).padStart(2, '0')}`;
  if (day === undefined) return { ...clean(value), style };
  const inMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (Number(day) < 1 || Number(day) > inMonth) return impossible(cell);
  return { ...clean(`${value}-${day.padStart(2, '0')}`), style };
}

function impossible(cell: Cell): CleanedDate {
  return { value: null, problems: [cellProblem('date_impossible', cell, null)] };
}

/** True where both are known and the first lies before the second; months compare by month. */
export function isBefore(earlier: string | null, later: string | null): boolean {
  if (earlier === null || later === null) return false;
  const length = Math.min(earlier.length, later.length);
  return earlier.slice(0, length) < later.slice(0, length);
}
