import { isWorkday } from 'chinese-days';
import fc from '../testing/properties.ts';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, plainDate } from '../platform/plain-date.ts';
import { addWorkingDays, isWorkingDay, publishedYears, workingCalendar, workingDaysBetween } from './working-days.ts';

const first = plainDate('2017-01-01');
const last = plainDate('2026-12-31');
const day = fc.nat(daysBetween(first, last)).map((n) => addDays(first, n));
const middle = fc.nat(daysBetween(first, last) - 400).map((n) => addDays(first, n + 200));

describe('working days', () => {
  it('are the days of the package the table was copied from, on every published day', () => {
    for (let date = first; date <= last; date = addDays(date, 1)) {
      expect(isWorkingDay(date), date).toEqual({ ok: true, value: isWorkday(date) });
    }
  });

  it('are those of the notices: holidays, days moved to the weekend, and the long holiday of 2020', () => {
    const cases = {
      '2020-01-31': false,
      '2020-01-19': true,
      '2020-10-01': false,
      '2020-09-27': true,
      '2020-10-10': true,
      '2018-12-29': true,
      '2018-12-31': false,
      '2020-09-01': true,
      '2020-09-05': false,
    };
    for (const [date, value] of Object.entries(cases)) {
      expect(isWorkingDay(plainDate(date)), date).toEqual({ ok: true, value });
    }
  });

  it('are not guessed for a year without a notice', () => {
    expect(publishedYears()).toEqual([2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]);
    const missing = (year: number) => ({ ok: false, reason: 'year-not-published', year });
    expect(isWorkingDay(plainDate('2027-01-01'))).toEqual(missing(2027));
    expect(addWorkingDays(plainDate('2026-12-30'), 5)).toEqual(missing(2027));
    expect(addWorkingDays(plainDate('2017-01-03'), -5)).toEqual(missing(2016));
    expect(workingDaysBetween(plainDate('2026-12-30'), plainDate('2027-01-10'))).toEqual(missing(2027));
  });

  it('add up: counting undoes adding', () => {
    fc.assert(
      fc.property(middle, fc.integer({ min: -60, max: 60 }), (date, n) => {
        const reached = addWorkingDays(date, n);
        if (!reached.ok) return expect.unreachable(date);
        if (n !== 0) expect(isWorkingDay(reached.value)).toEqual({ ok: true, value: true });
        const counted = workingDaysBetween(date, reached.value);
        const startWorks = isWorkingDay(date);
        if (n >= 0 || (startWorks.ok && startWorks.value)) expect(counted).toEqual({ ok: true, value: n });
      }),
    );
  });

  it('add up over any day in between', () => {
    fc.assert(
      fc.property(day, day, day, (a, b, c) => {
        const [x, y, z] = [a, b, c].sort();
        const value = (from: typeof a, to: typeof a) => {
          const answer = workingDaysBetween(from, to);
          return answer.ok ? answer.value : Number.NaN;
        };
        expect(value(x!, y!) + value(y!, z!)).toBe(value(x!, z!));
      }),
      { numRuns: 50 },
    );
  });

  it('can be read from a notice that an office entered', () => {
    const own = workingCalendar({ years: [2030], off: { '2030': ['2030-01-01'] }, worked: { '2030': ['2030-01-05'] } });
    expect(own.isWorkingDay(plainDate('2030-01-01'))).toEqual({ ok: true, value: false });
    expect(own.isWorkingDay(plainDate('2030-01-05'))).toEqual({ ok: true, value: true });
    expect(own.addWorkingDays(plainDate('2030-01-04'), 1)).toEqual({ ok: true, value: '2030-01-05' });
  });
});
