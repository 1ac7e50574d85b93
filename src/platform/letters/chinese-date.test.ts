import { expect, test } from 'vitest';
import { beijingTime, chineseDate } from './chinese-date.ts';

test('a day stands in a letter without leading zeros', () => {
  expect(chineseDate('2020-09-01')).toBe('2020年9月1日');
  expect(() => chineseDate('2020-02-30')).toThrow(RangeError);
});

test('an instant is printed in Beijing time, also across midnight', () => {
  expect(beijingTime('2020-08-31T16:05:59Z')).toBe('2020-09-01 00:05');
  expect(() => beijingTime('yesterday')).toThrow(RangeError);
});
