import fc from '../../testing/properties.ts';
import { expect, test } from 'vitest';
import { lockedUntil, nameLimit } from './sign-in-limits.ts';

const minute = 60_000;

test('the fifth wrong password within fifteen minutes locks for fifteen minutes from then', () => {
  const failures = [0, 1, 2, 3, 4].map((m) => m * minute);
  expect(lockedUntil(failures.slice(0, 4), 4 * minute, nameLimit)).toBeNull();
  expect(lockedUntil(failures, 4 * minute, nameLimit)).toBe(19 * minute);
  expect(lockedUntil(failures, 19 * minute, nameLimit)).toBeNull();
});

test('five wrong passwords spread over more than fifteen minutes do not lock', () => {
  expect(
    lockedUntil(
      [0, 4, 8, 12, 16].map((m) => m * minute),
      16 * minute,
      nameLimit,
    ),
  ).toBeNull();
});

test('one more wrong try after a lock has ended does not lock again at once', () => {
  expect(
    lockedUntil(
      [0, 1, 2, 3, 4, 19].map((m) => m * minute),
      19 * minute,
      nameLimit,
    ),
  ).toBeNull();
});

test('an attacker who stops when locked has no more than five tries in any fifteen minutes', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 90 * 60_000 }), { maxLength: 200 }), (moments) => {
      const tries: number[] = [];
      for (const at of moments.sort((a, b) => a - b)) if (lockedUntil(tries, at, nameLimit) === null) tries.push(at);
      for (const start of tries)
        expect(tries.filter((t) => t >= start && t < start + 15 * minute).length).toBeLessThanOrEqual(5);
    }),
  );
});
