import { cellXml, columnsXml, MAIN_NAMESPACE, mergesXml, sheetName, XML_HEAD } from '../sheet-xml.ts';
import type { Cell, SheetDocument, SheetInfo, SheetRow, WrittenCell } from '../types.ts';
import { addPackageParts, sheetPath } from './workbook-package.ts';
import { bodyStyle, STYLE } from './written-styles.ts';
import { createZip } from './zip-writer.ts';

const DATE = bodyStyle({ kind: 'date' }, false);

/**
 * Writes the rows of a csv or old workbook as an xlsx with the same sheets, row numbers, columns and merged ranges; texts as text.
 * @param rows the rows of one sheet
 */
export async function rowsToWorkbook(
  document: SheetDocument,
  rows: (sheet: string) => AsyncIterable<SheetRow>,
  outPath: string,
): Promise<void> {
  const zip = createZip(outPath);
  await addPackageParts(
    zip,
    document.sheets.map(({ name, hidden }) => ({ name: sheetName(name), hidden })),
  );
  for (const [index, sheet] of document.sheets.entries()) await zip.add(sheetPath(index), parts(sheet, rows));
  await zip.close();
}

async function* parts(sheet: SheetInfo, rows: (sheet: string) => AsyncIterable<SheetRow>): AsyncGenerator<string> {
  yield `${XML_HEAD}<worksheet xmlns="${MAIN_NAMESPACE}"><sheetFormatPr defaultRowHeight="15"/>${columnsXml(Array.from({ length: 30 }, () => 14))}<sheetData>`;
  for await (const row of rows(sheet.name)) {
    const cells = row.cells.map((cell, column) =>
      cell === null ? '' : cellXml(row.row, column, written(cell), style(cell)),
    );
    yield `<row r="${row.row}"${row.hidden === true ? ' hidden="1"' : ''}>${cells.join('')}</row>`;
  }
  yield `</sheetData>${mergesXml(sheet.merges)}</worksheet>`;
}

function isDateCell(cell: Cell): boolean {
  return typeof cell === 'object' && cell !== null;
}

function written(cell: Cell): WrittenCell {
  return typeof cell === 'object' && cell !== null ? { date: cell.date } : cell;
}

function style(cell: Cell): number {
  if (isDateCell(cell)) return DATE;
  return typeof cell === 'string' ? STYLE.text : STYLE.plain;
}
