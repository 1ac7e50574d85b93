import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import ExcelJS from 'exceljs';

const PX_PER_POINT = 4 / 3;
const DEFAULT_HEIGHT = 15;
const DEFAULT_WIDTH = 8.43;
const INCH = 96;
/** A4 on its side, in inches. */
const PAPER = { width: 11.69, height: 8.27 };

/** The font the product's own papers are set in, carried in the page: what a machine has installed changes no width. */
const FONT = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
);
const fontFace = (): string =>
  `@font-face { font-family: 'Paper'; src: url(data:font/ttf;base64,${readFileSync(FONT, 'base64')}); }`;

/** Width of a column of n characters as the sheet programs draw it: seven pixels a digit and five of padding (ECMA-376 18.3.1.13). */
const columnPx = (width: number | undefined): number => Math.trunc((width ?? DEFAULT_WIDTH) * 7 + 5);

/**
 * A sheet as a page of HTML that a browser draws like a sheet program on paper: column widths, row heights, merged cells, rules, fonts and alignment as the
 * workbook has them, scaled to the page's width where the workbook says so. For looking at, and for measuring whether texts fit.
 */
export async function sheetPage(path: string): Promise<string> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  const sheet = book.worksheets[0]!;
  // Counted before anything looks beyond: looking at a cell makes it.
  const [wideness, lines] = [sheet.columnCount, sheet.rowCount];
  const columns = Array.from({ length: wideness }, (_, i) => columnPx(sheet.getColumn(i + 1).width));
  const rows = Array.from({ length: lines }, (_, i) => rowHtml(sheet, i + 1, wideness));
  const { left = 0.7, right = 0.7, top = 0.75 } = sheet.pageSetup.margins ?? {};
  const room = (PAPER.width - left - right) * INCH;
  const wide = columns.reduce((sum, px) => sum + px, 0);
  const scale = sheet.pageSetup.fitToPage ? Math.min(1, room / wide) : 1;
  const cols = columns.map((px) => `<col style="width:${px}px">`).join('');
  return `<!doctype html><meta charset="utf-8"><style>
    ${fontFace()}
    body { margin: 0; width: ${PAPER.width * INCH}px; min-height: ${PAPER.height * INCH}px; background: #fff; }
    table { border-collapse: collapse; table-layout: fixed; width: ${wide}px; margin: ${top * INCH}px ${left * INCH}px; zoom: ${scale}; }
    td { padding: 0 2px; overflow: hidden; }
  </style><table data-room="${room}" data-scale="${scale}"><colgroup>${cols}</colgroup>${rows.join('')}</table>`;
}

function rowHtml(sheet: ExcelJS.Worksheet, r: number, wideness: number): string {
  const row = sheet.getRow(r);
  const height = (row.height || DEFAULT_HEIGHT) * PX_PER_POINT;
  const cells = Array.from({ length: wideness }, (_, i) => cellHtml(sheet, row.getCell(i + 1)));
  return `<tr style="height:${height}px">${cells.join('')}</tr>`;
}

function cellHtml(sheet: ExcelJS.Worksheet, cell: ExcelJS.Cell): string {
  if (cell.isMerged && cell.master.address !== cell.address) return '';
  const { alignment, font, border } = cell;
  const rule = (side: Partial<ExcelJS.Border> | undefined): string => (side?.style ? '1px solid #000' : 'none');
  const style = [
    `font: ${font?.bold ? 'bold ' : ''}${font?.size ?? 11}pt Paper, sans-serif`,
    `text-align: ${alignment?.horizontal ?? (typeof cell.value === 'number' ? 'right' : 'left')}`,
    `vertical-align: ${alignment?.vertical ?? 'bottom'}`,
    `white-space: ${alignment?.wrapText ? 'normal' : 'nowrap'}`,
    ...(['top', 'right', 'bottom', 'left'] as const).map((side) => `border-${side}: ${rule(border?.[side])}`),
  ];
  const span = spanOf(sheet, cell);
  return `<td data-cell="${cell.address}" colspan="${span.columns}" rowspan="${span.rows}" style="${style.join(';')}"><span>${escaped(cell.text)}</span></td>`;
}

/** How many columns and rows a cell covers. */
function spanOf(sheet: ExcelJS.Worksheet, cell: ExcelJS.Cell): { columns: number; rows: number } {
  if (!cell.isMerged) return { columns: 1, rows: 1 };
  const same = (r: number, c: number): boolean => sheet.getCell(r, c).master?.address === cell.address;
  let [columns, rows] = [1, 1];
  while (same(Number(cell.row), Number(cell.col) + columns)) columns += 1;
  while (same(Number(cell.row) + rows, Number(cell.col))) rows += 1;
  return { columns, rows };
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('\n', '<br>');
