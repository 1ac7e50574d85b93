import { z } from 'zod';
import { isPlainDate } from '../../platform/plain-date.ts';

export const PARTS = ['education', 'training'] as const;
export type Part = (typeof PARTS)[number];
export const partTitles: Record<Part, string> = { education: '技工教育', training: '职业培训' };

/** What ends a line; it stays in the ledger. */
export const endedTitles = {
  withdrawn: '本人放弃',
  no_show: '未报到',
  left: '退学',
  graduated: '已毕业',
  not_listed: '后一份名册未列',
} as const;
export type Ended = keyof typeof endedTitles;

/** The four kinds of cost that nearness is to reduce (SD2017 四(二)). */
export const COSTS = ['recruitment', 'publicity', 'service', 'transport'] as const;
export type CostKind = (typeof COSTS)[number];
export const costTitles: Record<CostKind, string> = {
  recruitment: '招生',
  publicity: '宣传',
  service: '服务',
  transport: '交通',
};

const Year = z.coerce.number().int().min(2016, '年度不正确').max(2100, '年度不正确');
const Of = {
  year: Year,
  /** Whose ledger an office opens; a school's is its own. */
  institutionId: z.uuid().optional(),
};

export const ShowLedger = z.object({
  ...Of,
  part: z.enum(PARTS).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
});
export type ShowLedger = z.input<typeof ShowLedger>;

export const ExportLedger = z.object(Of);
export type ExportLedger = z.input<typeof ExportLedger>;

export const ShowCosts = z.object(Of);
export type ShowCosts = z.input<typeof ShowCosts>;

const optionsOf = <K extends string>(keys: readonly K[], titles: Record<K, string>) =>
  keys.map((value) => ({ value, label: titles[value] }));

export const RecordCost = z.object({
  part: z.enum(PARTS).meta({ title: '用于', options: optionsOf(PARTS, partTitles) }),
  kind: z.enum(COSTS).meta({ title: '费用类别', options: optionsOf(COSTS, costTitles) }),
  onDate: z.string().refine(isPlainDate, '请填写日期，如 2020-02-28').meta({ title: '日期', kind: 'date' }),
  yuan: z.coerce
    .number()
    .positive('金额须大于 0')
    .max(100_000_000)
    .multipleOf(0.01, '金额最多两位小数')
    .meta({ title: '金额（元）' }),
  what: z.string().trim().min(1, '请填写用途').max(200).meta({ title: '用途' }),
});
export type RecordCost = z.input<typeof RecordCost>;

export const WithdrawCost = z.object({
  costId: z.uuid(),
  reason: z.string().trim().min(1, '请说明原因').max(300),
});
export type WithdrawCost = z.input<typeof WithdrawCost>;
