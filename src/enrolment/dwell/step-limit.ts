import type { Tx } from '../../platform/db.ts';
import { findSetting } from '../../organizations/index.ts';
import { chinaDate } from '../../platform/clock.ts';
import { plainDate } from '../../platform/plain-date.ts';
import { workingDaysBetween } from '../../standards/index.ts';
import { standing } from '../../review/index.ts';
import type { HolderLevel } from '../states.ts';

/** The local setting that limits the working days of each holder; the documents say only 及时. */
export const LIMIT_KEYS: Partial<Record<HolderLevel, string>> = {
  village: 'days.village_agree',
  township: 'days.township_review',
  county: 'days.county_compile',
  city: 'days.city_admit',
  school: 'days.school_letter',
};

/** How long a holder has had a case; `workingDays` null where a year's calendar has not been published, `limit` null where none is set. */
export type Dwell = {
  since: string;
  workingDays: number | null;
  limit: number | null;
  standing: 'not_set' | 'in_time' | 'last_day' | 'overdue' | 'calendar_missing';
};

/** Working days from the day something began to a day (yyyy-mm-dd); null where a calendar year in between is not published. */
export function workingDaysSince(since: Date, today: string): number | null {
  const days = workingDaysBetween(plainDate(chinaDate(since)), plainDate(today));
  return days.ok ? days.value : null;
}

/** Where a case stands against its limit. */
export function dwellOf(since: Date, today: string, limit: number | null): Dwell {
  const workingDays = workingDaysSince(since, today);
  const at = workingDays === null ? 'calendar_missing' : standing(workingDays, limit);
  return { since: since.toISOString(), workingDays, limit, standing: at };
}

/** The limit in working days that holds for a holder at a division; null means not set. */
export async function limitAt(
  tx: Tx,
  level: HolderLevel,
  divisionCode: number,
  onDate: string,
): Promise<number | null> {
  const key = LIMIT_KEYS[level];
  const found = key ? await findSetting(tx, divisionCode, key, onDate) : null;
  return typeof found?.value === 'number' ? found.value : null;
}
