import { hash, verify } from '@node-rs/argon2';

const MIN_LENGTH = 10;
const FIRST_LENGTH = 12;
// Without letters and digits that are confused on paper (0 O 1 l I).
const FIRST_LETTERS = 'abcdefghjkmnpqrstuvwxyz';
const FIRST_DIGITS = '23456789';

/** Argon2id hash of a password (RFC 9106; 19 MiB, two passes). */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** Whether the password gives the stored hash. */
export function verifyPassword(stored: string, password: string): Promise<boolean> {
  return verify(stored, password);
}

/** Why a password is too weak, in Chinese; empty when it will do. */
export function passwordProblems(password: string, username: string): string[] {
  const problems: string[] = [];
  if (password.length < MIN_LENGTH) problems.push(`至少 ${MIN_LENGTH} 位`);
  if (password.length > 128) problems.push('最多 128 位');
  if (!/[a-z]/i.test(password) || !/\d/.test(password)) problems.push('须同时含字母和数字');
  if (username.length > 0 && password.toLowerCase().includes(username.toLowerCase())) problems.push('不能包含用户名');
  if (new Set(password).size < 5) problems.push('不同的字符太少');
  return problems;
}

/** A first password to be read out or printed once; `chance` gives at least {@link FIRST_LENGTH} random bytes. */
export function firstPassword(chance: Uint8Array): string {
  if (chance.length < FIRST_LENGTH) throw new Error('not enough chance for a password');
  const signs = [...chance.subarray(0, FIRST_LENGTH)].map((byte, i) => {
    const set = i % 4 === 3 ? FIRST_DIGITS : FIRST_LETTERS;
    return set[byte % set.length]!;
  });
  return [signs.slice(0, 4), signs.slice(4, 8), signs.slice(8)].map((part) => part.join('')).join('-');
}
