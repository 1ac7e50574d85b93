import { sheetLimits } from './sheet-limits.ts';
import { SheetRefused } from '../sheet-refused.ts';
import type { MergedRange, ReadOptions, SheetInfo, SheetLimits, SheetRow } from '../types.ts';
import { columnOf, parseRow, richText, type CellContext } from './xlsx-cells.ts';
import { readXlsxBook, type XlsxBook } from './xlsx-book.ts';
import { partSegments, prefixOf, SHARED_STRINGS, textChunks, WORKSHEET } from './xlsx-segments.ts';
import { xmlTags } from '../xml-text.ts';
import { openZip, type ZipArchive } from '../zip-archive.ts';

/** Sheets of an xlsx with their merged ranges and row counts; the whole file is unpacked once under the limits. */
export async function inspectXlsx(
  path: string,
  limits: SheetLimits,
): Promise<{ sheets: SheetInfo[]; date1904: boolean }> {
  const zip = await openZip(path, limits);
  try {
    const book = await readXlsxBook(zip);
    const sheets: SheetInfo[] = [];
    for (const sheet of book.sheets) {
      sheets.push({ name: sheet.name, hidden: sheet.hidden, ...(await inspectSheet(zip, sheet.path)) });
    }
    if (book.sharedStrings !== undefined) await readSharedStrings(zip, book.sharedStrings);
    return { sheets, date1904: book.date1904 };
  } finally {
    await zip.file.close();
  }
}

async function inspectSheet(zip: ZipArchive, path: string): Promise<{ rows: number; merges: MergedRange[] }> {
  let rows = 0;
  let prefix = '';
  let merges: MergedRange[] = [];
  for await (const batch of partSegments(textChunks(zip, path), WORKSHEET)) {
    for (const { kind, text } of batch) {
      if (kind === 'head') prefix = prefixOf(text, WORKSHEET);
      else if (kind === 'tail') merges = mergedRanges(text);
      else if (text.includes(`<${prefix}v`) || text.includes(`<${prefix}is`)) rows++;
    }
  }
  return { rows, merges };
}

/** The merged ranges named after the rows of a worksheet. */
export function mergedRanges(tail: string): MergedRange[] {
  const merges: MergedRange[] = [];
  for (const { name, attributes } of xmlTags(tail)) {
    if (name !== 'mergeCell' || attributes.ref === undefined) continue;
    const [from = '', to = from] = attributes.ref.split(':');
    merges.push({
      fromRow: rowOf(from),
      toRow: rowOf(to),
      fromColumn: columnOf(from),
      toColumn: columnOf(to),
    });
  }
  return merges;
}

function rowOf(reference: string): number {
  return Number(reference.replace(/^\D+/, ''));
}

/** Rows of an xlsx, sheet after sheet, in batches; rows without any cell value included (the caller drops them). */
export async function* readXlsxRows(path: string, options: ReadOptions): AsyncGenerator<SheetRow[]> {
  const limits = sheetLimits(options.limits);
  const zip = await openZip(path, limits);
  try {
    const book = await readXlsxBook(zip);
    const chosen = book.sheets.filter(({ name }) => options.sheet === undefined || name === options.sheet);
    if (chosen.length === 0) throw new SheetRefused('SHEET_NOT_FOUND', { sheet: options.sheet });
    const strings = book.sharedStrings === undefined ? [] : await readSharedStrings(zip, book.sharedStrings);
    for (const sheet of chosen) yield* sheetRows(zip, book, sheet, strings, limits);
  } finally {
    await zip.file.close();
  }
}

async function* sheetRows(
  zip: ZipArchive,
  book: XlsxBook,
  sheet: XlsxBook['sheets'][number],
  strings: readonly string[],
  limits: SheetLimits,
): AsyncGenerator<SheetRow[]> {
  const { dateStyles, date1904 } = book;
  const context: CellContext = { sheet: sheet.name, prefix: '', strings, dateStyles, date1904, limits };
  let previous = 0;
  for await (const batch of partSegments(textChunks(zip, sheet.path), WORKSHEET)) {
    const rows: SheetRow[] = [];
    for (const { kind, text } of batch) {
      if (kind === 'head') context.prefix = prefixOf(text, WORKSHEET);
      if (kind !== 'item') continue;
      const row = parseRow(text, previous, context);
      previous = row.row;
      rows.push(row);
    }
    yield rows;
  }
}

async function readSharedStrings(zip: ZipArchive, path: string): Promise<string[]> {
  const strings: string[] = [];
  if (!zip.entries.has(path.toLowerCase())) return strings;
  let prefix = '';
  for await (const batch of partSegments(textChunks(zip, path), SHARED_STRINGS)) {
    for (const { kind, text } of batch) {
      if (kind === 'head') prefix = prefixOf(text, SHARED_STRINGS);
      if (kind === 'item') strings.push(richText(text, prefix));
    }
  }
  return strings;
}
