import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errorList } from './error-list.ts';

it('docs/errors.md lists every error code with the words people read', () => {
  expect(readFileSync('docs/errors.md', 'utf8')).toBe(errorList());
});
