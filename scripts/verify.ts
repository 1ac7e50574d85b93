import { spawnSync } from 'node:child_process';
import { checkDocs } from './check-docs.ts';
import { checkHouseRules } from './check-house-rules.ts';

type Step = { name: string; run: () => string[] };

const command = (name: string, args: string[]) => (): string[] => {
  const done = spawnSync(name, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return done.status === 0 ? [] : [`${done.stdout}${done.stderr}`.trim()];
};

/** Import rules; a run that read no modules is a failure, not a pass. */
function importRules(): string[] {
  const done = spawnSync('depcruise', ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  const report = JSON.parse(done.stdout || '{}') as {
    summary?: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] };
  };
  const modules = report.summary?.totalCruised ?? 0;
  if (modules < 100) return [`only ${modules} modules were read: the import check saw nothing. ${done.stderr}`];
  return (report.summary?.violations ?? []).map((v) => `${v.rule.name}: ${v.from} → ${v.to}`);
}

const steps: Step[] = [
  { name: 'format', run: command('oxfmt', ['--check', 'src', 'scripts', 'e2e', 'bench']) },
  { name: 'lint', run: command('oxlint', ['--deny-warnings', '-A', 'suspicious', 'src', 'scripts', 'e2e', 'bench']) },
  { name: 'types', run: command('tsc', ['-p', '.', '--incremental', '--tsBuildInfoFile', '.cache/tsbuildinfo']) },
  { name: 'import rules', run: importRules },
  { name: 'house rules', run: checkHouseRules },
  { name: 'documents', run: checkDocs },
  { name: 'pure tests and rule cases', run: command('vitest', ['run', '--project', 'pure', '--reporter', 'dot']) },
];

const chosen = process.argv.includes('--without-tests') ? steps.filter((s) => !s.name.startsWith('pure tests')) : steps;
let failed = 0;
for (const step of chosen) {
  const started = performance.now();
  const problems = step.run();
  console.log(
    `${problems.length === 0 ? '✓' : '✗'} ${step.name} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  );
  for (const p of problems) console.log(`  ${p.split('\n').join('\n  ')}`);
  failed += problems.length > 0 ? 1 : 0;
}
process.exit(failed === 0 ? 0 : 1);
