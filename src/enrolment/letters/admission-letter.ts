import { chineseDate, qrSvg } from '../../platform/letters/index.ts';
import type { LetterSource, Printed } from '../../platform/letters/index.ts';

/** What an admission letter states. Dates are YYYY-MM-DD. */
export type AdmissionLetterData = {
  readonly letterNumber: string;
  readonly personName: string;
  /** First six and last four digits only: 370102********1234. */
  readonly maskedIdNumber: string;
  readonly schoolName: string;
  readonly majorName: string;
  /** 中级工, 高级工, 预备技师（技师） … */
  readonly levelName: string;
  readonly studyYears: number;
  /** 全日制 or 非全日制. */
  readonly studyForm: string;
  /** The city's human resources office that carried out the admission. */
  readonly admittingOffice: string;
  readonly admittedOn: string;
  readonly reportOn: string;
  readonly reportPlace: string;
  readonly phone: string;
  /** Papers to bring on the day. */
  readonly bring: readonly string[];
  /** The waiver lines as decided for this person; empty prints no section. */
  readonly freeItems: readonly { readonly name: string; readonly note?: string }[];
  readonly checkUrl: string;
  readonly checkCode: string;
  readonly issuedOn: string;
  readonly printed: Printed;
};

const template = new URL('./admission-letter.typ', import.meta.url);

/** The admission letter a school issues to an admitted person (SD2017 三(二)), one A4 page. Throws RangeError on a malformed date. */
export function admissionLetter(data: AdmissionLetterData): LetterSource {
  const { printed, ...rest } = data;
  return {
    template,
    data: {
      ...rest,
      admittedOn: chineseDate(data.admittedOn),
      reportOn: chineseDate(data.reportOn),
      issuedOn: chineseDate(data.issuedOn),
      freeItems: data.freeItems.map(({ name, note }) => ({ name, note: note ?? null })),
      checkSvg: qrSvg(data.checkUrl),
    },
    subject: data.personName,
    title: '录取通知书',
    paper: 'portrait',
    number: data.letterNumber,
    printed,
  };
}
