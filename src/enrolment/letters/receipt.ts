import { chineseDate, qrSvg } from '../../platform/letters/index.ts';
import type { LetterSource, Printed } from '../../platform/letters/index.ts';

/** What was received, from whom, and where to ask. `receivedOn` is YYYY-MM-DD. */
export type ReceiptData = {
  readonly applicationNumber: string;
  readonly personName: string;
  readonly maskedIdNumber: string;
  readonly schoolName: string;
  readonly majorName: string;
  readonly papers: readonly { readonly name: string; readonly received: boolean }[];
  readonly receivedBy: string;
  readonly receivedOn: string;
  readonly askAt: { readonly office: string; readonly phone: string; readonly place?: string };
  readonly checkUrl: string;
  /** The code that opens the case for who holds the slip. */
  readonly slipCode: string;
  readonly printed: Printed;
};

const template = new URL('./receipt.typ', import.meta.url);

/** The receipt in two copies on one A4 page: one to take home, one for the file. Throws RangeError on a malformed date. */
export function receipt(data: ReceiptData): LetterSource {
  const { printed, papers, askAt, ...rest } = data;
  const named = (received: boolean): string[] =>
    papers.filter((paper) => paper.received === received).map(({ name }) => name);
  return {
    template,
    data: {
      ...rest,
      received: named(true),
      lacking: named(false),
      askAt: { ...askAt, place: askAt.place ?? null },
      receivedOn: chineseDate(data.receivedOn),
      checkSvg: qrSvg(data.checkUrl),
    },
    subject: data.personName,
    title: '受理回执',
    paper: 'portrait',
    number: data.applicationNumber,
    printed,
  };
}
