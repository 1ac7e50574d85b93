import type { DateCell } from '../types.ts';

const DAY_MS = 86_400_000;
/** 9999-12-31 in the date system of 1900. */
const LAST_SERIAL = 2_958_465;
/** Number formats with these ids show a date or time, also where the file does not spell them out (27–36, 50–58: East Asia). */
const BUILT_IN: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/** Whether a built-in number format shows a date. */
export function isBuiltInDateFormat(id: number): boolean {
  return BUILT_IN.some(([from, to]) => id >= from && id <= to);
}

/** Whether a number format such as `yyyy"年"m"月"` shows a date: year, month or day letters outside quotes and brackets. */
export function isDateFormatCode(code: string): boolean {
  if (/^general$/i.test(code)) return false;
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');
  return /[ymdh]/i.test(bare) || /s/i.test(bare.replace(/0|#/g, ''));
}

/**
 * Serial number (days since 1899-12-31, Excel's 1900 system, or since 1904-01-01) → the date the sheet shows. Null for what
 * no sheet can show as a date: below 1, above 9999-12-31, and 1900-02-29, a day that only Excel knows.
 */
export function serialToDateCell(serial: number, date1904: boolean): DateCell | null {
  if (!Number.isFinite(serial) || serial < 1 || serial >= LAST_SERIAL + 1) return null;
  const whole = Math.floor(serial + 1e-9);
  if (!date1904 && whole === 60) return null;
  const epoch = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, whole < 60 ? 31 : 30);
  const seconds = Math.round((serial - whole) * 86_400);
  const date = new Date(epoch + whole * DAY_MS + (seconds > 0 ? seconds * 1000 : 0)).toISOString();
  const cell: DateCell = { kind: 'date', date: date.slice(0, 10), serial };
  if (seconds > 0) cell.time = date.slice(11, 19);
  return cell;
}

/** yyyy-mm-dd → serial number of the 1900 system. NaN where the text is no date. */
export function dateToSerial(date: string): number {
  const at = Date.parse(`${date}T00:00:00Z`);
  const days = at / DAY_MS - Date.UTC(1899, 11, 30) / DAY_MS;
  return days < 61 ? days - 1 : days;
}
