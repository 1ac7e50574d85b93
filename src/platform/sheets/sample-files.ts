import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readBatchesInThread } from './read/read-in-thread.ts';
import type { ReadOptions, SheetRow } from './types.ts';

/** Sample files for the tests of this folder. */

const SAMPLES = join(import.meta.dirname, '../../../samples');

/** Path of a sample file. */
export function sample(name: string): string {
  return join(SAMPLES, name);
}

/** All rows of a file, read without a worker. */
export async function allRows(path: string, options: ReadOptions = {}): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const batch of readBatchesInThread(path, options)) rows.push(...batch);
  return rows;
}

/** What expected.json says about one file, as far as these tests look. */
export interface ExpectedFile {
  data_rows: number;
  header_row?: number;
  columns: Record<string, string>;
  skipped_rows?: { row: number; kind: string }[];
  problems: { row?: number; record?: number; column?: string; kind: string; raw?: unknown }[];
}

/** The answers for one sample file. */
export async function expected(name: string): Promise<ExpectedFile> {
  const answers = JSON.parse(await readFile(sample('expected.json'), 'utf8')) as {
    files: Record<string, ExpectedFile>;
  };
  const file = answers.files[name];
  if (file === undefined) throw new Error(`expected.json does not name ${name}`);
  return file;
}
