import { addDays, addMonths, plainDate } from '../../platform/plain-date.ts';
import { factValue, type Day, type Facts } from '../facts/facts.ts';
import { yearlyDay, type Law } from '../engine/parameters.ts';
import type { Due } from '../engine/rule.ts';

/** When a duty falls due, or what is missing to say so: a standard nobody has set, or the date it runs from. */
export type DueDay =
  | { due: Day; missing: null }
  | { due: null; missing: { kind: 'parameter'; key: string } | { kind: 'fact'; key: string } };

/**
 * The last day on which the duty is met in time, as seen on `day` (前 includes the day itself): the yearly day of that year, the one day
 * stated, or so many days, months or years after the fact's date.
 */
export function dueDay(due: Due, law: Law, facts: Facts, day: Day): DueDay {
  const value = law.parameter(due.parameter, day)?.version?.value;
  if (value === undefined) return { due: null, missing: { kind: 'parameter', key: due.parameter } };
  if (typeof value === 'string') {
    if (/^\d{4}/.test(value)) return { due: value, missing: null };
    const year = due.year ? factValue(facts, due.year, day) : Number(day.slice(0, 4));
    if (typeof year !== 'number') return { due: null, missing: { kind: 'fact', key: due.year ?? due.parameter } };
    return { due: yearlyDay(value, year), missing: null };
  }
  const since = due.since ? factValue(facts, due.since, day) : null;
  if (typeof since !== 'string' || typeof value !== 'number')
    return { due: null, missing: { kind: 'fact', key: due.since ?? due.parameter } };
  return { due: later(since, value, due.unit ?? 'days'), missing: null };
}

function later(since: Day, count: number, unit: NonNullable<Due['unit']>): Day {
  const from = plainDate(since);
  if (unit === 'days') return addDays(from, count);
  return addMonths(from, unit === 'months' ? count : count * 12);
}
