import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeTruthSet } from '../matching/truth/truth-set.ts';

const dir = mkdtempSync(join(tmpdir(), 'match-'));
const file = (name: string): string => join(dir, name);
const registry: string[] = [];
const queries: string[] = [];
makeTruthSet(
  { seed: 9, mix: 'stress', registry: 3000, queries: 1500 },
  { registry: (line) => registry.push(line), query: (line) => queries.push(line), truth: () => undefined },
);
writeFileSync(file('R.csv'), `${registry.join('\n')}\n`);
writeFileSync(file('Q.csv'), `${queries.join('\n')}\n`);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function match(...args: string[]): { status: number | null; json: Record<string, unknown> } {
  const cli = join(import.meta.dirname, '..', 'cli.ts');
  const done = spawnSync(process.execPath, [cli, 'match', ...args, '--json'], { encoding: 'utf8' });
  return { status: done.status, json: JSON.parse(done.stdout) as Record<string, unknown> };
}

const lists = ['--registry', file('R.csv'), '--queries', file('Q.csv')];

describe('jiqiao match', { timeout: 120_000 }, () => {
  it('writes one line for every row, alike with one thread and with two, and says what it did', () => {
    const one = match(...lists, '--out', file('one.csv'), '--threads', '1');
    const two = match(...lists, '--out', file('two.csv'), '--threads', '2');
    expect([one.status, two.status]).toEqual([0, 0]);
    expect(readFileSync(file('two.csv'), 'utf8')).toBe(readFileSync(file('one.csv'), 'utf8'));
    const [header, ...lines] = readFileSync(file('one.csv'), 'utf8').trim().split('\n');
    expect(header).toBe('row_id,person_id,zone,grade,rule,reason,candidates');
    expect(lines.map((line) => line.split(',')[0])).toEqual(queries.slice(1).map((line) => line.split(',')[0]));
    expect(statSync(file('one.csv')).mode & 0o777).toBe(0o600);
    expect(one.json).toMatchObject({
      profile: 'wide',
      rows: queries.length - 1,
      queries: { rows: queries.length - 1 },
      parameters: { version: expect.any(String), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(one.json['registry']).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('under strict lets only proved answers stand', () => {
    match(...lists, '--out', file('strict.csv'), '--profile', 'strict');
    const auto = readFileSync(file('strict.csv'), 'utf8')
      .split('\n')
      .filter((line) => line.split(',')[2] === 'auto');
    expect(auto.length).toBeGreaterThan(0);
    expect(auto.filter((line) => line.split(',')[3] !== 'proved')).toEqual([]);
  });

  it('answers from a snapshot as from the register', () => {
    writeFileSync(file('key'), 'ab'.repeat(32));
    const snapshot = ['--key-file', file('key')];
    match(...lists, '--out', file('fresh.csv'), '--save-snapshot', file('S'), ...snapshot);
    match('--snapshot', file('S'), '--queries', file('Q.csv'), '--out', file('again.csv'), ...snapshot);
    expect(readFileSync(file('again.csv'), 'utf8')).toBe(readFileSync(file('fresh.csv'), 'utf8'));
  });

  it('refuses what it cannot read with a code and leaves nothing half written', () => {
    writeFileSync(file('bad.csv'), `${queries[0]}\nQ1,王小明,男,1,,,\n`);
    writeFileSync(
      file('mixed.csv'),
      Buffer.concat([readFileSync(file('bad.csv')), Buffer.from([0xcd, 0xf5, 0x2c, 0x0a])]),
    );
    const before = readdirSync(dir);
    const refused = match('--registry', file('R.csv'), '--queries', file('mixed.csv'), '--out', file('none.csv'));
    expect([refused.status, refused.json]).toMatchObject([1, { error: { code: 'MATCH_ENCODING' } }]);
    const swapped = match('--registry', file('Q.csv'), '--queries', file('R.csv'), '--out', file('none.csv'));
    expect([swapped.status, swapped.json]).toMatchObject([1, { error: { code: 'MATCH_COLUMNS' } }]);
    const absent = match('--registry', file('R.csv'), '--queries', file('nowhere.csv'), '--out', file('none.csv'));
    expect([absent.status, absent.json]).toMatchObject([1, { error: { code: 'MATCH_NO_FILE' } }]);
    expect(readdirSync(dir)).toEqual(before);
  });

  it('sets a line of a gigabyte aside, whatever is in it, without keeping it', () => {
    const [header, row] = [queries[0]!, queries[1]!];
    writeFileSync(file('long.csv'), `${header}\n${row}\n`);
    // The hole of a sparse file is read as NUL bytes and takes no room.
    truncateSync(file('long.csv'), 1 << 30);
    const done = match('--registry', file('R.csv'), '--queries', file('long.csv'), '--out', file('long-out.csv'));
    expect(done.status).toBe(0);
    const lines = readFileSync(file('long-out.csv'), 'utf8').trim().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(new RegExp(`^${row.split(',')[0]},`));
    expect(lines[2]).toBe('#2,,none,,set_aside,set_aside:long_line,');
    expect(done.json['peak_memory_mb']).toBeLessThan(400);
  });
});
