import type { MarkedStyles } from '../mark/mark-styles.ts';
import { cellXml, columnsXml, MAIN_NAMESPACE, XML_HEAD } from '../sheet-xml.ts';
import type { ImportMark } from '../types.ts';
import { columnLetters } from '../read/xlsx-cells.ts';

/** Name of the added sheet. */
export const RESULT_SHEET = '导入结果';

const HEADINGS = ['工作表', '行', '列', '代码', '处理', '说明', '原内容', '现内容'];
const WIDTHS = [16, 8, 8, 24, 14, 60, 28, 28];
/** What became of a cell or row, in the clerk's words. */
export const LEVEL_NAMES: Record<ImportMark['level'], string> = {
  repaired: '已自动修正',
  doubtful: '待人工核对',
  refused: '未导入',
};

/** The sheet 导入结果: one line for every mark, in the order given. */
export function* resultSheetXml(marks: Iterable<ImportMark>, styles: MarkedStyles): Generator<string> {
  yield `${XML_HEAD}<worksheet xmlns="${MAIN_NAMESPACE}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${columnsXml(WIDTHS)}<sheetData>`;
  yield line(1, HEADINGS, styles.header);
  let row = 1;
  for (const mark of marks) yield line(++row, cells(mark), styles.text);
  yield '</sheetData></worksheet>';
}

function cells(mark: ImportMark): (string | number)[] {
  return [
    mark.sheet,
    mark.row,
    mark.column === undefined ? '整行' : columnLetters(mark.column),
    mark.code ?? '',
    LEVEL_NAMES[mark.level],
    mark.note,
    mark.was ?? '',
    mark.now ?? '',
  ];
}

function line(row: number, values: readonly (string | number)[], style: number): string {
  return `<row r="${row}">${values.map((value, column) => cellXml(row, column, value, style)).join('')}</row>`;
}
