import { rm } from 'node:fs/promises';
import { commentsVml, commentsXml, COMMENTS_PER_SHEET, type CellComment } from './mark-comments.ts';
import {
  addContentTypes,
  addLegacyDrawing,
  addRelations,
  addSheet,
  freeRelation,
  type NewPart,
} from './mark-package.ts';
import { markRow, neutraliseShared, newRow, type RowMarks } from './mark-rows.ts';
import { markedStyles, type MarkedStyles } from './mark-styles.ts';
import { inspectUpload, readRows } from '../read/read-sheet.ts';
import { LEVEL_NAMES, RESULT_SHEET, resultSheetXml } from '../write/result-sheet.ts';
import { rowsToWorkbook } from '../write/rows-to-workbook.ts';
import { sheetLimits } from '../read/sheet-limits.ts';
import { sheetName } from '../sheet-xml.ts';
import type { ImportMark, SheetLimits } from '../types.ts';
import { readXlsxBook, relationsPath, type XlsxBook } from '../read/xlsx-book.ts';
import { partSegments, prefixOf, SHARED_STRINGS, textChunks, WORKSHEET } from '../read/xlsx-segments.ts';
import { openZip, packedChunks, partText, type ZipArchive } from '../zip-archive.ts';
import { createZip, type ZipWriter } from '../write/zip-writer.ts';

const GRAVITY: readonly ImportMark['level'][] = ['repaired', 'doubtful', 'refused'];
const STYLES_PATH = 'xl/styles.xml';

interface Marking {
  source: ZipArchive;
  book: XlsxBook;
  target: ZipWriter;
  styles: MarkedStyles;
  /** Paths (lower case) that were written anew and are not copied. */
  done: Set<string>;
  resultPath: string;
  parts: NewPart[];
}

interface SheetMarks {
  levels: Map<number, Map<number, ImportMark['level']>>;
  comments: CellComment[];
}

/**
 * Gives the sender's workbook back with every marked cell coloured (blue repaired, yellow to be checked, red refused) and
 * commented, and a further sheet 导入结果 that lists all marks. All else stays as it was, but for formulas (their values
 * remain) and texts that look like formulas (neutralised). A csv or old workbook comes back as an xlsx with the same rows.
 * The rows are streamed; only the marks are held in memory. More than 1,000 comments per sheet are left to the list.
 * @throws SheetRefused where the source could not be read either
 */
export async function markWorkbook(
  sourcePath: string,
  marks: readonly ImportMark[],
  outPath: string,
  limits?: Partial<SheetLimits>,
): Promise<void> {
  const document = await inspectUpload(sourcePath, sourcePath, limits);
  if (document.format === 'xlsx') return markXlsx(sourcePath, marks, outPath, limits);
  const converted = `${outPath}.part`;
  try {
    await rowsToWorkbook(document, (sheet) => readRows(sourcePath, { sheet, limits }), converted);
    const renamed = marks.map((mark) => ({ ...mark, sheet: sheetName(mark.sheet) }));
    await markXlsx(converted, renamed, outPath, { ...limits, ...UNLIMITED });
  } finally {
    await rm(converted, { force: true });
  }
}

/** Our own conversion of a file that passed the limits may be larger than the file was. */
const UNLIMITED: Partial<SheetLimits> = { unpackedBytes: 2 ** 31, ratio: 10_000, fileBytes: 2 ** 31 };

async function markXlsx(
  sourcePath: string,
  marks: readonly ImportMark[],
  outPath: string,
  limits?: Partial<SheetLimits>,
): Promise<void> {
  const source = await openZip(sourcePath, sheetLimits(limits));
  try {
    const book = await readXlsxBook(source);
    const styles = markedStyles(book.styles === undefined ? undefined : await partText(source, book.styles));
    const done = new Set(['xl/calcchain.xml']);
    const resultPath = freePath(source, done, 'xl/worksheets/sheet', '.xml');
    const marking: Marking = { source, book, target: createZip(outPath), styles, done, resultPath, parts: [] };
    const bySheet = groupMarks(marks);
    for (const sheet of book.sheets) await markSheet(marking, sheet.path, bySheet.get(sheet.name));
    if (book.sharedStrings !== undefined) await copySharedStrings(marking, book.sharedStrings);
    await marking.target.add(resultPath, resultSheetXml(marks, styles));
    await finish(marking);
  } finally {
    await source.file.close();
  }
}

function groupMarks(marks: readonly ImportMark[]): Map<string, SheetMarks> {
  const sheets = new Map<string, SheetMarks>();
  for (const mark of marks) {
    const sheet = sheets.get(mark.sheet) ?? { levels: new Map(), comments: [] };
    sheets.set(mark.sheet, sheet);
    const row = sheet.levels.get(mark.row) ?? new Map<number, ImportMark['level']>();
    sheet.levels.set(mark.row, row);
    const column = mark.column ?? 0;
    const before = row.get(column);
    if (before === undefined || GRAVITY.indexOf(mark.level) > GRAVITY.indexOf(before)) row.set(column, mark.level);
    comment(sheet.comments, mark, column);
  }
  return sheets;
}

function comment(comments: CellComment[], mark: ImportMark, column: number): void {
  const text = `${LEVEL_NAMES[mark.level]}：${mark.note}`;
  const last = comments.at(-1);
  if (last?.row === mark.row && last.column === column) last.text += `\n${text}`;
  else if (comments.length < COMMENTS_PER_SHEET) comments.push({ row: mark.row, column, text });
}

async function markSheet(marking: Marking, path: string, marks: SheetMarks | undefined): Promise<void> {
  const { source, target, parts, done } = marking;
  const comments = uniqueCells(marks?.comments ?? []);
  const relations = await partText(source, relationsPath(path));
  const withComments = comments.length > 0 && !/comments|vmlDrawing/i.test(relations ?? '');
  const relationId = freeRelation(relations, 901);
  const chunks = markedChunks(marking, path, marks?.levels ?? new Map(), withComments ? relationId : undefined);
  await target.add(path, chunks);
  done.add(path.toLowerCase());
  if (!withComments) return;
  const commentsPath = freePath(source, done, 'xl/comments', '.xml');
  const vmlPath = freePath(source, done, 'xl/drawings/vmlDrawing', '.vml');
  await target.add(commentsPath, [commentsXml(comments)]);
  await target.add(vmlPath, [commentsVml(comments)]);
  parts.push({ path: commentsPath, kind: 'comments' });
  await replacePart(marking, relationsPath(path), (text) =>
    addRelations(text, path, [
      { id: relationId, type: 'vmlDrawing', target: vmlPath },
      { id: freeRelation(`${text ?? ''}"${relationId}"`, 901), type: 'comments', target: commentsPath },
    ]),
  );
}

/** A path that the zip does not hold; it is taken from now on. */
function freePath(source: ZipArchive, taken: Set<string>, start: string, end: string): string {
  let path = '';
  for (let number = 901; path === '' || source.entries.has(path.toLowerCase()) || taken.has(path.toLowerCase());) {
    path = `${start}${number++}${end}`;
  }
  taken.add(path.toLowerCase());
  return path;
}

function uniqueCells(comments: readonly CellComment[]): CellComment[] {
  const cells = new Map<string, CellComment>();
  for (const item of comments) {
    const key = `${item.row},${item.column}`;
    const before = cells.get(key);
    cells.set(key, before === undefined ? { ...item } : { ...before, text: `${before.text}\n${item.text}` });
  }
  return [...cells.values()];
}

async function* markedChunks(
  marking: Marking,
  path: string,
  levels: ReadonlyMap<number, RowMarks>,
  drawing: string | undefined,
): AsyncGenerator<string> {
  const { source, styles } = marking;
  const waiting = [...levels.keys()].toSorted((a, b) => a - b);
  let prefix = '';
  let previous = 0;
  let open = false;
  const missingBefore = (row: number): string => {
    let rows = '';
    while (waiting[0] !== undefined && waiting[0] < row) {
      const next = waiting.shift() ?? 0;
      rows += newRow(next, prefix, levels.get(next) ?? new Map(), styles);
    }
    if (waiting[0] === row) waiting.shift();
    return rows;
  };
  for await (const batch of partSegments(textChunks(source, path), WORKSHEET)) {
    let out = '';
    for (const { kind, text } of batch) {
      if (kind === 'head') {
        prefix = prefixOf(text, WORKSHEET);
        open = text.endsWith('sheetData>');
        out += text;
      } else if (kind === 'item') {
        const marked = markRow(text, previous, prefix, (row) => levels.get(row), styles);
        previous = marked.row;
        out += missingBefore(marked.row) + marked.text;
      } else {
        if (open) out += missingBefore(Number.POSITIVE_INFINITY);
        out += drawing === undefined ? text : addLegacyDrawing(text, prefix, drawing);
      }
    }
    yield out;
  }
}

async function copySharedStrings({ source, target, done }: Marking, path: string): Promise<void> {
  if (!source.entries.has(path.toLowerCase())) return;
  const chunks = async function* (): AsyncGenerator<string> {
    let prefix = '';
    for await (const batch of partSegments(textChunks(source, path), SHARED_STRINGS)) {
      let out = '';
      for (const { kind, text } of batch) {
        if (kind === 'head') prefix = prefixOf(text, SHARED_STRINGS);
        out += kind === 'item' ? neutraliseShared(text, prefix) : text;
      }
      yield out;
    }
  };
  await target.add(path, chunks());
  done.add(path.toLowerCase());
}

async function replacePart(
  { source, target, done }: Marking,
  path: string,
  change: (text: string | undefined) => string,
): Promise<void> {
  await target.add(path, [change(await partText(source, path))]);
  done.add(path.toLowerCase());
}

async function finish(marking: Marking): Promise<void> {
  const { source, book, target, styles, done, parts, resultPath } = marking;
  const names = new Set(book.sheets.map(({ name }) => name));
  let name = RESULT_SHEET;
  for (let number = 2; names.has(name); number++) name = `${RESULT_SHEET}${number}`;
  const stylesPath = book.styles ?? STYLES_PATH;
  await replacePart(marking, stylesPath, () => styles.xml());
  parts.push({ path: resultPath, kind: 'worksheet' });
  if (book.styles === undefined) parts.push({ path: STYLES_PATH, kind: 'styles' });
  await replacePart(marking, '[Content_Types].xml', (text = '') => addContentTypes(text, parts));
  const relations = await partText(source, relationsPath(book.path));
  const id = freeRelation(relations, 901);
  const stylesId = freeRelation(`${relations ?? ''}"${id}"`, 901);
  await replacePart(marking, book.path, (text = '') => addSheet(text, name, id));
  await replacePart(marking, relationsPath(book.path), (text) =>
    addRelations(text, book.path, [
      { id, type: 'worksheet', target: resultPath },
      ...(book.styles === undefined ? [{ id: stylesId, type: 'styles' as const, target: STYLES_PATH }] : []),
    ]),
  );
  for (const [key, entry] of source.entries) {
    if (done.has(key) || entry.name.endsWith('/')) continue;
    await target.addPacked(entry, packedChunks(source, entry));
  }
  await target.close();
}
