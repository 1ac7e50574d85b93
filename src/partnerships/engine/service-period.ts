import { addDays, addMonths, daysBetween, plainDate } from '../../platform/plain-date.ts';

/** Days of service, both ends included. */
export type Period = { from: string; to: string };

/** Periods joined where they overlap or touch, in order: a day served twice is one day. */
export function mergePeriods(periods: readonly Period[]): Period[] {
  const merged: Period[] = [];
  for (const period of periods.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const last = merged.at(-1);
    if (last && period.from <= addDays(plainDate(last.to), 1)) last.to = period.to > last.to ? period.to : last.to;
    else merged.push({ ...period });
  }
  return merged;
}

/** Days of merged periods, both ends included. */
export function daysOf(periods: readonly Period[]): number {
  return mergePeriods(periods).reduce((n, p) => n + daysBetween(plainDate(p.from), plainDate(p.to)) + 1, 0);
}

/** Full months of merged periods, each counted from its first day: 1 March to 28 February of the next year are 12. */
export function monthsOf(periods: readonly Period[]): number {
  return mergePeriods(periods).reduce((n, p) => n + fullMonths(p), 0);
}

function fullMonths({ from, to }: Period): number {
  const end = addDays(plainDate(to), 1);
  let months = 0;
  while (addMonths(plainDate(from), months + 1) <= end) months += 1;
  return months;
}
