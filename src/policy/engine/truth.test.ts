import { expect, test } from 'vitest';
import { compare } from './truth.ts';

test.each([
  ['gt', 3, 2, true],
  ['gt', 2, 2, false],
  ['gt', 1, 2, false],
  ['gt', '2021-01-02', '2021-01-01', true],
  ['lt', 1, 2, true],
  ['lt', 2, 2, false],
  ['exists', 'x', true, true],
  ['has_any', ['a', 'b'], ['b'], true],
  ['has_any', ['a'], ['b'], false],
  ['has_any', 'ab', ['b'], false],
  ['has_any', ['b'], 'b', false],
] as const)('%s of %j against %j is %j', (op, left, right, told) => {
  expect(compare(op, left, right)).toBe(told);
});
