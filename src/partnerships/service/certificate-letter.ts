import { chineseDate, qrSvg, type LetterSource, type Printed } from '../../platform/letters/index.ts';
import type { Period } from '../engine/service-period.ts';

export type CertificateData = {
  readonly number: string;
  readonly staffName: string;
  readonly school: string;
  readonly basis: string;
  readonly periods: readonly Period[];
  readonly days: number;
  readonly months: number;
  readonly issuer: string;
  readonly issuedOn: string;
  readonly checkCode: string;
  readonly checkUrl: string;
  readonly printed: Printed;
};

const template = new URL('./certificate-letter.typ', import.meta.url);

/** 支教服务证明: who served, when, how long, for whoever counts it as grassroots experience. Throws RangeError on a malformed date. */
export function serviceCertificate(data: CertificateData): LetterSource {
  const { printed, periods, ...rest } = data;
  return {
    template,
    data: {
      ...rest,
      periods: periods.map((p) => `${chineseDate(p.from)}至${chineseDate(p.to)}`),
      issuedOn: chineseDate(data.issuedOn),
      checkSvg: qrSvg(data.checkUrl),
    },
    subject: data.staffName,
    title: '支教服务证明',
    paper: 'portrait',
    number: data.number,
    printed,
  };
}
