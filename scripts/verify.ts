import { spawn } from 'node:child_process';
import { checkDocs } from './check-docs.ts';
import { checkHouseRules } from './check-house-rules.ts';

type Step = { name: string; run: () => Promise<string[]> };
type Ran = { status: number | null; text: string };

function ran(name: string, args: string[]): Promise<Ran> {
  return new Promise((done, fail) => {
    const child = spawn(name, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const parts: Buffer[] = [];
    child.stdout.on('data', (b: Buffer) => parts.push(b));
    child.stderr.on('data', (b: Buffer) => parts.push(b));
    child.once('error', fail);
    child.once('close', (status) => done({ status, text: Buffer.concat(parts).toString('utf8') }));
  });
}

const command = (name: string, args: string[]) => async (): Promise<string[]> => {
  const { status, text } = await ran(name, args);
  return status === 0 ? [] : [text.trim()];
};

/** Import rules; a run that read no modules is a failure, not a pass. */
async function importRules(): Promise<string[]> {
  const { text } = await ran('depcruise', ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json']);
  const report = JSON.parse(text.slice(text.indexOf('{')) || '{}') as {
    summary?: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] };
  };
  const modules = report.summary?.totalCruised ?? 0;
  if (modules < 100) return [`only ${modules} modules were read: the import check saw nothing`];
  return (report.summary?.violations ?? []).map((v) => `${v.rule.name}: ${v.from} → ${v.to}`);
}

const quick: Step[] = [
  { name: 'format', run: command('oxfmt', ['--check', 'src', 'scripts', 'e2e', 'bench']) },
  { name: 'lint', run: command('oxlint', ['--deny-warnings', '-A', 'suspicious', 'src', 'scripts', 'e2e', 'bench']) },
  { name: 'house rules', run: async () => checkHouseRules() },
  { name: 'documents', run: async () => checkDocs() },
  { name: 'import rules', run: importRules },
  {
    name: 'types',
    // Both compilers bring a program called tsc; this one is the native one, three times as fast.
    run: command('node', [
      'node_modules/typescript-7/bin/tsc',
      '-p',
      '.',
      '--checkers',
      '2',
      '--incremental',
      '--tsBuildInfoFile',
      'node_modules/.cache/jiqiao-types-7',
    ]),
  },
];
const tests: Step[] = [
  {
    name: 'pure tests and rule cases',
    run: command('vitest', ['run', '--project', 'pure', '--project', 'screens', '--reporter', 'dot', '--silent']),
  },
];

let failed = 0;
async function take(steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    const started = performance.now();
    const problems = await step.run();
    console.log(
      `${problems.length === 0 ? '✓' : '✗'} ${step.name} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
    );
    for (const p of problems) console.log(`  ${p.split('\n').join('\n  ')}`);
    failed += problems.length > 0 ? 1 : 0;
  }
}

// Two lanes for two cores: everything static beside the tests.
await Promise.all([take(quick), process.argv.includes('--without-tests') ? undefined : take(tests)]);
process.exit(failed === 0 ? 0 : 1);
