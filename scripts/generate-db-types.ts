import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MIGRATIONS, startTestCluster, withDatabase } from '../src/testing/cluster.ts';
import { splitTypes, topicsOf, type TypesFile } from './split-db-types.ts';

// Writes src/platform/db-types.ts and its folder from a freshly migrated database; with --check only compares.
const FOLDER = 'src/platform';
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
  const migrations = readdirSync(MIGRATIONS)
    .toSorted()
    .map((name) => ({ name, text: readFileSync(join(MIGRATIONS, name), 'utf8') }));
  const files = splitTypes(full, topicsOf(migrations)).map((f) => ({ ...f, path: join(FOLDER, f.path) }));
  if (check) differ(files);
  else write(files);
} finally {
  await cluster.stop();
}

function write(files: readonly TypesFile[]): void {
  rmSync(join(FOLDER, 'db-types'), { recursive: true, force: true });
  for (const { path, text } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

function differ(files: readonly TypesFile[]): void {
  const wrong = files.filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
  for (const { path } of wrong) console.error(`${path} is not what the migrations give: run npm run types`);
  if (wrong.length > 0) process.exitCode = 1;
}
