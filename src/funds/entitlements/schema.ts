import { z } from 'zod';
import { Paged } from '../ledger/schema.ts';

const SchoolYear = z.string().regex(/^\d{4}-\d{4}$/, '学年应如 2020-2021');
const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份应如 2020-03');
const RuleKey = z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/);

/** Granted lines of the roll that become payable. */
export const TakeGranted = z.object({
  schoolYear: SchoolYear.meta({ title: '学年' }),
  item: z.enum(['yulu', 'national_grant']).meta({ title: '项目' }),
});
export type TakeGranted = z.infer<typeof TakeGranted>;

export const DecideTraining = z.object({ classId: z.uuid(), ruleKey: RuleKey });
export type DecideTraining = z.infer<typeof DecideTraining>;

export const ListTrainingRules = z.object({ classId: z.uuid() });
export type ListTrainingRules = z.infer<typeof ListTrainingRules>;

export const DecideYulu = z.object({ schoolYear: SchoolYear, ids: z.array(z.uuid()).min(1).max(1000) });
export type DecideYulu = z.infer<typeof DecideYulu>;

export const DecideAllowance = z.object({
  ids: z.array(z.uuid()).min(1, '请至少选择一名学生').max(1000),
  from: Month,
  to: Month,
});
export type DecideAllowance = z.infer<typeof DecideAllowance>;

/** What an entitlement's state is, seen from its payment. */
export const STANDINGS = {
  waiting: '待列入',
  held: '暂缓',
  claimed: '办理中',
  sent: '已送银行',
  paid: '已发放',
  refused: '不予发放',
  withdrawn: '已撤销',
} as const;
export type Standing = keyof typeof STANDINGS;

export const ListEntitlements = z.object({
  ...Paged,
  item: z.string().max(60).optional(),
  standing: z.enum(['waiting', 'held', 'claimed', 'sent', 'paid', 'refused', 'withdrawn']).optional(),
  personId: z.uuid().optional(),
  basisId: z.uuid().optional(),
});
export type ListEntitlements = z.input<typeof ListEntitlements>;

export const PreviewCap = z.object({ personId: z.uuid(), year: z.coerce.number().int().optional() });
export type PreviewCap = z.infer<typeof PreviewCap>;

export const RecordAccount = z.object({
  personId: z.uuid(),
  holderName: z.string().trim().min(2, '请填写户名').max(60).meta({ title: '户名' }),
  bank: z.string().trim().min(2, '请填写开户行').max(60).meta({ title: '开户行' }),
  account: z.string().trim().min(8, '请填写账号').max(40).meta({ title: '一卡通账号' }),
});
export type RecordAccount = z.infer<typeof RecordAccount>;

export const AccountForm = RecordAccount.omit({ personId: true });

export const RecordInstitutionAccount = RecordAccount.omit({ personId: true }).extend({ institutionId: z.uuid() });
export type RecordInstitutionAccount = z.infer<typeof RecordInstitutionAccount>;

/** Why something is refused or held, in words. */
export const REASONS: Readonly<Record<string, string>> = {
  not_decided: '尚未核定',
  match_outdated: '比对已过期',
  match_inferred: '比对未经号码证实',
  fee_not_stated: '收费标准未载明',
  already_entitled: '同一项目、同一期间已核定过',
  cap_2: '本年度补贴次数已满',
  NO_STANDARD: '当地标准未设定',
  not_in_area: '不在本地区',
  training_not_completed: '未完成培训',
  not_a_help_family: '不是帮扶家庭',
  household_not_registered: '不是建档立卡户',
  not_registered_and_not_veteran: '不是建档立卡人员，也不是退役士兵',
  not_registered: '不是建档立卡户',
  at_school: '为在校生',
  project_not_included: '开班时项目未纳入补贴范围',
  identity_doubtful: '身份未经证实',
  register: '不在帮扶名单',
  identity: '证件未经证实',
  roll: '学籍不在册',
  roster: '不在实名名册',
  account: '没有登记账户',
  holder: '户名不是本人或同户成员',
  bank_refused: '银行已拒收该账户',
  finding: '培训有疑点未查清',
  budget: '预算不足',
  objection: '公示异议成立',
};

/** The words of a reason; an unknown one stands as it is. */
export const reasonWord = (code: string): string =>
  REASONS[code] ?? (code.startsWith('unknown:') ? `待证明：${code.slice(8)}` : code);

/** An entitlement as screens show it; money in fen. */
export type EntitlementView = {
  entitlementId: string;
  personId: string;
  name: string;
  place: string | null;
  item: string;
  title: string;
  period: string;
  part: number;
  amountFen: number;
  payee: string;
  institution: string | null;
  standing: Standing;
  reasons: string[];
  since: string;
  days: number;
  claimId: string | null;
  claimNumber: string | null;
  decisionId: string | null;
};
