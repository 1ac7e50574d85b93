import fc from '../../testing/properties.ts';
import { expect, test } from 'vitest';
import { firstPassword, hashPassword, passwordProblems, verifyPassword } from './passwords.ts';

test('a first password meets the rules for passwords and holds no sign that is confused on paper', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), (chance) => {
      const password = firstPassword(chance);
      expect(password).not.toMatch(/[01lioIO]/);
      expect(passwordProblems(password, 'zhang.san').filter((p) => p !== '不同的字符太少')).toEqual([]);
    }),
  );
});

test('weak passwords are named with their reasons', () => {
  expect(passwordProblems('abc1', 'zhang')).toEqual(['至少 10 位', '不同的字符太少']);
  expect(passwordProblems('abcdefghijkl', 'zhang')).toEqual(['须同时含字母和数字']);
  expect(passwordProblems('Zhang-2020-caoxian', 'zhang')).toEqual(['不能包含用户名']);
  expect(passwordProblems('spring-rain-2020', 'zhang')).toEqual([]);
});

test('a stored password is an argon2id hash that only its password opens', async () => {
  const stored = await hashPassword('spring-rain-2020');
  expect(stored).toMatch(/^\$argon2id\$/);
  expect(await verifyPassword(stored, 'spring-rain-2020')).toBe(true);
  expect(await verifyPassword(stored, 'spring-rain-2021')).toBe(false);
});
