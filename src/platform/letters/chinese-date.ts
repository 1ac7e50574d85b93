import { formatChineseDate, plainDate } from '../plain-date.ts';

const beijingOffset = 8 * 3_600_000;

/** `2020-09-01` as it stands in a letter: `2020年9月1日`. Throws RangeError on anything but a day written yyyy-mm-dd. */
export function chineseDate(date: string): string {
  return formatChineseDate(plainDate(date));
}

/** An instant (ISO 8601) as `2020-09-01 10:21` in Beijing time. Throws RangeError on what is not an instant. */
export function beijingTime(instant: string): string {
  return new Date(Date.parse(instant) + beijingOffset).toISOString().slice(0, 16).replace('T', ' ');
}
