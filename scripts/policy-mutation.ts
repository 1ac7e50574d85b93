import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readRules } from '../src/policy/index.ts';
import { scoreOf } from '../src/policy/cases/mutation.ts';

const ROOT = join(import.meta.dirname, '..');
const CONTENT_BAR = 0.95;

/** Mutation of the rule content by its cases, in this process, and of the engine by its tests, with the faults of Stryker. Returns the exit code. */
export async function policyMutation(args: readonly string[], say: (line: string) => void): Promise<number> {
  const { set, cases } = await readRules(join(ROOT, 'rules'));
  const only = args.find((arg) => arg === 'content' || arg === 'engine');
  let failed = false;
  if (only !== 'engine') {
    const { mutants, killed, survivors } = scoreOf(set, cases);
    for (const { item, what } of survivors) say(`survived  ${item}: ${what}`);
    const score = killed / mutants;
    failed = score < CONTENT_BAR;
    say(
      `rule content: ${killed} of ${mutants} killed, ${(score * 100).toFixed(1)} % (bar ${CONTENT_BAR * 100} %) ${failed ? 'MISSED' : 'met'}`,
    );
  }
  if (only === 'content') return failed ? 1 : 0;
  const engine = spawnSync('vitest', ['run', '--config', 'vitest.policy.config.ts'], {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return failed || engine.status !== 0 ? 1 : 0;
}
