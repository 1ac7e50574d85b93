import { describe, expect, it } from 'vitest';
import { matchInMemory } from '../engine/deciding/match-in-memory.ts';
import { decisions } from '../engine/threads/match-lists.ts';
import { readParameters } from '../engine/parameters-file.ts';
import { KINDS } from './kinds.ts';
import { scoreTable, scoreTruth, type TruthScore } from './score.ts';
import { chanceOf } from './chance.ts';
import { makeTruthSet, type Mix, type Truth } from './truth-set.ts';

const parameters = readParameters();
const bytes = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(`${lines.join('\n')}\n`);

type Lists = { registry: string[]; queries: string[]; truths: Truth[] };

function lists(seed: number, mix: Mix, registry = 60_000, queries = 30_000): Lists {
  const made: Lists = { registry: [], queries: [], truths: [] };
  makeTruthSet(
    { seed, mix, registry, queries },
    {
      registry: (line) => made.registry.push(line),
      query: (line) => made.queries.push(line),
      truth: (t) => made.truths.push(t),
    },
  );
  return made;
}

async function score(made: Lists): Promise<TruthScore> {
  const match = await matchInMemory(bytes(made.registry), bytes(made.queries), parameters);
  return scoreTruth(decisions(match, 'wide'), made.truths);
}

const ALWAYS = [
  'clean',
  'id_lower_x',
  'id_full_width',
  'id_spaces',
  'id_quote',
  'id_tab',
  'id_invisible',
  'id_formula',
  'id_15_digits',
  'id_certificate',
  'id_status_number',
  'name_spaces',
  'name_wide_space',
  'name_dot_variant',
  'name_dot_missing',
  'name_traditional',
];

function expectKinds(found: TruthScore): void {
  for (const kind of ALWAYS) {
    const k = found.kinds[kind];
    if (k) expect([kind, k.right]).toEqual([kind, k.rows]);
  }
  for (const kind of KINDS.filter((one) => one.group === 'hard unmatched')) {
    const k = found.kinds[kind.kind];
    if (k && kind.kind !== 'fraud') expect([kind.kind, k.right + k.wrong]).toEqual([kind.kind, 0]);
  }
}

describe('the truth set', () => {
  it('has more than forty labelled kinds', () => {
    expect(new Set(KINDS.map((kind) => kind.kind)).size).toBeGreaterThan(40);
  });

  it('is the same for the same seed', () => {
    expect(lists(7, 'stress', 2000, 1000)).toEqual(lists(7, 'stress', 2000, 1000));
  });

  it.each([101, 102])('everyday lists: nearly everybody is found and nobody is mistaken (seed %i)', async (seed) => {
    const found = await score(lists(seed, 'everyday'));
    process.stdout.write(`everyday ${seed}: ${scoreTable(found)}\n`);
    expectKinds(found);
    expect(found.precision).toBeGreaterThanOrEqual(0.999_95);
    expect(found.automatic).toBeGreaterThanOrEqual(0.994);
    expect(found.found).toBeGreaterThanOrEqual(0.999);
    expect(found.review).toBeLessThanOrEqual(0.004);
  });

  it.each([201, 202])('lists of which a quarter is damaged (seed %i)', async (seed) => {
    const found = await score(lists(seed, 'stress'));
    process.stdout.write(`stress ${seed}: ${scoreTable(found)}\n`);
    expectKinds(found);
    expect(found.precision).toBeGreaterThanOrEqual(0.9999);
    expect(found.automatic).toBeGreaterThanOrEqual(0.965);
    expect(found.found).toBeGreaterThanOrEqual(0.994);
    expect(found.review).toBeLessThanOrEqual(0.032);
  });

  it('answers alike whatever the order of the rows', async () => {
    const made = lists(301, 'stress', 20_000, 10_000);
    const shuffled = shuffle(made);
    const byRow = async (one: Lists): Promise<Map<string, string>> => {
      const match = await matchInMemory(bytes(one.registry), bytes(one.queries), parameters);
      return new Map([...decisions(match, 'wide')].map((d) => [d.rowId, `${d.zone} ${d.personId} ${d.rule}`]));
    };
    const [a, b] = [await byRow(made), await byRow(shuffled)];
    expect([...a].filter(([rowId, answer]) => b.get(rowId) !== answer)).toEqual([]);
  });

  it('does not need households, places and phones to be right', async () => {
    const made = lists(401, 'stress', 20_000, 10_000);
    const without = (line: string, places: readonly number[]): string =>
      line.startsWith('"') || line.includes('"')
        ? line
        : line
            .split(',')
            .map((cell, i) => (places.includes(i) ? '' : cell))
            .join(',');
    const bare = {
      ...made,
      registry: made.registry.map((line, i) => (i === 0 ? line : without(line, [1, 3, 4, 7, 8]))),
      queries: made.queries.map((line, i) => (i === 0 ? line : without(line, [2, 4, 5, 6]))),
    };
    const found = await score(bare);
    process.stdout.write(`bare: ${scoreTable(found)}\n`);
    expect(found.precision).toBeGreaterThanOrEqual(0.9999);
  });
});

function shuffle(made: Lists): Lists {
  const chance = chanceOf(5);
  const mixed = (lines: readonly string[]): string[] => {
    const rest = lines.slice(1);
    for (let i = rest.length - 1; i > 0; i--) {
      const j = chance.int(0, i);
      [rest[i], rest[j]] = [rest[j]!, rest[i]!];
    }
    return [lines[0]!, ...rest];
  };
  return { ...made, registry: mixed(made.registry), queries: mixed(made.queries) };
}
