import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { findChromium } from './find-chromium.ts';

type VitestReport = { numPassedTests: number; numFailedTests: number; numTotalTests: number; success: boolean };

const extra = process.argv.slice(2);
const chromium = findChromium();
const named = extra.includes('--project');
const projects = named ? [] : ['pure', 'screens', 'database', ...(chromium ? ['journeys'] : [])];
if (!chromium)
  console.log(
    '没有找到 Chromium：浏览器流程这次不运行（其余测试照常）。 No Chromium found: the browser journeys are skipped.',
  );

mkdirSync('reports', { recursive: true });
const report = process.env.JIQIAO_TEST_REPORT ?? 'reports/last-run.json';
rmSync(report, { force: true });
const done = spawnSync(
  'vitest',
  [
    'run',
    ...projects.flatMap((p) => ['--project', p]),
    '--reporter',
    'default',
    '--reporter',
    'json',
    `--outputFile.json=${report}`,
    ...extra,
  ],
  { stdio: 'inherit', env: { ...process.env, ...(chromium ? { JIQIAO_CHROMIUM: chromium } : {}) } },
);
const result = existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as VitestReport) : null;
const failed = (result?.numFailedTests ?? 0) + (result && (result.success || result.numFailedTests > 0) ? 0 : 1);
const skipped = chromium ? 0 : 1;
console.log(`\n${result?.numPassedTests ?? 0} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exit(done.status === 0 && failed === 0 ? 0 : 1);
