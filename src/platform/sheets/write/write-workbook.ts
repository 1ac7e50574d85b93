import type { Writable } from 'node:stream';
import { cellXml, columnsXml, MAIN_NAMESPACE, mergesXml, sheetName, XML_HEAD } from '../sheet-xml.ts';
import type {
  MergedRange,
  TitlePart,
  WorkbookSpec,
  WrittenCell,
  WrittenColumn,
  WrittenRow,
  WrittenSheet,
} from '../types.ts';
import { addPackageParts, sheetPath, type PackagedSheet } from './workbook-package.ts';
import { bodyStyle, STYLE } from './written-styles.ts';
import { columnLetters } from '../read/xlsx-cells.ts';
import { escapeXml } from '../xml-text.ts';
import { createZip } from './zip-writer.ts';

const CHOICES_SHEET = '_选项';
/** Excel takes a list of choices inside the rule only up to this length; longer ones lie on a hidden sheet. */
const INLINE_CHOICES = 250;

interface Layout {
  sheet: WrittenSheet;
  /** First and last row of the header. */
  header: readonly [number, number];
  merges: MergedRange[];
}

/**
 * Writes an xlsx for A4 print: titles, merged headers of one or two storeys, columns with widths and formats (`text` columns as
 * text, so that no number is mangled), totals, footer, drop-downs, header rows repeated on every page, page x of y.
 * Texts that look like formulas are neutralised. Rows are pulled one by one: memory does not grow with them.
 * @param out path of the file, or a stream, which is ended
 */
export async function writeWorkbook(spec: WorkbookSpec, out: string | Writable): Promise<void> {
  const zip = createZip(out);
  const layouts = spec.sheets.map(layOut);
  const long = layouts.flatMap(({ sheet }) => sheet.columns).filter(needsChoicesSheet);
  const sheets: PackagedSheet[] = layouts.map(({ sheet, header }) => ({
    name: sheetName(sheet.name),
    printTitles: header,
  }));
  if (long.length > 0) sheets.push({ name: CHOICES_SHEET, hidden: true });
  await addPackageParts(zip, sheets);
  for (const [index, layout] of layouts.entries()) await zip.add(sheetPath(index), sheetParts(layout, long));
  if (long.length > 0) await zip.add(sheetPath(layouts.length), choicesSheet(long));
  await zip.close();
}

function layOut(sheet: WrittenSheet): Layout {
  const titles = sheet.titles?.length ?? 0;
  const grouped = sheet.columns.some(({ group }) => group !== undefined);
  const header = [titles + 1, titles + (grouped ? 2 : 1)] as const;
  const last = sheet.columns.length - 1;
  const merges: MergedRange[] = [];
  for (const [index, title] of (sheet.titles ?? []).entries()) {
    for (const { from, to } of titleCells(title, last)) addMerge(merges, index + 1, index + 1, from, to);
  }
  if (grouped) mergeHeader(sheet.columns, header[0], merges);
  return { sheet, header, merges };
}

/** The cells of a line above the header: where each begins and ends. */
function titleCells(title: string | readonly TitlePart[], last: number): { text: string; from: number; to: number }[] {
  if (typeof title === 'string') return [{ text: title, from: 0, to: last }];
  let from = 0;
  return title.map(({ text, columns }) => {
    const cell = { text, from, to: Math.min(last, from + columns - 1) };
    from += columns;
    return cell;
  });
}

function addMerge(merges: MergedRange[], fromRow: number, toRow: number, fromColumn: number, toColumn: number): void {
  if (fromRow !== toRow || fromColumn < toColumn) merges.push({ fromRow, toRow, fromColumn, toColumn });
}

function mergeHeader(columns: readonly WrittenColumn[], row: number, merges: MergedRange[]): void {
  for (let from = 0; from < columns.length;) {
    const group = columns[from]?.group;
    let to = from;
    if (group === undefined) {
      addMerge(merges, row, row + 1, from, from);
    } else {
      while (columns[to + 1]?.group === group) to++;
      addMerge(merges, row, row, from, to);
    }
    from = to + 1;
  }
}

async function* sheetParts(layout: Layout, long: readonly WrittenColumn[]): AsyncGenerator<string> {
  const { sheet, header, merges } = layout;
  yield sheetHead(sheet, header[1]);
  for (const [index, title] of (sheet.titles ?? []).entries()) {
    const isTitle = index === (sheet.titleLine ?? 0);
    const cells = titleCells(title, sheet.columns.length - 1);
    yield rowXml(
      index + 1,
      cells.map(({ text, from }) => cellXml(index + 1, from, text, isTitle ? STYLE.title : STYLE.line)),
      isTitle ? 30 : 20,
    );
  }
  yield* headerRows(sheet.columns, header, sheet.headerHeight);
  let row = header[1];
  for await (const values of sheet.rows) yield bodyRow(++row, sheet.columns, values, false);
  for (let empty = sheet.emptyRows ?? 0; empty > 0; empty--) yield bodyRow(++row, sheet.columns, {}, false);
  const lastBody = row;
  if (sheet.totals !== undefined) {
    yield bodyRow(++row, sheet.columns, sheet.totals, true);
    addMerge(merges, row, row, 0, (sheet.totalsSpan ?? 1) - 1);
  }
  for (const line of sheet.footer ?? []) {
    row++;
    addMerge(merges, row, row, 0, sheet.columns.length - 1);
    yield rowXml(row, [cellXml(row, 0, line, STYLE.line)], 20 * Math.max(1, line.split('\n').length));
  }
  yield `</sheetData>${mergesXml(merges)}`;
  yield validationsXml(sheet.columns, header[1] + 1, Math.max(lastBody, header[1] + 1), long);
  yield pageXml(sheet.orientation ?? 'landscape');
}

function sheetHead(sheet: WrittenSheet, frozen: number): string {
  const pane = `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/>`;
  const widths = sheet.columns.map(({ width }) => width ?? 14);
  return `${XML_HEAD}<worksheet xmlns="${MAIN_NAMESPACE}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="18"/>${columnsXml(widths)}<sheetData>`;
}

function rowXml(row: number, cells: readonly string[], height?: number): string {
  const size = height === undefined ? '' : ` ht="${height}" customHeight="1"`;
  return `<row r="${row}"${size}>${cells.join('')}</row>`;
}

function headerRows(
  columns: readonly WrittenColumn[],
  [first, last]: readonly [number, number],
  height?: number,
): string[] {
  const cells = (row: number, text: (column: WrittenColumn, index: number) => string): string =>
    rowXml(
      row,
      columns.map((column, index) => cellXml(row, index, text(column, index), STYLE.header)),
      row === last ? height : undefined,
    );
  if (first === last) return [cells(first, ({ heading }) => heading)];
  const upper = (column: WrittenColumn, index: number): string =>
    column.group === undefined ? column.heading : columns[index - 1]?.group === column.group ? '' : column.group;
  return [cells(first, upper), cells(last, ({ group, heading }) => (group === undefined ? '' : heading))];
}

function bodyRow(row: number, columns: readonly WrittenColumn[], values: WrittenRow, bold: boolean): string {
  const cells = columns.map((column, index) => {
    const value = values[column.key];
    return cellXml(row, index, bold ? value : typed(value, column), bodyStyle(column, bold));
  });
  return rowXml(row, cells);
}

/** A number in a text column is written as text: a telephone number or an identity number is no quantity. */
function typed(value: WrittenCell, column: WrittenColumn): WrittenCell {
  return typeof value === 'number' && (column.kind ?? 'text') === 'text' ? String(value) : value;
}

function needsChoicesSheet({ choices = [] }: WrittenColumn): boolean {
  return choices.join(',').length > INLINE_CHOICES || choices.some((choice) => /[,"]/.test(choice));
}

function validationsXml(
  columns: readonly WrittenColumn[],
  fromRow: number,
  toRow: number,
  long: readonly WrittenColumn[],
): string {
  const rules = columns.flatMap((column, index) => {
    if (column.choices === undefined || column.choices.length === 0) return [];
    const place = long.indexOf(column);
    const letter = columnLetters(place);
    const list =
      place === -1
        ? `"${column.choices.join(',')}"`
        : `'${CHOICES_SHEET}'!$${letter}$1:$${letter}$${column.choices.length}`;
    const range = `${columnLetters(index)}${fromRow}:${columnLetters(index)}${toRow}`;
    const error = `请从下拉列表中选择“${column.heading}”`;
    return [
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="内容不符" error="${escapeXml(error)}" sqref="${range}"><formula1>${escapeXml(list)}</formula1></dataValidation>`,
    ];
  });
  return rules.length === 0 ? '' : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
}

function pageXml(orientation: 'landscape' | 'portrait'): string {
  return `<printOptions horizontalCentered="1"/><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="${orientation}" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;C第 &amp;P 页 共 &amp;N 页</oddFooter></headerFooter></worksheet>`;
}

function* choicesSheet(columns: readonly WrittenColumn[]): Generator<string> {
  yield `${XML_HEAD}<worksheet xmlns="${MAIN_NAMESPACE}"><sheetData>`;
  const rows = Math.max(...columns.map(({ choices = [] }) => choices.length));
  for (let row = 1; row <= rows; row++) {
    yield rowXml(
      row,
      columns.map(({ choices = [] }, index) => cellXml(row, index, choices[row - 1], STYLE.text)),
    );
  }
  yield '</sheetData></worksheet>';
}
