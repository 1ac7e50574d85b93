import { chineseDate, qrSvg } from '../../platform/letters/index.ts';
import type { LetterSource, Printed } from '../../platform/letters/index.ts';

/** One household's slip. Days are YYYY-MM-DD; `phone` may be empty. */
export type FamilySlip = {
  readonly head: string;
  readonly members: number;
  readonly office: string;
  readonly phone: string;
  readonly code: string;
  /** The page on which the code is typed; the code itself is never part of an address. */
  readonly url: string;
  readonly validUntil: string;
  readonly issuedOn: string;
};
export type FamilySlipsData = { readonly slips: readonly FamilySlip[]; readonly printed: Printed };

const template = new URL('./family-slips.typ', import.meta.url);

/** Slips (领取码) of several households, four to an A4 page, to be cut. Throws RangeError on a malformed date. */
export function familySlips({ slips, printed }: FamilySlipsData): LetterSource {
  return {
    template,
    data: {
      slips: slips.map((slip) => ({
        ...slip,
        validUntil: chineseDate(slip.validUntil),
        issuedOn: chineseDate(slip.issuedOn),
        svg: qrSvg(slip.url),
      })),
    },
    subject: slips.map((slip) => slip.head).join('、'),
    title: '家庭网上办理领取码',
    paper: 'portrait',
    number: `${slips.length} 户`,
    printed,
  };
}
