import { chineseDate, type LetterSource, type Printed } from '../../platform/letters/index.ts';

/** A school's visits of a year. Days are YYYY-MM-DD; counts are those of the lines below them. */
export type SurveyReportData = {
  readonly school: string;
  readonly year: number;
  readonly assigned: number;
  readonly surveyed: number;
  readonly visits: number;
  readonly withPublicity: number;
  readonly people: number;
  readonly wouldStudy: number;
  readonly wouldTrain: number;
  readonly attendees: number;
  readonly rows: readonly {
    readonly village: string;
    readonly visitedOn: string;
    readonly visitors: string;
    readonly people: number;
    readonly publicity: string;
    readonly materials: string;
    readonly attendees: number | null;
  }[];
  readonly missing: readonly string[];
  readonly reportedOn: string;
  readonly printed: Printed;
};

const template = new URL('./survey-report.typ', import.meta.url);

/** 学校走访摸底和宣传情况报告 on A4 landscape: every visit with its publicity, and the villages not yet visited. Throws RangeError on a malformed date. */
export function surveyReport(data: SurveyReportData): LetterSource {
  const { printed, ...rest } = data;
  return {
    template,
    data: {
      ...rest,
      publicityLine: `走访 ${data.visits} 次，其中开展政策宣传 ${data.withPublicity} 次（${data.withPublicity}/${data.visits}）`,
      rows: data.rows.map((r) => ({ ...r, attendees: r.attendees === null ? '' : String(r.attendees) })),
      reportedOn: chineseDate(data.reportedOn),
    },
    subject: `${data.school}${data.year}年走访`,
    title: '走访摸底和宣传情况报告',
    paper: 'landscape',
    number: `${data.year}`,
    printed,
  };
}
