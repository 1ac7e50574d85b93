import { addDays, plainDate, type PlainDate } from '../../platform/plain-date.ts';
import { isWorkingDay, type Published } from '../../standards/index.ts';

/**
 * The day before which a case must have arrived to be over its limit today: whoever has had it for more than `limit` working days.
 * The day of arrival does not count. No answer where a day passed lies in a year whose holiday notice is not published.
 */
export function overdueBefore(today: PlainDate, limit: number): Published<PlainDate> {
  let day = today;
  for (let passed = 0; ; day = addDays(day, -1)) {
    const working = isWorkingDay(day);
    if (!working.ok) return working;
    if (working.value && passed === limit) return { ok: true, value: day };
    if (working.value) passed += 1;
  }
}

/** The first instant of a day in China: a case held since before it arrived on an earlier day. */
export function startOfDay(day: string): Date {
  return new Date(`${plainDate(day)}T00:00:00+08:00`);
}
