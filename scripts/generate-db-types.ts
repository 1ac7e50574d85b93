import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { startTestCluster, withDatabase } from '../src/testing/cluster.ts';

// Writes src/platform/db-types.ts from a freshly migrated database; with --check only compares.
const target = 'src/platform/db-types.ts';
const check = process.argv.includes('--check');
const cluster = await startTestCluster(async () => undefined);
try {
  const out = spawnSync(
    'kysely-codegen',
    [
      '--url',
      withDatabase(cluster.adminUrl, cluster.template),
      '--dialect',
      'postgres',
      '--default-schema',
      'public',
      '--include-pattern',
      'public.*',
      '--date-parser',
      'string',
      '--type-mapping',
      JSON.stringify({ int8: 'number', timestamptz: 'Timestamp', bytea: 'Buffer', _int8: 'number[]' }),
      '--overrides',
      JSON.stringify({ columns: {} }),
      '--log-level',
      'error',
      '--print',
    ],
    { encoding: 'utf8' },
  );
  if (out.status !== 0) throw new Error(out.stderr + out.stdout);
  const text = out.stdout
    .replace(/from "kysely"/g, "from 'kysely'")
    .replace(/ColumnType<Timestamp, Timestamp \| undefined, Timestamp>/g, 'Generated<Timestamp>');
  const full = text.includes('export type Timestamp =')
    ? text
    : text.replace(/(import .*\n)/, '$1\nexport type Timestamp = ColumnType<Date, Date | string, Date | string>;\n');
  if (check) {
    if (readFileSync(target, 'utf8') !== full) {
      console.error(`${target} is not what the migrations give: run npm run types`);
      process.exitCode = 1;
    }
  } else writeFileSync(target, full);
} finally {
  await cluster.stop();
}
