import { z } from 'zod';
import type { Dimension, Ranked } from './score.ts';

export const CARD_KINDS = {
  region: '地区考核',
  school: '学校评价',
  project: '项目绩效考核',
  rural_project: '县乡级人才培养项目申报',
  programme: '工作成效评估',
} as const;
export type CardKind = keyof typeof CARD_KINDS;

const Key = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, '用小写英文作代号');
export const DimensionInput = z.object({
  key: Key,
  name: z.string().trim().min(2).max(60),
  weight: z.coerce.number().min(0).max(100),
});
export const CardFields = z.object({
  kind: z.enum(Object.keys(CARD_KINDS) as [CardKind, ...CardKind[]], { error: '请选择种类' }).meta({
    title: '种类',
    options: Object.entries(CARD_KINDS).map(([value, label]) => ({ value, label })),
  }),
  title: z.string().trim().min(2, '请填写名称').max(100).meta({ title: '名称' }),
  year: z.coerce.number().int().min(2000).max(2100).meta({ title: '年度', kind: 'number' }),
  threshold: z.coerce
    .number()
    .min(0)
    .max(100)
    .optional()
    .meta({ title: '成效显著的分数线', kind: 'number', hint: '没有规定的不填' }),
  validMonths: z.coerce
    .number()
    .int()
    .min(1)
    .max(120)
    .optional()
    .meta({ title: '认定有效期（月）', kind: 'number', hint: '没有规定的不填' }),
});
/** The declared register whose valid records are assessed, or those with a value of a field. */
const OfRegister = z.object({
  register: z.string().regex(/^[a-z][a-z0-9-]*$/),
  field: z.string().max(60).optional(),
  value: z.string().max(60).optional(),
});
export const DraftCard = CardFields.extend({
  of: OfRegister.optional(),
  dimensions: z.array(DimensionInput).min(1, '请填写评价维度').max(30),
});
export type DraftCard = z.input<typeof DraftCard>;
export const CardId = z.object({ cardId: z.uuid() });
export type CardId = z.input<typeof CardId>;
export const ScoreFields = z.object({
  subjectName: z.string().trim().min(2, '请填写对象名称').max(100).meta({ title: '评价对象' }),
  achieved: z.coerce.number({ error: '请填写数字' }).min(0).max(100).meta({ title: '得分率（0–100）', kind: 'number' }),
  basis: z.string().trim().min(2, '请填写依据').max(300).meta({ title: '依据', kind: 'longText' }),
});
export const ScoreSubject = ScoreFields.extend({
  cardId: z.uuid(),
  dimension: Key,
  subject: z.string().trim().min(1).max(60),
});
export type ScoreSubject = z.input<typeof ScoreSubject>;

export type CardLine = {
  cardId: string;
  kind: CardKind;
  title: string;
  year: number;
  unitName: string;
  state: 'draft' | 'active' | 'published';
  subjects: number;
  publishedOn: string | null;
};
/** How many of the register's records are assessed whole, and those that are not. */
export type CardCoverage = {
  register: string;
  assessed: number;
  all: number;
  share: number | null;
  missing: { subject: string; name: string }[];
};
export type CardView = CardLine & {
  mine: boolean;
  /** Dimensions that are computed from records. */
  computed: string[];
  coverage: CardCoverage | null;
  dimensions: Dimension[];
  threshold: number | null;
  /** Until when a published flag holds; null where no period was set. */
  validUntil: string | null;
  ranked: (Ranked & { marked: boolean })[];
  missing: string[];
};
