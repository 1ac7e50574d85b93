import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { findHeader, inspectInThread, readBatchesInThread } from '../platform/sheets/index.ts';
import type { ColumnsSpec, FoundHeader, MergedRange, SheetRow } from '../platform/sheets/index.ts';
import { placeBook, type PlaceBook, type Village } from '../standards/cleaning/index.ts';

const root = join(import.meta.dirname, '..', '..');

/** Path of a file under samples/. */
export function samplePath(name: string): string {
  return join(root, 'samples', name);
}

/** A finding as samples/expected.json states it. */
export interface ExpectedProblem {
  row?: number;
  record?: number;
  kind: string;
  decision: string;
  column?: string;
  field?: string;
  cleaned?: unknown;
  raw?: unknown;
  first?: boolean;
}

/** The part of samples/expected.json about one file. */
export interface ExpectedFile {
  problems: ExpectedProblem[];
  skipped_rows?: { row: number; kind: string }[];
  skipped_records?: { record: number; kind: string }[];
  conventions?: { kind: string; rows?: [number, number] }[];
  cleaned: { fields: string[]; rows: unknown[][] };
  rows: {
    row?: number;
    record?: number;
    match: { person: string | null; decision: string; why?: string; register_row?: number };
    school?: string;
    school_in_catalogue?: boolean;
    school_designated?: boolean;
    counts?: boolean;
  }[];
  columns: Record<string, string>;
  sha256_of_usable_numbers?: string;
}

/** The answers to one sample file. */
export function expectedFor(name: string): ExpectedFile {
  const all = JSON.parse(readFileSync(samplePath('expected.json'), 'utf8')) as { files: Record<string, ExpectedFile> };
  const file = all.files[name];
  if (!file) throw new Error(`expected.json does not speak of ${name}`);
  return file;
}

/** A sheet read whole, with its header found. */
export interface ReadSheet<F extends string> {
  rows: SheetRow[];
  header: FoundHeader<F>;
  merges: MergedRange[];
}

/** Reads the first sheet of a sample file that holds the wanted columns. */
export async function readSample<F extends string>(name: string, columns: ColumnsSpec<F>): Promise<ReadSheet<F>> {
  const path = samplePath(name);
  const bySheet = new Map<string, SheetRow[]>();
  for await (const batch of readBatchesInThread(path)) {
    for (const row of batch) {
      const rows = bySheet.get(row.sheet);
      if (rows) rows.push(row);
      else bySheet.set(row.sheet, [row]);
    }
  }
  const document = await inspectInThread(path, name);
  for (const [sheet, rows] of bySheet) {
    const merges = document.sheets.find((info) => info.name === sheet)?.merges ?? [];
    const header = findHeader(rows, columns, merges);
    if (header && header.missing.length === 0) return { rows, header, merges };
  }
  throw new Error(`${name}: no sheet with the wanted columns`);
}

function csv(path: string): string[][] {
  const text = gunzipSync(readFileSync(join(root, 'reference', 'divisions', path))).toString('utf8');
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
}

/** Villages of a prefecture (four digits) from the reference files, with the counties' names of 2020. */
export function placesOf(prefecture: string): PlaceBook {
  const counties = new Map<string, string>();
  const divisions = readFileSync(join(root, 'reference', 'divisions', 'divisions.csv'), 'utf8').split('\n');
  for (const line of divisions) {
    const [code, name, level, , , until] = line.split(',');
    if (level === 'county' && code?.startsWith(prefecture) && until === '') counties.set(code, name ?? '');
  }
  const townships = new Map(csv('townships.csv.gz').map(([code, name]) => [code, name]));
  const villages: Village[] = [];
  for (const [code = '', name = ''] of csv(`villages-${prefecture.slice(0, 2)}.csv.gz`)) {
    const county = counties.get(code.slice(0, 6));
    if (county !== undefined) villages.push({ code, name, county, township: townships.get(code.slice(0, 9)) ?? '' });
  }
  return placeBook(villages);
}
