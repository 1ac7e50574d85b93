import { chineseDate, qrSvg, type LetterSource, type Printed } from '../platform/letters/index.ts';

export type DiplomaData = {
  readonly number: string;
  readonly holder: string;
  readonly school: string;
  readonly major: string;
  readonly classLevel: string;
  /** What the class counts as, with its clause; null where no document says so on the day of issue. */
  readonly equivalence: { readonly schooling: string; readonly basis: string } | null;
  readonly issuedOn: string;
  readonly withdrawnOn: string | null;
  readonly checkUrl: string;
  readonly printed: Printed;
};

const template = new URL('./diploma-letter.typ', import.meta.url);

/** 毕业证书 with the class level and what it counts as (FYP14 六(十七)、六(十九)). Throws RangeError on a malformed date. */
export function diplomaLetter(data: DiplomaData): LetterSource {
  const { printed, ...rest } = data;
  return {
    template,
    data: {
      ...rest,
      issuedOn: chineseDate(data.issuedOn),
      withdrawnOn: data.withdrawnOn === null ? null : chineseDate(data.withdrawnOn),
      checkSvg: qrSvg(data.checkUrl),
    },
    subject: data.holder,
    title: '毕业证书',
    paper: 'portrait',
    number: data.number,
    printed,
  };
}
