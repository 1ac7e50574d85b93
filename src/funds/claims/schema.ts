import { z } from 'zod';
import { Paged, Year } from '../ledger/schema.ts';

/** A claim is built for one item from one budget, or from a source and year of the office's own place. */
export const BuildClaim = z.object({
  item: z.string().min(2).max(60).meta({ title: '项目' }),
  source: z.string().min(1).max(60).meta({ title: '资金来源' }),
  year: Year.meta({ title: '预算年度' }),
  basisId: z.uuid().optional(),
  dryRun: z.boolean().default(false),
});
export type BuildClaim = z.input<typeof BuildClaim>;

export const ActOnClaim = z.object({
  claimId: z.uuid(),
  action: z.enum(['submit', 'check', 'publish', 'approve', 'return', 'cancel']),
  reason: z.string().trim().max(300).optional(),
});
export type ActOnClaim = z.infer<typeof ActOnClaim>;

export const ClaimId = z.object({ claimId: z.uuid() });
export type ClaimId = z.infer<typeof ClaimId>;

export const ListClaims = z.object({
  ...Paged,
  state: z.enum(['draft', 'submitted', 'checked', 'noticed', 'approved', 'closed', 'cancelled']).optional(),
  year: Year.optional(),
});
export type ListClaims = z.input<typeof ListClaims>;

export const ListClaimLines = z.object({
  claimId: z.uuid(),
  ...Paged,
  state: z.enum(['ready', 'held', 'paid', 'failed']).optional(),
});
export type ListClaimLines = z.input<typeof ListClaimLines>;

export const NoticeCode = z.object({ code: z.string().regex(/^[0-9a-f]{10}$/) });
export type NoticeCode = z.infer<typeof NoticeCode>;

export const ObjectToLine = z.object({
  code: z.string().regex(/^[0-9a-f]{10}$/),
  lineNo: z.coerce.number().int().min(1).optional(),
  text: z.string().trim().min(5, '请写明情况').max(500),
  contact: z.string().trim().max(60).optional(),
});
export type ObjectToLine = z.infer<typeof ObjectToLine>;

export const AnswerObjection = z.object({
  objectionId: z.uuid(),
  upheld: z.boolean(),
  answer: z.string().trim().min(2, '请写明答复').max(500),
});
export type AnswerObjection = z.infer<typeof AnswerObjection>;

export type ClaimView = {
  claimId: string;
  number: string;
  item: string;
  title: string;
  place: string;
  source: string;
  sourceTitle: string;
  year: number;
  state: string;
  lines: number;
  held: number;
  totalFen: number;
  paidFen: number;
  preparedAt: string;
};

export type ClaimLineView = {
  lineId: string;
  lineNo: number;
  personId: string;
  name: string;
  idMask: string | null;
  period: string;
  amountFen: number;
  payeeName: string | null;
  payeeMask: string | null;
  /** Held, ready, pending at the bank, paid, failed, or mended: failed, and going again to another account. */
  standing: string;
  missing: string[];
  heldSince: string | null;
  failure: string | null;
};
