import { z } from 'zod';
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
    .meta({ title: '事项', hint: '如 enrolment、tuition、yulu；不填则列出全部' }),
  on: z.string().refine(isPlainDate, '请填写日期，如 2020-09-01').optional().meta({ title: '日期', kind: 'date' }),
  /** Publication number from which facts are known; everything known now when left out. */
  knownAt: z.coerce.number().int().min(0).optional(),
});
export type DecideBenefit = z.input<typeof DecideBenefit>;

export const PrintDecision = DecideBenefit.extend({ benefit: z.string().trim().min(1).max(80) });
export type PrintDecision = z.input<typeof PrintDecision>;

/** A sentence or name in both languages. */
export type Bilingual = { zh: string; en: string };

/** The answer to one question about one person on one day, with everything behind it. Money in whole fen, days yyyy-mm-dd. */
export type DecisionView = {
  /** The rule's name in the law, e.g. sd2017.yulu. */
  benefit: string;
  kind: string;
  title: Bilingual;
  outcome: 'yes' | 'no' | 'unknown';
  on: string;
  amountFen: number | null;
  amountLines: { label: Bilingual; working: string; applies: boolean | null; fen: number | null }[];
  service: Bilingual | null;
  payee: string | null;
  period: string | null;
  fund: string | null;
  clause: string;
  document: Bilingual;
  documentCode: string;
  documentNumbers: readonly string[];
  /** kept, ended … when the document is no longer simply in force. */
  terms: string;
  ruleVersion: string;
  lawVersion: number;
  fails: readonly string[];
  missing: { what: Bilingual; paper: Bilingual | null; kind: string; key: string }[];
  reasons: { zh: readonly string[]; en: readonly string[] };
  facts: {
    fact: string;
    label: Bilingual;
    value: Bilingual;
    raw: unknown;
    source: string;
    date: string | null;
    note: string | null;
  }[];
  parameters: {
    key: string;
    label: Bilingual;
    value: unknown;
    status: string;
    from: string | null;
    clause: string | null;
  }[];
  /** The smallest change of facts that would turn the answer; null when there is none or the reader is not staff of an office. */
  change: { fact: string; label: Bilingual; from: Bilingual; to: Bilingual }[] | null;
};

/** Decisions about one person on one day. */
export type PersonDecisions = {
  personId: string;
  name: string;
  on: string;
  knownAt: number | null;
  match: { certainty: string | null; listDate: string | null; sender: string | null };
  decisions: DecisionView[];
};
