import { chineseDate, type LetterSource, type Printed } from '../../../platform/letters/index.ts';
import { ANNEX1_COLUMNS, type Annex1Figures } from '../../annex1/figure.ts';
import { FIGURE_TITLES, type ReportedTable } from '../report-figures.ts';

/** A locked table as it is printed for the seal. `filledOn` is yyyy-mm-dd. */
export type ReportFormData = {
  unitName: string;
  filledOn: string;
  table: Pick<ReportedTable, 'rows' | 'reported'>;
  filler: string;
  phone: string;
  signer: string;
  /** 零报告, 更正件（第2版） and the like, over the title. */
  marks: readonly string[];
  /** Remarks and 核增核减 with their reasons, under the table. */
  notes: readonly string[];
  number: string;
  printed: Printed;
};

const template = new URL('./report-form.typ', import.meta.url);
const cells = (figures: Annex1Figures) => ANNEX1_COLUMNS.map((c) => (figures[c] === null ? '' : String(figures[c])));

/** Annex 1 of SD2017 on A4 landscape with room for the seal beside the unit's name; a blank cell stays blank, 0 is printed (SD2017-A1-07 to -10). */
export function reportForm(data: ReportFormData): LetterSource {
  return {
    template,
    data: {
      unit: data.unitName,
      filledOn: chineseDate(data.filledOn),
      mark: data.marks.join('　'),
      headings: ANNEX1_COLUMNS.map((c) => FIGURE_TITLES[c]),
      rows: data.table.rows.map((r) => ({ school: r.school, cells: cells(r.reported) })),
      total: cells(data.table.reported),
      filler: data.filler,
      phone: data.phone,
      signer: data.signer,
      notes: data.notes,
    },
    subject: `${data.unitName} ${data.number}`,
    title: '全省技工院校服务脱贫攻坚工作进展情况表',
    paper: 'landscape',
    number: data.number,
    printed: data.printed,
  };
}
