import type { Period } from './definition.ts';

const DAY = 86_400_000;
const at = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** The same calendar day a year before; the last of February stands for the 29th. */
export function yearBefore(day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year - 1, month, 0)).getUTCDate();
  return `${year - 1}-${String(month).padStart(2, '0')}-${String(Math.min(date, last)).padStart(2, '0')}`;
}

/** The days of records that count on a day: from the start of the period (null: from ever) to the day, never past the period's end. */
export function window(period: Period, on: string): { from: string | null; to: string } {
  const to = period.to !== undefined && period.to < on ? period.to : on;
  if (period.kind === 'stock') return { from: null, to };
  if (period.kind === 'cumulative') return { from: period.from, to };
  const first = `${to.slice(0, 4)}-01-01`;
  return { from: first < period.from ? period.from : first, to };
}

/** Years a cumulative period spans, by the years named: 2021 to 2025 are five. */
export function yearsOf(period: Period): number {
  if (period.kind !== 'cumulative') return 1;
  return Number(period.to.slice(0, 4)) - Number(period.from.slice(0, 4)) + 1;
}

/** How much of the period has gone by at the end of a day, 0 to 1; of the year for a yearly figure; 1 for a stock, which has no pace. */
export function elapsed(period: Period, on: string): number {
  if (period.kind === 'stock') return 1;
  const [from, to] =
    period.kind === 'cumulative' ? [period.from, period.to] : [`${on.slice(0, 4)}-01-01`, `${on.slice(0, 4)}-12-31`];
  const length = at(to) - at(from) + DAY;
  return Math.min(1, Math.max(0, (at(on) - at(from) + DAY) / length));
}

/** Whether the day has come on which a figure is held to its goal: the end of the plan or of the year; for a stock without an end, any day. */
export function isOver(period: Period, on: string): boolean {
  if (period.kind === 'stock') return period.to === undefined || on >= period.to;
  return elapsed(period, on) >= 1;
}
