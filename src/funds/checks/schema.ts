import { z } from 'zod';
import { Paged, Year } from '../ledger/schema.ts';

/** What institutions take money for. */
export const FEE_ITEMS = {
  tuition: '学费',
  accommodation: '住宿费',
  textbooks: '教材费',
  appraisal_fee: '鉴定费',
  certificate_fee: '证书费',
  course_fee: '培训费',
} as const;
const FeeItem = z.enum(['tuition', 'accommodation', 'textbooks', 'appraisal_fee', 'certificate_fee', 'course_fee']);
const SchoolYear = z.string().regex(/^\d{4}-\d{4}$/, '学年应如 2020-2021');

export const RecordFee = z.object({
  personId: z.uuid(),
  institutionId: z.uuid().optional(),
  item: FeeItem,
  schoolYear: SchoolYear.optional(),
  term: z.enum(['1', '2']).optional(),
  basisId: z.uuid().optional(),
  amountFen: z.coerce.number().int().min(1).max(100_000_000),
  takenOn: z.iso.date(),
});
export type RecordFee = z.infer<typeof RecordFee>;

export const RefundFee = z.object({
  feeId: z.uuid(),
  amountFen: z.coerce.number().int().min(1),
  refundedOn: z.iso.date(),
});
export type RefundFee = z.infer<typeof RefundFee>;

export const ListFees = z.object({
  ...Paged,
  item: FeeItem.optional(),
  /** Only what was taken for a free item and is not back. */
  open: z.enum(['yes', 'no']).optional(),
});
export type ListFees = z.input<typeof ListFees>;

/** A fee as screens show it; `flagged` means that the item is free for the person. Money in fen. */
export type FeeView = {
  feeId: string;
  personId: string;
  name: string;
  school: string;
  item: keyof typeof FEE_ITEMS;
  schoolYear: string | null;
  term: string | null;
  amountFen: number;
  refundedFen: number;
  leftFen: number;
  takenOn: string;
  refundedOn: string | null;
  flagged: boolean;
};

export const ListCharged = z.object({
  ...Paged,
  schoolYear: SchoolYear.optional(),
});
export type ListCharged = z.input<typeof ListCharged>;

/** How an aid stands with a student; `missing` is a gap, `open` one whose card or match is not settled, `later` not due before the year of graduation. */
export const AID_STATES = {
  missing: '未落实',
  open: '未核定',
  delivered: '已落实',
  not_eligible: '不符合条件',
  later: '未到期',
} as const;
export type AidState = keyof typeof AID_STATES;

export const CheckAids = z.object({
  ...Paged,
  /** The school year of today unless told. */
  schoolYear: SchoolYear.optional(),
  state: z.enum(['missing', 'open', 'delivered', 'not_eligible', 'later']).optional(),
  personId: z.uuid().optional(),
});
export type CheckAids = z.input<typeof CheckAids>;

/** One aid of one student: where it stands, why, and who has to deliver it. */
export type AidRow = {
  personId: string;
  statusId: string;
  name: string;
  school: string;
  item: string;
  title: string;
  document: string;
  state: AidState;
  reasons: string[];
  unit: string;
};

export const ListExceptions = z.object({ ...Paged, kind: z.string().max(40).optional() });
export type ListExceptions = z.input<typeof ListExceptions>;

export const ShowExecution = z.object({ year: Year });
export type ShowExecution = z.input<typeof ShowExecution>;

/** What supervision looks for, in words. */
export const EXCEPTIONS = {
  waiting_late: '应发未发超过时限',
  held_late: '暂缓超过时限',
  failed_open: '银行退回尚未处理',
  unanswered: '已送银行未回盘',
  recovery_late: '追回超过要求日期',
  one_account: '一个账户收取多人补助',
  charged_first: '先收后免尚未退还',
  fee_on_free: '向免费对象收费',
  no_funding: '没有资金安排',
} as const;
export type ExceptionKind = keyof typeof EXCEPTIONS;
