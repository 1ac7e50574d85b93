import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { plainDate, type PlainDate } from '../platform/plain-date.ts';
import { levelOf, NATION, padCode, type DivisionLevel } from './divisions.ts';

/** One name of one code over one span of days, [validFrom, validTo); a renamed or re-used code has several rows. */
export interface DivisionRow {
  code12: string;
  name: string;
  level: DivisionLevel;
  parentCode12: string | null;
  validFrom: PlainDate;
  validTo: PlainDate | null;
  /** `mca` the ministry's codes; `nbs` the statistics bureau's (development zones, townships, villages). */
  source: 'mca' | 'nbs';
}

/** The span during which a code was in force without a break. */
interface Span {
  from: PlainDate;
  to: PlainDate | null;
}

/** "Since before our records": the earliest day written in the reference files. */
const OPEN_START = plainDate('1949-10-01');
/** Townships and villages are those of the statistics bureau's edition of this day. */
const LOWER_EDITION = plainDate('2023-06-30');
const FOLDER = ['reference', 'divisions'];

/**
 * Reads the reference divisions under the project folder `rootDir`, parents before children: the nation, every province,
 * prefecture and county of China with its history, then townships and villages of the named provinces (two digits each; villages
 * where a file is present). A township or village is valid as long as the county of its 2023 code.
 */
export async function* readDivisions(rootDir: string, provinces: readonly string[]): AsyncIterable<DivisionRow> {
  const folder = join(rootDir, ...FOLDER);
  const upper = await readUpperLevels(join(folder, 'divisions.csv'));
  yield { ...nation() };
  for (const level of ['province', 'prefecture', 'county']) for (const row of upper) if (row.level === level) yield row;
  const spans = spansOf(upper);
  const withVillages = new Set(await provincesWithVillages(rootDir));
  const townships = provinces.length === 0 ? [] : await linesOf(join(folder, 'townships.csv.gz'));
  const byProvince = Map.groupBy(townships, ([code]) => code!.slice(0, 2));
  for (const province of provinces) {
    for (const [code, name] of byProvince.get(province) ?? []) yield lowerRow(code!, name!, code!.slice(0, 6), spans);
    if (!withVillages.has(province)) continue;
    for (const [code, name] of await linesOf(join(folder, `villages-${province}.csv.gz`)))
      yield lowerRow(code!, name!, code!.slice(0, 9), spans);
  }
}

/** The two-digit codes of the provinces whose villages are in the reference files. */
export async function provincesWithVillages(rootDir: string): Promise<string[]> {
  const files = await readdir(join(rootDir, ...FOLDER));
  return files.flatMap((file) => /^villages-(\d{2})\.csv\.gz$/.exec(file)?.[1] ?? []).sort();
}

async function readUpperLevels(path: string): Promise<DivisionRow[]> {
  const rows: DivisionRow[] = [];
  for (const [code, name, level, parent, from, to, source] of await linesOf(path)) {
    rows.push({
      code12: padCode(code!),
      name: name!,
      level: level as DivisionLevel,
      parentCode12: parent === '' ? NATION : padCode(parent!),
      validFrom: plainDate(from!),
      validTo: to === '' ? null : plainDate(to!),
      source: source as DivisionRow['source'],
    });
  }
  return rows;
}

function lowerRow(code: string, name: string, parent: string, spans: Map<string, Span>): DivisionRow {
  const span = spans.get(padCode(code.slice(0, 6)));
  if (!span) throw new Error(`区划 ${code} 的县级代码不在参考数据中`);
  const code12 = padCode(code);
  const parentCode12 = padCode(parent);
  return { code12, name, level: levelOf(code12), parentCode12, validFrom: span.from, validTo: span.to, source: 'nbs' };
}

/** For each code in force on the day of the lower edition, its unbroken span, whatever its names in between. */
function spansOf(rows: DivisionRow[]): Map<string, Span> {
  const spans = new Map<string, Span>();
  for (const { code12, validFrom, validTo } of rows) {
    const before = spans.get(code12);
    if (before && before.to === validFrom) before.to = validTo;
    else if (!before || before.to! <= LOWER_EDITION) spans.set(code12, { from: validFrom, to: validTo });
  }
  return spans;
}

function nation(): DivisionRow {
  return {
    code12: NATION,
    name: '全国',
    level: 'nation',
    parentCode12: null,
    validFrom: OPEN_START,
    validTo: null,
    source: 'mca',
  };
}

/** The fields of each line after the header. The files hold no quotes and no commas within a field, and are small enough to be read whole. */
async function linesOf(path: string): Promise<string[][]> {
  const bytes = await readFile(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const lines = text.split(/\r?\n/);
  return lines.slice(1).flatMap((line) => (line === '' ? [] : [line.split(',')]));
}
