import { addDays, fromEpochDay, toEpochDay, weekdayOf, yearOf, type PlainDate } from '../platform/plain-date.ts';
import published from '../../reference/calendar/working-days.json' with { type: 'json' };

/** The published holiday notices: years covered, weekdays off, weekend days worked, by year, `yyyy-mm-dd`. */
export interface HolidayNotices {
  years: number[];
  off: Record<string, string[]>;
  worked: Record<string, string[]>;
}

/** An answer that needs the holiday notice of a year; without the notice there is no answer, never a guess. */
export type Published<T> = { ok: true; value: T } | { ok: false; reason: 'year-not-published'; year: number };

/** Questions about working days, all answered from the same notices. */
export interface WorkingCalendar {
  years: readonly number[];
  isWorkingDay(date: PlainDate): Published<boolean>;
  addWorkingDays(date: PlainDate, days: number): Published<PlainDate>;
  workingDaysBetween(from: PlainDate, to: PlainDate): Published<number>;
}

const SATURDAY = 6;

/** A calendar over given notices, for an office that has entered a year of its own. */
export function workingCalendar(notices: HolidayNotices): WorkingCalendar {
  const years = new Set(notices.years);
  const off = new Set(Object.values(notices.off).flat());
  const worked = new Set(Object.values(notices.worked).flat());
  const works = (date: PlainDate): boolean => (weekdayOf(date) < SATURDAY ? !off.has(date) : worked.has(date));
  const answer = (date: PlainDate): Published<boolean> => {
    const year = yearOf(date);
    return years.has(year) ? { ok: true, value: works(date) } : { ok: false, reason: 'year-not-published', year };
  };
  return {
    years: [...years].sort((a, b) => a - b),
    isWorkingDay: answer,
    addWorkingDays: (date, days) => stepWorkingDays(answer, date, days),
    workingDaysBetween: (from, to) => countWorkingDays(answer, from, to),
  };
}

const calendar = workingCalendar(published);

/** The years whose holiday notice (国务院办公厅关于部分节假日安排的通知) is in the product. */
export function publishedYears(): readonly number[] {
  return calendar.years;
}

/** Whether offices work on a day: weekdays but for holidays, and the weekend days moved to work. */
export function isWorkingDay(date: PlainDate): Published<boolean> {
  return calendar.isWorkingDay(date);
}

/**
 * The working day that is `days` working days after (before, when negative) a day; the day itself does not count, as periods begin
 * on the day after the event. Zero gives the day itself. Every day passed must lie in a published year.
 */
export function addWorkingDays(date: PlainDate, days: number): Published<PlainDate> {
  return calendar.addWorkingDays(date, days);
}

/** Working days after `from` up to and with `to`; negative when `to` is earlier. Inverse of `addWorkingDays` on working days. */
export function workingDaysBetween(from: PlainDate, to: PlainDate): Published<number> {
  return calendar.workingDaysBetween(from, to);
}

function stepWorkingDays(
  isWorking: (date: PlainDate) => Published<boolean>,
  date: PlainDate,
  days: number,
): Published<PlainDate> {
  const step = Math.sign(days);
  let at = date;
  for (let left = Math.abs(days); left > 0;) {
    at = addDays(at, step);
    const answer = isWorking(at);
    if (!answer.ok) return answer;
    if (answer.value) left--;
  }
  return { ok: true, value: at };
}

function countWorkingDays(
  isWorking: (date: PlainDate) => Published<boolean>,
  from: PlainDate,
  to: PlainDate,
): Published<number> {
  const [first, last, sign] = from <= to ? [from, to, 1] : [to, from, -1];
  let count = 0;
  for (let day = toEpochDay(first) + 1; day <= toEpochDay(last); day++) {
    const answer = isWorking(fromEpochDay(day));
    if (!answer.ok) return answer;
    if (answer.value) count++;
  }
  return { ok: true, value: count === 0 ? 0 : sign * count };
}
