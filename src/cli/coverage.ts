import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { parse } from 'yaml';
import { ROOT } from '../house.ts';

type Coverage = {
  shown: string[];
  encoded: string[];
  total: number;
  perCapability: { capability: string; total: number; shown: number; encoded: number }[];
};

const ID = /\[((?:N2019|N2021|HA2020|SD2017|FYP14)-[A-Z0-9.]+(?:-\d+)?)\]/g;

/** `coverage`: what passing tests of the last run prove, and which rules are encoded, out of the ledger. */
export function coverageCommand(program: Command): void {
  program
    .command('coverage')
    .description('义务台账：最近一次测试证明了哪些，规则库编写了哪些')
    .option('--json', '输出 JSON')
    .action((options: { json?: boolean }) => {
      const result = coverage();
      process.stdout.write(
        `${options.json ? JSON.stringify({ shown: result.shown, encoded: result.encoded }) : table(result)}\n`,
      );
    });
}

function coverage(): Coverage {
  const ledger = readFileSync(join(ROOT, 'rules/obligations.tsv'), 'utf8')
    .trim()
    .split('\n')
    .map((l) => l.split('\t'));
  const head = ledger[0]!;
  const at = { id: head.indexOf('id'), capability: head.indexOf('capability') };
  const rows = ledger.slice(1).map((r) => ({ id: r[at.id]!, capability: r[at.capability]! }));
  const known = new Set(rows.map((r) => r.id));
  const shown = provedIds().filter((id) => known.has(id));
  const encoded = encodedIds().filter((id) => known.has(id));
  const capabilities = [...new Set(rows.map((r) => r.capability))].sort();
  return {
    shown,
    encoded,
    total: rows.length,
    perCapability: capabilities.map((capability) => {
      const ids = new Set(rows.filter((r) => r.capability === capability).map((r) => r.id));
      return {
        capability,
        total: ids.size,
        shown: shown.filter((i) => ids.has(i)).length,
        encoded: encoded.filter((i) => ids.has(i)).length,
      };
    }),
  };
}

/** Ids in the titles of tests that passed in the last run (reports/last-run.json of npm test). */
function provedIds(): string[] {
  const path = join(ROOT, 'reports/last-run.json');
  if (!existsSync(path)) return [];
  const report = JSON.parse(readFileSync(path, 'utf8')) as {
    testResults: { assertionResults: { fullName: string; status: string }[] }[];
  };
  const passed = report.testResults.flatMap((f) => f.assertionResults).filter((t) => t.status === 'passed');
  return [...new Set(passed.flatMap((t) => [...t.fullName.matchAll(ID)].map((m) => m[1]!)))].sort();
}

/** Ids that a rule, parameter or deadline of the rule base names under `obligations`. */
function encodedIds(): string[] {
  const files = readdirSync(join(ROOT, 'rules'), { recursive: true, withFileTypes: true }).filter(
    (e) => e.isFile() && e.name.endsWith('.yaml') && !e.parentPath.includes('cases'),
  );
  const ids = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (value && typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'obligations' && Array.isArray(inner))
          inner.filter((i) => typeof i === 'string').forEach((i) => ids.add(i));
        walk(inner);
      }
    }
  };
  for (const file of files) walk(parse(readFileSync(join(file.parentPath, file.name), 'utf8')));
  return [...ids].sort();
}

function table(result: Coverage): string {
  const lines = result.perCapability.map(
    (c) =>
      `${c.capability.padEnd(16)} ${String(c.total).padStart(4)} ${String(c.shown).padStart(6)} ${String(c.encoded).padStart(8)}`,
  );
  return [
    'capability       rows  shown  encoded',
    ...lines,
    `all              ${String(result.total).padStart(4)} ${String(result.shown.length).padStart(6)} ${String(result.encoded.length).padStart(8)}`,
  ].join('\n');
}
