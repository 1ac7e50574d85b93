import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Memory and SQL on 100,000 random persons for every rule: the database test of the compiler with a large crowd. Returns the exit code. */
export function policyAgreement(persons: number): number {
  const done = spawnSync(
    'vitest',
    [
      'run',
      '--project',
      'database',
      'src/policy/sql/compile.db.test.ts',
      '--testTimeout',
      '3600000',
      '--hookTimeout',
      '3600000',
    ],
    {
      cwd: join(import.meta.dirname, '..'),
      stdio: 'inherit',
      env: { ...process.env, POLICY_PERSONS: String(persons) },
      shell: process.platform === 'win32',
    },
  );
  return done.status ?? 1;
}
