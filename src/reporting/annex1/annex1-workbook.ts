import type { WorkbookSpec } from '../../platform/sheets/index.ts';
import type { Annex1Row } from './annex1.ts';
import { ANNEX1_COLUMNS, totalOf, type Annex1Column } from './figure.ts';

export type Annex1Form = {
  /** As the form says it, e.g. 菏泽市人力资源社会保障局. */
  unitName: string;
  /** yyyy-mm-dd. */
  filledOn: string;
  rows: readonly Pick<Annex1Row, 'school' | 'figures'>[];
  titles: Readonly<Record<Annex1Column, string>>;
  filler: string;
  phone: string;
};

const BLANK = '＿＿＿＿＿＿';

/**
 * Annex 1 of SD2017 in its official layout: 附件1, title over A–H, unit with room for the seal and date of completion, two storeys of headings,
 * one numbered row per school, whole numbers (a blank stays blank, 0 is written), 总计 over two columns, who filled it in and a telephone
 * (SD2017-A1-07 to -10). A4 landscape, the head repeated on every page.
 */
export function annex1Workbook(form: Annex1Form): WorkbookSpec {
  const [year, month, day] = form.filledOn.split('-').map(Number) as [number, number, number];
  return {
    sheets: [
      {
        name: '附件1',
        titles: [
          [{ text: '附件1', columns: 1 }],
          '全省技工院校服务脱贫攻坚工作进展情况表',
          [
            { text: `填表单位（盖章）：${form.unitName}`, columns: 4 },
            { text: `填表时间：${year}年${month}月${day}日`, columns: 4 },
          ],
        ],
        titleLine: 1,
        headerHeight: 66,
        columns: [
          { key: 'seq', heading: '序号', width: 6, kind: 'integer', align: 'center' },
          { key: 'school', heading: '学校名称', width: 30, kind: 'text' },
          ...ANNEX1_COLUMNS.map((column) => ({
            key: column,
            heading: form.titles[column],
            group: column === 'G' || column === 'H' ? '职业培训情况' : '技工教育情况',
            width: 17,
            kind: 'integer' as const,
            align: 'center' as const,
          })),
        ],
        rows: form.rows.map((row, i) => ({ seq: i + 1, school: row.school, ...row.figures })),
        totals: { seq: '总计', ...totalOf(form.rows) },
        totalsSpan: 2,
        footer: ['', `填表人：${form.filler || BLANK}　　联系电话：${form.phone || BLANK}`],
        orientation: 'landscape',
      },
    ],
  };
}
