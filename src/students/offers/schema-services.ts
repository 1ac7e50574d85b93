import { z } from 'zod';
import { isPlainDate } from '../../platform/plain-date.ts';

const Day = z.string().refine(isPlainDate, '请填写日期，如 2020-09-01');
const Paged = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
};
const SchoolYear = z.string().regex(/^\d{4}-\d{4}$/, '学年应如 2020-2021');
const Term = z.enum(['1', '2']);
const ManyStudents = z.array(z.uuid()).min(1, '请至少选择一名学生').max(1000, '一次最多办理 1000 人');
const Fen = z.coerce.number().int('金额以分计').min(0, '金额不能小于零').max(100_000_000, '金额过大');

/** Services of the clause that are offered, not paid. */
export const SERVICES = { work_study_post: '勤工俭学岗位', job_recommendation: '就业岗位推荐' } as const;
export type Service = keyof typeof SERVICES;
const ServiceKind = z.enum(['work_study_post', 'job_recommendation']);

export const OfferServices = z.object({
  ids: ManyStudents,
  kind: ServiceKind,
  offeredOn: Day.meta({ title: '日期', kind: 'date' }),
  place: z.string().trim().min(2, '请填写单位或岗位所在').max(80).meta({ title: '单位' }),
  post: z.string().trim().min(2, '请填写岗位').max(80).meta({ title: '岗位' }),
  terms: z.string().trim().max(200).optional().meta({ title: '待遇与时间' }),
});
export type OfferServices = z.input<typeof OfferServices>;

export const AnswerOffer = z.object({
  offerId: z.uuid(),
  answer: z.enum(['accepted', 'declined']),
  note: z.string().trim().max(200).optional(),
});
export type AnswerOffer = z.infer<typeof AnswerOffer>;

export const ListServices = z.object({
  ...Paged,
  kind: ServiceKind.default('work_study_post'),
  schoolYear: SchoolYear.optional(),
  served: z.enum(['yes', 'no']).optional(),
});
export type ListServices = z.input<typeof ListServices>;

export const StateSchoolFee = z.object({
  schoolYear: SchoolYear.meta({ title: '学年' }),
  term: Term.meta({ title: '学期' }),
  major: z.string().trim().max(60).default('').meta({ title: '专业（空为全部）' }),
  amountFen: Fen.meta({ title: '教材费' }),
});
export type StateSchoolFee = z.input<typeof StateSchoolFee>;

const Yuan = z.coerce.number().min(0, '金额不能小于零').max(1_000_000, '金额过大');

/** As a person fills it in: yuan, where the verb takes fen. */
export const SchoolFeeForm = StateSchoolFee.omit({ amountFen: true }).extend({
  amountYuan: Yuan.meta({ title: '教材费（元）' }),
});

export const SchoolYearOnly = z.object({ schoolYear: SchoolYear.optional() });
export type SchoolYearOnly = z.infer<typeof SchoolYearOnly>;

/** Bills of a term for chosen students, or for all full-time students of the school. */
export const IssueBills = z.object({
  schoolYear: SchoolYear,
  term: Term,
  ids: ManyStudents.optional(),
});
export type IssueBills = z.infer<typeof IssueBills>;

export const BillAppraisal = z.object({
  statusId: z.uuid(),
  occupation: z.string().trim().min(2, '请填写鉴定职业').max(60).meta({ title: '鉴定职业（工种）' }),
  ownMajor: z.boolean().meta({ title: '是本专业', kind: 'yesNo' }),
  onDate: Day.meta({ title: '鉴定日期', kind: 'date' }),
  appraisalFen: Fen.meta({ title: '鉴定费' }),
  certificateFen: Fen.meta({ title: '证书费' }),
});
export type BillAppraisal = z.input<typeof BillAppraisal>;

/** As a person fills it in: yuan, where the verb takes fen. */
export const AppraisalForm = BillAppraisal.omit({ statusId: true, appraisalFen: true, certificateFen: true }).extend({
  appraisalYuan: Yuan.meta({ title: '鉴定费（元）' }),
  certificateYuan: Yuan.meta({ title: '证书费（元）' }),
});

/** Yuan as filled in, in fen. */
export const fenOf = (yuan: unknown): number => Math.round(Number(yuan) * 100);

export const ListBills = z.object({
  ...Paged,
  schoolYear: SchoolYear.optional(),
  term: Term.optional(),
  kind: z.enum(['term', 'appraisal']).optional(),
});
export type ListBills = z.input<typeof ListBills>;

export const BuildGrantBatch = z.object({ schoolYear: SchoolYear, term: Term });
export type BuildGrantBatch = z.infer<typeof BuildGrantBatch>;
