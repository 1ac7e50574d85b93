import { describe, expect, it } from 'vitest';
import { matchInMemory } from '../engine/deciding/match-in-memory.ts';
import { decisions } from '../engine/threads/match-lists.ts';
import { readParameters } from '../engine/parameters-file.ts';
import type { Profile } from '../engine/deciding/result.ts';
import { OTHER_KINDS } from './other-kinds.ts';
import { scoreTable, scoreTruth, type TruthScore } from './score.ts';
import { makeTruthSet, type Truth } from './truth-set.ts';

const parameters = readParameters();
const bytes = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(`${lines.join('\n')}\n`);

async function scores(seed: number): Promise<Record<Profile, TruthScore>> {
  const [registry, queries, truths]: [string[], string[], Truth[]] = [[], [], []];
  makeTruthSet(
    { seed, mix: 'stress', registry: 60_000, queries: 30_000, kinds: OTHER_KINDS },
    { registry: (line) => registry.push(line), query: (line) => queries.push(line), truth: (t) => truths.push(t) },
  );
  const match = await matchInMemory(bytes(registry), bytes(queries), parameters);
  return {
    wide: scoreTruth(decisions(match, 'wide'), truths),
    strict: scoreTruth(decisions(match, 'strict'), truths),
  };
}

describe('errors of another kind than the rules were made with', () => {
  it.each([1001, 1002])(
    'mislead nobody: strict never, wide in no more than one of ten thousand (seed %i)',
    async (seed) => {
      const { wide, strict } = await scores(seed);
      process.stdout.write(`other errors ${seed}: ${scoreTable(wide)}\n`);
      expect(strict.wrong).toBe(0);
      expect(wide.precision).toBeGreaterThanOrEqual(0.9999);
      for (const [kind, k] of Object.entries(wide.kinds)) {
        const nobody = OTHER_KINDS.some((one) => one.kind === kind && one.group === 'hard unmatched');
        if (nobody) expect([kind, k.right + k.wrong]).toEqual([kind, 0]);
      }
      expect(wide.found).toBeGreaterThanOrEqual(0.985);
    },
  );
});
