import { z } from 'zod';
import type { DecisionCard } from '../../policy/schema.ts';
import { isPlainDate } from '../../platform/plain-date.ts';

export const DecideBenefit = z.object({
  /** A person's record, or a citizen number of 18 characters. */
  personId: z.string().trim().min(1).max(40).meta({ title: '人员编号或身份证号' }),
  /** A rule (`sd2017.yulu`) or its last part (`yulu`); all eligibility and benefit rules of the place when left out. */
  benefit: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .optional()
    .meta({ title: '事项', hint: '事项代码，如 tuition（免学费）、yulu（雨露计划）；不填则列出全部' }),
  on: z.string().refine(isPlainDate, '请填写日期，如 2020-09-01').optional().meta({ title: '日期', kind: 'date' }),
  /** Publication number from which facts are known; everything known now when left out. */
  knownAt: z.coerce.number().int().min(0).optional(),
  /** Day up to which lists had been published: what was known then. */
  knownOn: z
    .string()
    .refine(isPlainDate, '请填写日期，如 2020-09-01')
    .optional()
    .meta({ title: '按哪天掌握的名单', kind: 'date' }),
});
export type DecideBenefit = z.input<typeof DecideBenefit>;

export const PrintDecision = DecideBenefit.extend({
  benefit: z.string().trim().min(1).max(80),
  /** Language of the paper. */
  language: z.enum(['zh', 'en']).default('zh'),
});
export type PrintDecision = z.input<typeof PrintDecision>;

/** A sentence or name in both languages. */
export type Bilingual = { zh: string; en: string };

/** The answer to one question about one person on one day, with everything behind it. */
export type DecisionView = DecisionCard;

/** Decisions about one person on one day. */
export type PersonDecisions = {
  personId: string;
  name: string;
  on: string;
  knownAt: number | null;
  match: { certainty: string | null; listDate: string | null; sender: string | null };
  decisions: DecisionView[];
};
