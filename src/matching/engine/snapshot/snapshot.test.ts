import { UnreadableList } from '../faults.ts';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTruthSet } from '../../truth/truth-set.ts';
import { aloneCrew } from '../threads/crew.ts';
import { threadCrew } from '../threads/thread-crew.ts';
import type { Decision } from '../deciding/explain.ts';
import { decisions, matchLists } from '../threads/match-lists.ts';
import { openQueries, openRegistry, type OpenRegistry } from '../reading/open-lists.ts';
import { readParameters } from '../parameters-file.ts';
import { applyChanges } from './register-changes.ts';
import { openSnapshot, snapshotHeader, writeSnapshot } from './snapshot.ts';

const parameters = readParameters();
const bytes = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(`${lines.join('\n')}\n`);
const registry: string[] = [];
const queries: string[] = [];
makeTruthSet(
  { seed: 3, mix: 'stress', registry: 8000, queries: 4000 },
  { registry: (line) => registry.push(line), query: (line) => queries.push(line), truth: () => undefined },
);
const key = new Uint8Array(32).fill(7);
const facts = {
  sourceSha256: 'ab'.repeat(32),
  rulesVersion: parameters.version,
  createdAt: '2020-06-20T00:00:00Z',
  expiresAt: '2020-07-20T00:00:00Z',
  salt: new Uint8Array(32).fill(9),
};
const NOW = '2020-06-21T00:00:00Z';
const alone = aloneCrew();
let dir = '';
let path = '';

async function answers(open: OpenRegistry, lines: readonly string[] = queries): Promise<Decision[]> {
  return [
    ...decisions(await matchLists(alone, open, await openQueries(alone, { bytes: bytes(lines) }), parameters), 'wide'),
  ];
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((caught: unknown) => caught);
  return error instanceof UnreadableList ? error.code : `not refused: ${String(error)}`;
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'snapshot-'));
  path = join(dir, 'register.snapshot');
  writeSnapshot(path, await openRegistry(alone, { bytes: bytes(registry) }), key, facts);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('a snapshot of the register', () => {
  it('a register indexed only for a list answers that list as the whole register does', async () => {
    const list = await openQueries(alone, { bytes: bytes(queries) });
    const [some, all] = [
      await openRegistry(alone, { bytes: bytes(registry) }, list),
      await openRegistry(alone, { bytes: bytes(registry) }),
    ];
    expect(some.index.slots.length).toBeLessThan(all.index.slots.length);
    expect(await answers(some)).toEqual(await answers(all));
  });

  it('gives the answers of the register it was made from', async () => {
    const fresh = await answers(await openRegistry(alone, { bytes: bytes(registry) }));
    expect(await answers(await openSnapshot(alone, path, key, NOW))).toEqual(fresh);
  });

  it('opened by several threads is the same', async () => {
    const crew = threadCrew(2);
    const one = await openSnapshot(crew, path, key, NOW);
    await crew.end();
    expect(await answers(one)).toEqual(await answers(await openSnapshot(alone, path, key, NOW)));
  });

  it('is for its owner only and shows neither names nor numbers', () => {
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const text = readFileSync(path).toString('latin1');
    const [, household = '', , , , number = ''] = registry[1]!.split(',');
    expect([text.includes(household), text.includes(number)]).toEqual([false, false]);
  });

  it('states source, rows and rules without the key', () => {
    const { header } = snapshotHeader(path);
    expect([header.source.sha256, header.rows, header.rulesVersion]).toEqual([
      facts.sourceSha256,
      registry.length - 1,
      parameters.version,
    ]);
  });

  it('does not open with another key, after its expiry, or when a byte was changed', async () => {
    expect(await refusal(openSnapshot(alone, path, new Uint8Array(32), NOW))).toBe('MATCH_SNAPSHOT_KEY');
    expect(await refusal(openSnapshot(alone, path, key, facts.expiresAt))).toBe('MATCH_SNAPSHOT_EXPIRED');
    const changed = (from: string, to: string): string => {
      const content = readFileSync(path);
      content.write(to, content.indexOf(from));
      const copy = join(dir, 'changed');
      writeFileSync(copy, content);
      return copy;
    };
    expect(await refusal(openSnapshot(alone, changed('2020-07-20', '2029-07-20'), key, NOW))).toBe(
      'MATCH_SNAPSHOT_KEY',
    );
    const content = readFileSync(path);
    content[content.length - 100] = content.at(-100)! ^ 1;
    writeFileSync(join(dir, 'bit'), content);
    expect(await refusal(openSnapshot(alone, join(dir, 'bit'), key, NOW))).toBe('MATCH_SNAPSHOT_KEY');
    writeFileSync(join(dir, 'none'), 'person_id,name\n');
    expect(await refusal(openSnapshot(alone, join(dir, 'none'), key, NOW))).toBe('MATCH_SNAPSHOT');
  });

  it('with changed lines laid over it answers as the changed register would', async () => {
    const [header = '', ...lines] = registry;
    // A changed line takes the place of all lines of its person, so persons with two lines stay as they are.
    const keys = lines.map((line) => line.split(',')[0]);
    const once = (i: number): boolean => keys[i - 1] !== keys[i] && keys[i + 1] !== keys[i];
    const changed = lines.map((line, i) =>
      i % 9 === 0 && once(i) ? line.replace(/,(.)([^,]+),(男|女),/, ',$1小改,$3,') : line,
    );
    const changes = changed.filter((line, i) => line !== lines[i]);
    const more = 'PNEW,HNEW,欧阳新来,男,01,990001200001010019,2000-01-01,990001100201,15400000009,一般脱贫户,,';
    const list = [...queries, 'QNEW,欧阳新来,男,990001200001010019,,,'];
    const over = await openSnapshot(alone, path, key, NOW);
    const done = await applyChanges(alone, over, { bytes: bytes([header, ...changes, more]) });
    expect(done.added).toBe(changes.length + 1);
    const fresh = await openRegistry(alone, { bytes: bytes([header, ...changed, more]) });
    const brief = (all: Decision[]): string[] => all.map((d) => `${d.rowId} ${d.zone} ${d.personId} ${d.rule}`);
    expect(brief(await answers(over, list))).toEqual(brief(await answers(fresh, list)));
  });
});
