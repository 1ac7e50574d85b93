import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';

/**
 * Runs every test that draws by chance, once per seed. Says the seed of each round that found something: `JIQIAO_SEED=<seed> npm test -- --project pure <file>`
 * shows it again. Resolves to 1 when a round failed, else 0.
 * @param rounds how many seeds
 * @param seed the first one
 * @param projects of the test configuration: `pure`, or `database` too
 */
export function propertyRounds(
  rounds: number,
  seed: number,
  projects: readonly string[],
  say: (line: string) => void,
): number {
  const files = globSync('{src,rules,scripts}/**/*.test.ts').filter((file) =>
    readFileSync(file, 'utf8').includes('testing/properties.ts'),
  );
  const found: number[] = [];
  for (let own = seed; own < seed + rounds; own++) {
    const done = spawnSync(
      'vitest',
      ['run', ...projects.flatMap((p) => ['--project', p]), '--reporter', 'dot', ...files],
      {
        encoding: 'utf8',
        env: { ...process.env, JIQIAO_SEED: String(own) },
      },
    );
    if (done.status === 0) continue;
    found.push(own);
    say(`seed ${own}:\n${(done.stdout + done.stderr).slice(-6000)}`);
  }
  say(
    `${rounds - found.length} passed, ${found.length} failed${found.length > 0 ? `: seeds ${found.join(', ')}` : ''}`,
  );
  return found.length > 0 ? 1 : 0;
}
