import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('what public pages fill in stands in single braces, as they read it', () => {
  const files = globSync('src/outreach/ui/public/**/*.ts').filter((f) => !f.endsWith('.test.ts'));
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((f) => readFileSync(f, 'utf8').includes('{{'))).toEqual([]);
});
