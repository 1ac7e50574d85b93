import { z } from 'zod';
import { isPlainDate } from '../../platform/plain-date.ts';

const Day = z.string().refine(isPlainDate, '请填写日期，如 2020-09-01');
const Division = z
  .union([z.string(), z.number()])
  .transform((code) => String(code).trim())
  .refine((code) => /^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/.test(code), '请填写 2、4、6、9 或 12 位区划代码')
  .transform((code) => Number(code.padEnd(12, '0')));

/** A value that a place would set. */
export const TriedValue = z.object({
  key: z.string().trim().min(1).max(80).meta({ title: '参数' }),
  jurisdiction: z
    .string()
    .regex(/^\d{2}(\d{2}){0,2}$/)
    .meta({ title: '适用区划' }),
  value: z
    .union([z.number(), z.boolean(), z.string().max(80), z.array(z.string().max(80)).max(2000)])
    .meta({ title: '值' }),
  from: Day.meta({ title: '自', kind: 'date' }),
  to: Day.nullish(),
});

export const TryChange = z.object({
  /** Values that would be set; or the files of a document, rule or parameter draft; or a proposal of the law room. */
  values: z.array(TriedValue).max(50).default([]),
  files: z
    .array(z.object({ path: z.string().max(200), text: z.string().max(500_000) }))
    .max(100)
    .default([]),
  proposalId: z.uuid().optional(),
  division: Division.optional().meta({ title: '区划' }),
  /** The day on which the two laws are compared. */
  on: Day.optional().meta({ title: '比较日期', kind: 'date' }),
  /** Persons of this rule are listed; counts cover all that change. */
  benefit: z.string().trim().max(80).optional(),
  effect: z.enum(['gains', 'loses', 'more', 'less']).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
});
export type TryChange = z.input<typeof TryChange>;

/** The notice by which a place changes what its own document states. */
export const Notice = z.object({
  code: z
    .string()
    .trim()
    .regex(/^[A-Z][A-Z0-9]{2,11}$/, '3 至 12 位大写字母和数字，字母开头')
    .meta({ title: '新文件代号' }),
  title: z.string().trim().min(4).max(120).meta({ title: '文件名称' }),
  number: z.string().trim().max(60).optional().meta({ title: '文号' }),
  issuer: z.string().trim().min(2).max(120).meta({ title: '发文单位' }),
  issuedOn: Day.meta({ title: '发文日期', kind: 'date' }),
});
export type Notice = z.infer<typeof Notice>;

export const ScheduleChange = z.object({
  values: z
    .array(TriedValue.pick({ key: true, value: true, to: true }))
    .min(1, '请先试算要改的值')
    .max(50),
  effectiveOn: Day.meta({ title: '生效日期', kind: 'date' }),
  legalSource: z
    .string()
    .trim()
    .min(4, '请写明依据的文件名称和文号')
    .max(300)
    .meta({ title: '依据（文件名称、文号）' }),
  notice: Notice.optional(),
});
export type ScheduleChange = z.input<typeof ScheduleChange>;

export type Bilingual = { zh: string; en: string };
export type Effect = 'gains' | 'loses' | 'more' | 'less';

/** What becomes of one rule's persons. Money in whole fen per person and period of the benefit; null where a sum is not set. */
export type RuleEffect = {
  benefit: string;
  title: Bilingual;
  /** Whether the matter comes with a sum at all. */
  money: boolean;
  gains: number;
  loses: number;
  more: number;
  less: number;
  unchanged: number;
  /** Open before or after: they cannot be counted either way. */
  openBefore: number;
  openAfter: number;
  fenBefore: number | null;
  fenAfter: number | null;
  /** Decisions already kept that would come out otherwise. */
  reopened: number;
};
export type PersonEffect = {
  personId: string;
  name: string;
  villageCode: number;
  villageName: string | null;
  effect: Effect;
  before: boolean | null;
  after: boolean | null;
  fenBefore: number | null;
  fenAfter: number | null;
  reopened: boolean;
};
export type Tried = {
  on: string;
  division: number | null;
  lawVersion: number;
  effects: RuleEffect[];
  fenBefore: number | null;
  fenAfter: number | null;
  benefit: string | null;
  rows: PersonEffect[];
  total: number;
  page: number;
  size: number;
};
