import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accessMatrix, accessOf, accessRows, mayShow } from './access-matrix.ts';
import { lines } from '../roles/levels.ts';

const migrations = join(import.meta.dirname, '../../../migrations');

function guardedTables(): Set<string> {
  const sql = readdirSync(migrations)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => readFileSync(join(migrations, name), 'utf8'))
    .join('\n');
  const guards = sql.matchAll(/call guard_table\('([a-z_0-9]+)'/g);
  const rights = sql.matchAll(/app_may_(?:read|write|ask)\('([a-z_0-9]+)'\)/g);
  const dropped = new Set([...sql.matchAll(/drop table ([a-z_0-9, ]+)/g)].flatMap((match) => match[1]!.split(', ')));
  return new Set([...guards, ...rights].map((match) => match[1]!).filter((table) => !dropped.has(table)));
}

test('every table that row security guards has a row for every line', () => {
  const rows = new Set(accessRows().map((r) => `${r.line} ${r.table_name}`));
  const missing = [...guardedTables()].flatMap((table) =>
    lines.filter((line) => !rows.has(`${line} ${table}`)).map((line) => `${line} ${table}`),
  );
  expect(guardedTables().size).toBeGreaterThan(7);
  expect(missing).toEqual([]);
});

test('the public reads nothing and the system everything', () => {
  for (const table of Object.keys(accessMatrix)) {
    expect(accessOf('public', table).right).toBe('none');
    expect(accessOf('system', table).right).toBe('change');
  }
});

test('a line that may only ask gets a yes or no but no row', () => {
  const row = accessRows().find((r) => r.line === 'education' && r.table_name === 'person_status')!;
  expect(row).toMatchObject({ can_ask: true, can_read: false, can_write: false });
  expect(mayShow('education', 'person_status', 'relation')).toBe(false);
});

test('citizen numbers are hidden from lines that have no duty needing them', () => {
  expect(mayShow('education', 'person', 'id_mask')).toBe(false);
  expect(mayShow('hr', 'person', 'id_mask')).toBe(true);
});
