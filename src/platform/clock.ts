/** The installation's time. `today` is the working date in China; `now` is the instant for logs and events. */
export type Clock = { now(): Date; today(): string };

const CHINA = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

const HOURS_AHEAD = 8;
/** Before this day clocks in China were put forward in some summers. */
const LAST_SUMMER_TIME = Date.parse('1992-01-01T00:00:00Z');

/** The calendar date in Asia/Shanghai of an instant, as yyyy-mm-dd. */
export function chinaDate(instant: Date): string {
  const time = instant.getTime();
  if (!(time > LAST_SUMMER_TIME)) return CHINA.format(instant);
  return new Date(time + HOURS_AHEAD * 3_600_000).toISOString().slice(0, 10);
}

/** Real time. */
export const systemClock: Clock = { now: () => new Date(), today: () => chinaDate(new Date()) };

/**
 * Real time of day on a shifted date: a demonstration lives on `date` (yyyy-mm-dd) from the moment `startedAt`, and its days go on from there.
 */
export function shiftedClock(date: string, startedAt: Date = new Date()): Clock {
  const offset = Date.parse(`${date}T00:00:00+08:00`) - Date.parse(`${chinaDate(startedAt)}T00:00:00+08:00`);
  const now = () => new Date(Date.now() + offset);
  return { now, today: () => chinaDate(now()) };
}

/** A clock that stands still: for tests. */
export function fixedClock(instant: string): Clock {
  const at = new Date(instant);
  return { now: () => at, today: () => chinaDate(at) };
}
