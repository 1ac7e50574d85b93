import type { Cell } from '../../platform/sheets/types.ts';
import { cellText, folded } from './cell-text.ts';
import type { SkippedRow } from './problem.ts';

type RowKind = Exclude<SkippedRow['kind'], 'blank_row' | 'block_header'>;

const total =
  /^(?:合计|总计|共计|累计|总人数|合计人数|本页合计|全[县市乡镇村]合计|(?:总|导出)?记录(?:总|条)?数[:：]|共\d+[人条名])[:：]?/;
const subtotal = /小计|分计|^本[村镇乡]合计|(?:镇|乡|街道|村|社区|县|区)(?:合计|共计)/;
const footer =
  /^(?:填报人|填表人|制表人?|审核人?|审批人?|复核人?|经办人|负责人|主管领导|单位负责人|分管领导|联系人|联系电话|填报单位|填表单位|(?:填报|填表|制表|统计|打印|导出)(?:日期|时间)|日期|备注|注|说明|填表说明|填报说明|附件?|盖章|单位[（(]盖章)[:：（(]/;
/** 2.身份证号须与户口簿一致 */
const numberedNote = /^[（(]?\d{1,2}[.、．）)]\s*[^\d\s]/;
const sparse = 4;
const sparseFooter = 6;

/**
 * What a row is, if it is no data row: a heading once more, a subtotal, a total, or a footer.
 * @param headings of the sheet's columns, `folded`
 */
export function rowKind(cells: readonly Cell[], headings: readonly string[]): RowKind | null {
  const filled: string[] = [];
  for (const cell of cells) {
    const text = cellText(cell);
    if (text !== '') filled.push(text);
    if (filled.length > sparseFooter) break;
  }
  if (filled.length === 1 && isRemark(filled[0]!, cells, headings)) return 'footer_row';
  if (filled.length <= sparseFooter) {
    const words = filled.map(folded);
    if (words.some((word) => footer.test(word)) && !words.slice(1).some((word) => /^\d{15,18}[xX]?$/.test(word))) {
      return 'footer_row';
    }
    if (filled.length <= sparse && words.some((word) => subtotal.test(word))) return 'subtotal_row';
    if (words.some((word) => total.test(word))) return 'total_row';
  }
  return repeatsHeader(cells, headings) ? 'repeated_header' : null;
}

/** A text alone in its row that is a remark: numbered, a whole sentence, or words where the numbering stands. */
function isRemark(text: string, cells: readonly Cell[], headings: readonly string[]): boolean {
  if (numberedNote.test(text) || text.endsWith('。')) return true;
  const heading = headings[cells.findIndex((cell) => cellText(cell) !== '')] ?? '';
  return (
    heading === '序号' && !/^[\d.]+$/.test(folded(text)) && !total.test(folded(text)) && !subtotal.test(folded(text))
  );
}

function repeatsHeader(cells: readonly Cell[], headings: readonly string[]): boolean {
  let same = 0;
  let differing = 0;
  for (const [index, cell] of cells.entries()) {
    const text = cellText(cell);
    if (text === '') continue;
    const heading = headings[index] ?? '';
    if (text.charCodeAt(0) === heading.charCodeAt(0) && folded(text) === heading) same += 1;
    else differing += 1;
    if (differing > 2 && same === 0) return false;
  }
  return same >= 3 && same > differing;
}

/** The text of a row in one line, for the list of rows passed over. */
export function rowText(cells: readonly Cell[]): string {
  return cells
    .map((cell) => cellText(cell))
    .filter((text) => text !== '')
    .join(' ');
}
