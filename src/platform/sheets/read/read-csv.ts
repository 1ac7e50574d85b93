import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { csvParser, detectDelimiter, type CsvRecord } from './csv-records.ts';
import { sheetLimits, unpackMeter } from './sheet-limits.ts';
import { SheetRefused } from '../sheet-refused.ts';
import { detectEncoding } from './text-encoding.ts';
import type { CsvDelimiter, CsvEncoding, ReadOptions, SheetLimits, SheetRow } from '../types.ts';

/** The one sheet of a csv. */
export const CSV_SHEET = '数据';

export interface CsvFacts {
  encoding: CsvEncoding;
  delimiter: CsvDelimiter;
  rows: number;
}

/** Bytes of a file, unpacked where it is gzip, under the limits (SHEET_TOO_LARGE, SHEET_DAMAGED). */
export async function* fileBytes(path: string, gzip: boolean, limits: SheetLimits): AsyncGenerator<Buffer> {
  const meter = unpackMeter(limits, (await stat(path)).size);
  const raw = createReadStream(path);
  const gunzip = gzip ? createGunzip() : undefined;
  if (gunzip !== undefined) {
    raw.on('error', (error) => gunzip.destroy(error));
    raw.pipe(gunzip);
  }
  try {
    for await (const chunk of gunzip ?? raw) {
      const bytes = chunk as Buffer;
      meter.add(bytes.length);
      yield bytes;
    }
  } catch (error) {
    if (error instanceof SheetRefused || gunzip === undefined) throw error;
    throw new SheetRefused('SHEET_DAMAGED', {}, { cause: error });
  } finally {
    raw.destroy();
    gunzip?.destroy();
  }
}

/** Encoding, separator and number of records of a csv, read through once (quotes and encodings are checked to the end). */
export async function inspectCsv(path: string, gzip: boolean, limits: SheetLimits): Promise<CsvFacts> {
  const encoding = await detectEncoding(fileBytes(path, gzip, limits));
  const delimiter = detectDelimiter(await firstText(path, gzip, encoding, limits));
  let rows = 0;
  for await (const records of csvRecords(path, gzip, { encoding, delimiter }, limits)) {
    for (const { fields } of records) if (fields.some((field) => field.trim() !== '')) rows++;
  }
  return { encoding, delimiter, rows };
}

async function firstText(path: string, gzip: boolean, encoding: CsvEncoding, limits: SheetLimits): Promise<string> {
  let text = '';
  for await (const piece of decoded(path, gzip, encoding, limits)) {
    text += piece;
    if (text.length >= 65_536) break;
  }
  return text;
}

async function* decoded(
  path: string,
  gzip: boolean,
  encoding: CsvEncoding,
  limits: SheetLimits,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding === 'utf-8-bom' ? 'utf-8' : encoding, { fatal: true });
  try {
    for await (const chunk of fileBytes(path, gzip, limits)) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw new SheetRefused('SHEET_DAMAGED', {}, { cause: error });
    throw error;
  }
}

async function* csvRecords(
  path: string,
  gzip: boolean,
  facts: Pick<CsvFacts, 'encoding' | 'delimiter'>,
  limits: SheetLimits,
): AsyncGenerator<CsvRecord[]> {
  const parser = csvParser(facts.delimiter, limits);
  for await (const text of decoded(path, gzip, facts.encoding, limits)) yield parser.push(text);
  yield parser.end();
}

/** Rows of a csv in batches; empty fields are null, nothing else is changed. Empty records included. */
export async function* readCsvRows(
  path: string,
  gzip: boolean,
  facts: Pick<CsvFacts, 'encoding' | 'delimiter'>,
  options: ReadOptions,
): AsyncGenerator<SheetRow[]> {
  if (options.sheet !== undefined && options.sheet !== CSV_SHEET) {
    throw new SheetRefused('SHEET_NOT_FOUND', { sheet: options.sheet });
  }
  for await (const records of csvRecords(path, gzip, facts, sheetLimits(options.limits))) {
    yield records.map(({ record, fields }) => ({
      sheet: CSV_SHEET,
      row: record,
      cells: fields.map((field) => (field === '' ? null : field)),
    }));
  }
}
