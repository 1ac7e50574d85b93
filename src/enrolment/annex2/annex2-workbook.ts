import type { WorkbookSpec } from '../../platform/sheets/index.ts';
import type { Annex2Line } from './annex2-rows.ts';

export type Annex2Form = {
  /** As the form says it, e.g. 菏泽市. */
  cityName: string;
  lines: readonly Annex2Line[];
  /** yyyy-mm-dd. */
  filledOn: string;
  filledBy: string;
  phone: string;
};

/**
 * Annex 2 of SD2017 in its official layout: title with the city, unit with room for the seal and date, nine columns A–I in order, text cells,
 * a total row with the number of persons, and who filled it in (SD2017-A2-01 to -04). A4 landscape, the head repeated on every page.
 */
export function annex2Workbook(form: Annex2Form): WorkbookSpec {
  const [year, month, day] = form.filledOn.split('-') as [string, string, string];
  const office = `${form.cityName}人力资源社会保障局`;
  return {
    sheets: [
      {
        name: '附件2',
        titles: [
          [{ text: '附件2', columns: 1 }],
          `${form.cityName}精准技能扶贫对象登记汇总表`,
          [
            { text: `填表单位（盖章）：${office}`, columns: 5 },
            { text: `填表时间：${year}年${month}月${day}日`, columns: 4 },
          ],
        ],
        titleLine: 1,
        columns: [
          { key: 'seq', heading: '序号', width: 6, align: 'center' },
          { key: 'name', heading: '姓名', width: 12 },
          { key: 'sex', heading: '性别', width: 6, align: 'center' },
          { key: 'ethnicGroup', heading: '民族', width: 8, align: 'center' },
          { key: 'assistanceCardNumber', heading: '扶贫卡编号', width: 20, kind: 'text' },
          { key: 'idNumber', heading: '身份证号', width: 21, kind: 'text' },
          { key: 'phone', heading: '联系电话', width: 14, kind: 'text' },
          { key: 'address', heading: '家庭详细地址', width: 34 },
          { key: 'schoolName', heading: '拟就读\n技工院校', width: 26 },
        ],
        rows: form.lines.map((line, i) => ({ ...line, seq: String(i + 1) })),
        totals: { seq: '总计', name: `${form.lines.length}人` },
        footer: ['', `填表人：${form.filledBy}　　联系电话：${form.phone}`],
        orientation: 'landscape',
      },
    ],
  };
}
