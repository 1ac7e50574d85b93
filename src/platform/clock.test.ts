import fc from '../testing/properties.ts';
import { describe, expect, it } from 'vitest';
import { chinaDate, fixedClock, shiftedClock } from './clock.ts';

describe('the clock', () => {
  it('takes the date in China, where the day begins eight hours before Greenwich', () => {
    expect(chinaDate(new Date('2020-12-15T15:59:59Z'))).toBe('2020-12-15');
    expect(chinaDate(new Date('2020-12-15T16:00:00Z'))).toBe('2020-12-16');
    expect(fixedClock('2020-02-29T23:59:00+08:00').today()).toBe('2020-02-29');
  });

  it('agrees with the calendar of the time zone on every instant, summers of the eighties included', () => {
    const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
    const instants = fc.date({ min: new Date('1950-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    fc.assert(fc.property(instants, (instant) => chinaDate(instant) === calendar.format(instant)));
  });

  it('lives on the shown date of a demonstration', () => {
    expect(shiftedClock('2020-09-01').today()).toBe('2020-09-01');
  });
});
