import { chineseDate, type LetterSource, type Printed } from '../../../platform/letters/index.ts';
import { PARTS, type PartRow } from './report-parts.ts';
import { sectionsOf } from './sections.ts';

export type RectificationFormData = {
  title: string;
  issuer: string;
  unitName: string;
  day: string;
  rows: readonly PartRow[];
  printed: Printed;
};

const template = new URL('./report-form.typ', import.meta.url);
const count = (rows: readonly PartRow[], fits: (row: PartRow) => boolean) => rows.filter(fits).length;

/** What the report says in figures: units, lines looked into, found, not found, closed, sent back. */
export function totalsOf(rows: readonly PartRow[]) {
  const answers = rows.filter((r) => r.state !== null);
  return {
    units: new Set(answers.map((r) => r.unit)).size,
    answers: answers.length,
    checked: count(answers, (r) => r.found !== null),
    found: count(answers, (r) => r.found === true),
    absent: count(answers, (r) => r.found === false),
    closed: count(answers, (r) => r.found === true && r.state === 'closed'),
    rectifying: count(answers, (r) => r.state === 'rectifying' || (r.found === true && r.state === 'to_verify')),
    sendBacks: answers.reduce((n, r) => n + r.sendBacks, 0),
    places: count(rows, (r) => r.state === null),
  };
}

/** The formal report on A4 with room for the seal. */
export function rectificationForm(data: RectificationFormData): LetterSource {
  const t = totalsOf(data.rows);
  return {
    template,
    data: {
      addressee: data.issuer,
      unit: data.unitName,
      day: chineseDate(data.day),
      paragraphs: [
        `收到《${data.title}》后，我单位逐条逐项查摆。截至${chineseDate(data.day)}，本地区 ${t.units} 个单位共查摆 ${t.checked} 项次（应查摆 ${t.answers} 项次），其中存在问题 ${t.found} 项次，不存在 ${t.absent} 项次。`,
        `存在的问题均已分析原因，明确整改措施、责任人和时限。已核验销号 ${t.closed} 项次，正在整改和待核验 ${t.rectifying} 项次，核验退回 ${t.sendBacks} 次；登记乡（村）整改情况 ${t.places} 条。`,
      ],
      sections: sectionsOf(data.rows, data.unitName),
      parts: Object.entries(PARTS).map(([n, name]) => `${n}．${name}`),
    },
    subject: `${data.unitName} ${data.title}`,
    title: '整改书面报告',
    paper: 'portrait',
    number: '',
    printed: data.printed,
  };
}
