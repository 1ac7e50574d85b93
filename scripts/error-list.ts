import { writeFileSync } from 'node:fs';
import { errorCatalogue } from '../src/platform/errors.ts';
import '../src/platform/letters/index.ts';
import '../src/rooms.ts';

/** docs/errors.md as it must be: every stable code with its kind, words and advice. */
export function errorList(): string {
  const cell = (text: string | undefined) => (text ?? '').replaceAll('|', '\\|');
  const rows = errorCatalogue().map(
    ([code, e]) => `| \`${code}\` | ${e.kind} | ${cell(e.message)} | ${cell(e.hint)} |`,
  );
  return [
    '# Error codes',
    '',
    'Made by `node scripts/error-list.ts --write`; a test compares it with the code. A code never changes its meaning.',
    '',
    '| code | kind | what the person reads | what to do |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

if (process.argv.includes('--write')) writeFileSync('docs/errors.md', errorList());
