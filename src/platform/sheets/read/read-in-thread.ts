import { open, stat } from 'node:fs/promises';
import { inspectCsv, CSV_SHEET, fileBytes, readCsvRows } from './read-csv.ts';
import { inspectXls, readXlsRows } from './read-xls.ts';
import { inspectXlsx, readXlsxRows } from './read-xlsx.ts';
import { sheetLimits } from './sheet-limits.ts';
import { SheetRefused } from '../sheet-refused.ts';
import { detectEncoding } from './text-encoding.ts';
import { detectDelimiter } from './csv-records.ts';
import type { ReadOptions, SheetDocument, SheetFormat, SheetLimits, SheetRow } from '../types.ts';

interface Sniffed {
  format: SheetFormat;
  gzip: boolean;
  bytes: number;
}

/** Endings that say what the content is. */
const ENDINGS: Record<SheetFormat, RegExp> = { xlsx: /\.xlsx$/i, xls: /\.xls$/i, csv: /\.(csv|txt|tsv)(\.gz)?$/i };

/** `inspectUpload` without a worker: for the worker itself and for tests. */
export async function inspectInThread(
  path: string,
  originalName: string,
  changes?: Partial<SheetLimits>,
): Promise<SheetDocument> {
  const limits = sheetLimits(changes);
  const { format, gzip, bytes } = await sniff(path, limits);
  const common = { format, gzip, bytes, misnamed: !ENDINGS[format].test(originalName.trim()) };
  if (format === 'xlsx') return { ...common, ...(await inspectXlsx(path, limits)) };
  if (format === 'xls') return { ...common, ...(await inspectXls(path)) };
  const { encoding, delimiter, rows } = await inspectCsv(path, gzip, limits);
  const sheets = [{ name: CSV_SHEET, hidden: false, rows, merges: [] }];
  return { ...common, encoding, delimiter, date1904: false, sheets };
}

/** `readRows` without a worker: batches of rows with a value, counted against `maxRows`. */
export async function* readBatchesInThread(path: string, options: ReadOptions = {}): AsyncGenerator<SheetRow[]> {
  const limits = sheetLimits(options.limits);
  const limit = options.maxRows ?? limits.rows;
  let rows = 0;
  for await (const batch of await batches(path, options, limits)) {
    options.signal?.throwIfAborted();
    const filled = batch.filter(hasValue);
    rows += filled.length;
    if (rows > limit) throw new SheetRefused('SHEET_TOO_MANY_ROWS', { limit });
    if (filled.length > 0) yield filled;
  }
}

async function batches(path: string, options: ReadOptions, limits: SheetLimits): Promise<AsyncGenerator<SheetRow[]>> {
  const { format, gzip } = await sniff(path, limits);
  if (format === 'xlsx') return readXlsxRows(path, options);
  if (format === 'xls') return readXlsRows(path, options);
  const encoding = await detectEncoding(fileBytes(path, gzip, limits));
  const start = await firstBytes(path, gzip, limits);
  const text = new TextDecoder(encoding === 'utf-8-bom' ? 'utf-8' : encoding).decode(start);
  return readCsvRows(path, gzip, { encoding, delimiter: detectDelimiter(text) }, options);
}

function hasValue(row: SheetRow): boolean {
  if (row.formula !== undefined) return true;
  return row.cells.some((cell) => cell !== null && (typeof cell !== 'string' || cell.trim() !== ''));
}

async function sniff(path: string, limits: SheetLimits): Promise<Sniffed> {
  const { size: bytes } = await stat(path);
  if (bytes === 0) throw new SheetRefused('SHEET_EMPTY');
  if (bytes > limits.fileBytes) {
    throw new SheetRefused('SHEET_TOO_LARGE', { limit: `${Math.floor(limits.fileBytes / 1024 / 1024)} MB` });
  }
  const magic = await firstRaw(path);
  if (magic.startsWith('504b')) return { format: 'xlsx', gzip: false, bytes };
  if (magic.startsWith('d0cf11e0a1b11ae1')) return { format: 'xls', gzip: false, bytes };
  const gzip = magic.startsWith('1f8b');
  const start = await firstBytes(path, gzip, limits);
  refuseOtherContent(start);
  return { format: 'csv', gzip, bytes };
}

async function firstRaw(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
    return buffer.toString('hex', 0, bytesRead);
  } finally {
    await file.close();
  }
}

async function firstBytes(path: string, gzip: boolean, limits: SheetLimits): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of fileBytes(path, gzip, limits)) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= 65_536) break;
  }
  return Buffer.concat(chunks).subarray(0, 65_536);
}

function refuseOtherContent(start: Buffer): void {
  if (start.length === 0) throw new SheetRefused('SHEET_EMPTY');
  const wide = start.length > 1 && (start.readUInt16LE(0) === 0xfeff || start.readUInt16LE(0) === 0xfffe);
  if (wide) return;
  const text = start
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (text === '') throw new SheetRefused('SHEET_EMPTY');
  if (text.startsWith('<')) {
    if (/<(!doctype html|html|head|meta|body|table|div|style)[\s>]/i.test(text))
      throw new SheetRefused('SHEET_IS_HTML');
    throw new SheetRefused('SHEET_UNKNOWN_FORMAT', { what: 'XML 文件' });
  }
  if (text.startsWith('%PDF')) throw new SheetRefused('SHEET_UNKNOWN_FORMAT', { what: 'PDF' });
  if (start.includes(0)) throw new SheetRefused('SHEET_UNKNOWN_FORMAT');
}
