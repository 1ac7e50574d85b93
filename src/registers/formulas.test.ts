import fc from '../testing/properties.ts';
import { expect, test } from 'vitest';
import { dayOf, readBy, rounded, valueOf } from './definition/formulas.ts';

const number = fc.integer({ min: -1_000_000, max: 1_000_000 });

test('what is calculated is unknown while a part is, and by division by nothing', () => {
  expect(valueOf({ divide: ['a', 'b'] }, { a: 3 }, {})).toBeNull();
  expect(valueOf({ divide: ['a', 'b'] }, { a: 3, b: 0 }, {})).toBeNull();
  expect(valueOf({ times: ['a', { parameter: 'p' }] }, { a: 3 }, {})).toBeNull();
  expect(valueOf({ times: ['a', { parameter: 'p' }] }, { a: 3 }, { p: 2 })).toBe(6);
});

test('the largest part is none smaller than any, rounding up is never below, and taking away undoes adding', () => {
  fc.assert(
    fc.property(number, number, number, (a, b, c) => {
      const data = { a, b, c };
      const most = valueOf({ most: ['a', 'b', 'c'] }, data, {})!;
      expect([a, b, c].every((n) => n <= most) && [a, b, c].includes(most)).toBe(true);
      expect(valueOf({ minus: [{ plus: ['a', 'b'] }, 'b'] }, data, {})).toBe(a);
      const eighth = valueOf({ up: [{ divide: ['a', 8] }] }, data, {})!;
      expect(eighth - a / 8).toBeGreaterThanOrEqual(0);
      expect(eighth - a / 8).toBeLessThan(1);
    }),
  );
});

test('rounding is half up and idempotent', () => {
  expect([rounded(0.125, 2), rounded(2.45, 1), rounded(1.005, 2)]).toEqual([0.13, 2.5, 1.01]);
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 0, max: 4 }), (n, decimals) => {
      const once = rounded(n, decimals);
      expect(rounded(once, decimals)).toBe(once);
      expect(Math.abs(once - n)).toBeLessThanOrEqual(0.5 / 10 ** decimals + 1e-6);
    }),
  );
});

test('a formula tells every field and parameter it reads', () => {
  const formula = { most: [0, { minus: [{ times: [{ parameter: 'p' }, 'a'] }, 'b'] }] };
  expect(readBy(formula)).toEqual({ fields: ['a', 'b'], dates: [], parameters: ['p'] });
  expect(readBy({ plus: [{ days: ['from', 'to'] }, 'a'] })).toEqual({
    fields: ['a'],
    dates: ['from', 'to'],
    parameters: [],
  });
});

test('days lie between two dates; months end with the month; working days pass weekends and holidays, and none are guessed', () => {
  const data = {
    from: '2022-01-31',
    to: '2022-03-01',
    monday: '2022-06-27',
    eve: '2022-09-30',
    far: '2199-01-01',
    n: 3,
  };
  expect(valueOf({ days: ['from', 'to'] }, data, {})).toBe(29);
  expect(dayOf({ months: ['from', 1] }, data, {})).toBe('2022-02-28');
  expect(dayOf({ plus: ['from', 'n'] }, data, {})).toBe('2022-02-03');
  expect(dayOf({ workdays: ['monday', 'n'] }, data, {})).toBe('2022-06-30');
  expect(dayOf({ workdays: ['eve', 1] }, data, {})).toBe('2022-10-08');
  expect(dayOf({ workdays: ['far', 1] }, data, {})).toBeNull();
});

test('a day is so many days after another, over the ends of months and leap days, and unknown while a part is', () => {
  const later = { plus: ['on', { parameter: 'days' }] };
  expect(dayOf(later, { on: '2020-02-27' }, { days: 3 })).toBe('2020-03-01');
  expect(dayOf(later, { on: '2022-05-20' }, { days: 15 })).toBe('2022-06-04');
  expect([dayOf(later, {}, { days: 15 }), dayOf(later, { on: '2022-05-20' }, {})]).toEqual([null, null]);
});
