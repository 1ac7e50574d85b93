import { z } from 'zod';

export const Year = z.coerce.number().int().min(2010).max(2100);
export const Fen = z.coerce.number().int('金额以分计').min(1, '金额应大于零').max(1_000_000_000_000, '金额过大');
export const Paged = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
};
const Division = z.coerce.number().int().min(0);
const Source = z.string().trim().min(1, '请选择资金来源').max(60);

export const PlanBudget = z.object({
  source: Source,
  divisionCode: Division.optional(),
  year: Year,
  tier: z.string().min(1).max(20),
  amountFen: Fen,
  documentNo: z.string().trim().min(2, '请填写文号').max(80),
});
export type PlanBudget = z.input<typeof PlanBudget>;

/** As a person fills it in. */
export const PlanForm = z.object({
  year: Year.meta({ title: '年度' }),
  source: Source.meta({ title: '资金来源' }),
  tier: z.string().min(1, '请选择').meta({ title: '由哪一级安排' }),
  amountYuan: z.coerce.number().min(0.01, '金额应大于零').max(10_000_000_000).meta({ title: '金额（元）' }),
  documentNo: z.string().trim().min(2, '请填写文号').max(80).meta({ title: '下达文号' }),
});

export const AllocateBudget = z.object({
  budgetId: z.uuid(),
  parts: z
    .array(z.object({ divisionCode: Division, amountFen: Fen }))
    .min(1, '请至少填写一个地区')
    .max(200),
  documentNo: z.string().trim().min(2, '请填写文号').max(80),
});
export type AllocateBudget = z.input<typeof AllocateBudget>;

export const ListBudgets = z.object({
  year: Year.optional(),
  source: z.string().max(60).optional(),
  ...Paged,
});
export type ListBudgets = z.input<typeof ListBudgets>;

export const BudgetId = z.object({ budgetId: z.uuid() });
export type BudgetId = z.infer<typeof BudgetId>;

export const ListPostings = z.object({ budgetId: z.uuid(), ...Paged });
export type ListPostings = z.input<typeof ListPostings>;

/** A budget as screens show it; money in fen. */
export type BudgetView = {
  budgetId: string;
  source: string;
  sourceTitle: string;
  divisionCode: number;
  place: string;
  year: number;
  plannedFen: number;
  allocatedFen: number;
  committedFen: number;
  sentFen: number;
  paidFen: number;
  returnedFen: number;
  leftFen: number;
};

export type PostingView = {
  postingId: string;
  on: string;
  kind: string;
  debit: string;
  credit: string;
  amountFen: number;
  tier: string | null;
  documentNo: string | null;
  claimId: string | null;
  other: string | null;
};
