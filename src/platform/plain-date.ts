/** A calendar day without time or zone, written `yyyy-mm-dd`; compares correctly as text. Years 0001–9999. */
export type PlainDate = string & { readonly __plainDate: true };

/** A school year: the half-open span of days [from, to), named after both calendar years, e.g. `2020-2021`. */
export interface SchoolYear {
  startYear: number;
  label: string;
  from: PlainDate;
  to: PlainDate;
}

const MS_PER_DAY = 86_400_000;
const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True in a Gregorian leap year. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Number of days of a month (1–12); 0 for a month that does not exist. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

/** The day of these parts (month 1–12), or null when there is no such day. */
export function plainDateOf(year: number, month: number, day: number): PlainDate | null {
  if (![year, month, day].every(Number.isInteger) || year < 1 || year > 9999) return null;
  if (day < 1 || day > daysInMonth(year, month)) return null;
  return write(year, month, day);
}

/** Reads exactly `yyyy-mm-dd`; null for any other form and for days that do not exist. */
export function parsePlainDate(text: string): PlainDate | null {
  const match = PATTERN.exec(text);
  return match ? plainDateOf(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

/** Reads exactly `yyyy-mm-dd`. Throws RangeError otherwise: for constants and values checked before. */
export function plainDate(text: string): PlainDate {
  const date = parsePlainDate(text);
  if (date === null) throw new RangeError(`不是有效日期：${text}`);
  return date;
}

/** True for text that is a day written `yyyy-mm-dd`. */
export function isPlainDate(text: string): text is PlainDate {
  return parsePlainDate(text) !== null;
}

/** Year, month (1–12) and day. */
export function partsOf(date: PlainDate): { year: number; month: number; day: number } {
  return { year: yearOf(date), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

/** The calendar year. */
export function yearOf(date: PlainDate): number {
  return Number(date.slice(0, 4));
}

/** -1, 0 or 1: order in time. */
export function comparePlainDates(a: PlainDate, b: PlainDate): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Days since 1970-01-01, negative before. */
export function toEpochDay(date: PlainDate): number {
  return Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY;
}

/** The day that many days after 1970-01-01. Throws RangeError outside the years 0001–9999. */
export function fromEpochDay(epochDay: number): PlainDate {
  const at = new Date(epochDay * MS_PER_DAY);
  const date = plainDateOf(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate());
  if (date === null) throw new RangeError(`日期超出范围：${epochDay}`);
  return date;
}

/** The day `days` later (earlier when negative). */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromEpochDay(toEpochDay(date) + days);
}

/** The same day of the month `months` later, or the last day of that month when it is shorter. */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const { year, month, day } = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  const toYear = Math.floor(index / 12);
  const toMonth = index - toYear * 12 + 1;
  const result = plainDateOf(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
  if (result === null) throw new RangeError(`日期超出范围：${date} + ${months} 个月`);
  return result;
}

/** The same day `years` later; 29 February becomes 28 February in a common year. */
export function addYears(date: PlainDate, years: number): PlainDate {
  return addMonths(date, years * 12);
}

/** Days from one day to another: `daysBetween(d, addDays(d, n))` is n. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return toEpochDay(to) - toEpochDay(from);
}

/** ISO day of the week: 1 Monday … 7 Sunday. */
export function weekdayOf(date: PlainDate): number {
  return ((((toEpochDay(date) + 3) % 7) + 7) % 7) + 1;
}

/**
 * Age in completed years (周岁) on a day; a year is complete on the birthday, for 29 February on 1 March of a common year.
 * Negative before birth, so that a caller sees the error.
 */
export function ageOn(birth: PlainDate, day: PlainDate): number {
  const years = yearOf(day) - yearOf(birth);
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** 28 or 29 February of a year. */
export function lastDayOfFebruary(year: number): PlainDate {
  return write(year, 2, daysInMonth(year, 2));
}

/** The school year (学年) a day belongs to. `firstDay` is the `mm-dd` on which it begins; customarily 1 September. */
export function schoolYearOf(date: PlainDate, firstDay = '09-01'): SchoolYear {
  const year = yearOf(date);
  return schoolYear(date.slice(5) < firstDay ? year - 1 : year, firstDay);
}

/** The school year that begins in `startYear`. */
export function schoolYear(startYear: number, firstDay = '09-01'): SchoolYear {
  return {
    startYear,
    label: `${startYear}-${startYear + 1}`,
    from: plainDate(`${pad(startYear, 4)}-${firstDay}`),
    to: plainDate(`${pad(startYear + 1, 4)}-${firstDay}`),
  };
}

/** As letters write it: 2024年9月1日. Tables show the `yyyy-mm-dd` text itself. */
export function formatChineseDate(date: PlainDate): string {
  const { year, month, day } = partsOf(date);
  return `${year}年${month}月${day}日`;
}

function write(year: number, month: number, day: number): PlainDate {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as PlainDate;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
