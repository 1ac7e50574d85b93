import fc from '../../testing/properties.ts';
import { describe, expect, test } from 'vitest';
import { addDays, plainDate } from '../../platform/plain-date.ts';
import { workingDaysBetween } from '../../standards/index.ts';
import { overdueBefore, startOfDay } from './late.ts';

describe('the day before which a case is over its limit', () => {
  test('agrees with counting the working days of each day of arrival', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 250 }),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: -40, max: 0 }),
        (at, limit, back) => {
          const today = addDays(plainDate('2020-03-01'), at);
          const before = overdueBefore(today, limit);
          const arrived = addDays(today, back);
          const passed = workingDaysBetween(arrived, today);
          if (!before.ok || !passed.ok) throw new Error('2020 is published');
          expect(arrived < before.value).toBe(passed.value > limit);
        },
      ),
    );
  });
  test('holidays add nothing to the days of a case', () => {
    expect(overdueBefore(plainDate('2020-10-08'), 1)).toEqual({ ok: true, value: '2020-09-29' });
    expect(overdueBefore(plainDate('2020-10-09'), 1)).toEqual({ ok: true, value: '2020-09-30' });
    expect(overdueBefore(plainDate('2020-10-10'), 1)).toEqual({ ok: true, value: '2020-10-09' });
  });
  test('without the holiday notice of a year there is no answer', () => {
    expect(overdueBefore(plainDate('2099-01-05'), 3)).toEqual({ ok: false, reason: 'year-not-published', year: 2099 });
  });
  test('a day begins at midnight in China', () => {
    expect(startOfDay('2020-09-01').toISOString()).toBe('2020-08-31T16:00:00.000Z');
  });
});
