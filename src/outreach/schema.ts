import { z } from 'zod';
import { Proof } from './family/family-schema.ts';

export * from './family/family-schema.ts';

/** A text in both languages of the public pages. */
export type Bilingual = { zh: string; en: string };

export const NewChallenge = z.object({});
export type NewChallenge = z.infer<typeof NewChallenge>;

export type ChallengeAnswer = { parameters: Record<string, unknown>; signature: string };

/** Whatever is typed is looked for as typed; what has the wrong form is simply not found. */
export const LookUpCase = z.object({ number: z.string().max(60), lastFour: z.string().max(12), proof: Proof });
export type LookUpCase = z.input<typeof LookUpCase>;

export const LookUpSlip = z.object({ code: z.string().max(60) });
export type LookUpSlip = z.input<typeof LookUpSlip>;

/** One benefit or right in plain words. `needs` are the papers that would settle an open answer. */
export type PlainBenefit = {
  key: string;
  title: Bilingual;
  plain: Bilingual;
  outcome: 'yes' | 'no' | 'unknown';
  /** What the sum is: not charged, or paid. */
  waived: boolean;
  /** Whole fen where the sum is known. */
  amountFen: number | null;
  period: Bilingual | null;
  payee: Bilingual | null;
  clause: string;
  document: Bilingual;
  documentCode: string;
  why: { zh: string[]; en: string[] };
  needs: { what: Bilingual; paper: Bilingual | null }[];
};

export type CaseStep = { on: string; what: string; office: string; reason: string | null };

/** Where a case is, for the family; nothing in it names the person. Days yyyy-mm-dd. */
export type CaseView = {
  number: string;
  year: number;
  state: string;
  stateName: string;
  plain: Bilingual;
  next: Bilingual;
  ended: boolean;
  school: string | null;
  major: string | null;
  level: string | null;
  holder: { name: string; phone: string | null } | null;
  since: string;
  workingDays: number | null;
  limit: number | null;
  reason: string | null;
  defects: { field: string; message: string }[];
  steps: CaseStep[];
  benefits: PlainBenefit[];
  /** True while benefits are worked out as if school had begun. */
  benefitsAhead: boolean;
};

/** The same for every number and digits that do not belong together. */
export type CaseAnswer = { found: boolean; on: string; case: CaseView | null };

export const SCHOOLING = [
  'junior_done',
  'senior_done',
  'junior_final',
  'senior_final',
  'technical_full',
  'technical_part',
  'other_school',
  'primary_done',
  'higher_done',
] as const;
export type Schooling = (typeof SCHOOLING)[number];
export const HOUSEHOLDS = [
  'out_of_poverty',
  'unstable',
  'marginal',
  'sudden_hardship',
  'minimum_living',
  'extreme_hardship',
] as const;

/** Kinds of household a visitor chooses policies by; those that are watched (监测对象) are one. */
export const GROUPS = {
  registered: ['out_of_poverty'],
  monitored: ['unstable', 'marginal', 'sudden_hardship'],
  minimum_living: ['minimum_living'],
  extreme_hardship: ['extreme_hardship'],
  other: [],
} as const satisfies Record<string, readonly (typeof HOUSEHOLDS)[number][]>;
export type Group = keyof typeof GROUPS;
export const ListPlacePolicies = z.object({
  place: z.coerce.number().int().min(0).max(999_999_999_999).optional(),
  group: z.enum(Object.keys(GROUPS) as [Group, ...Group[]]).optional(),
});
export type ListPlacePolicies = z.input<typeof ListPlacePolicies>;
export type PlacePolicies = {
  place: number;
  areas: { code: number; name: string }[];
  /** `selfCheck`: its rules answer 我能享受什么. */
  rows: { code: string; numbers: string[]; selfCheck: boolean }[];
};

export const RELATIONS = ['head', 'spouse', 'child', 'grandchild', 'other'] as const;

/** Answers of 我能享受什么; null is "not sure". Nothing of it is kept. */
export const FindEntitlements = z.object({
  /** Empty: in none of them. */
  household: z.array(z.enum(HOUSEHOLDS)).max(6).nullable().default(null),
  sex: z.enum(['male', 'female']).nullable().default(null),
  born: z.iso.date().nullable().default(null),
  schooling: z.enum(SCHOOLING).nullable().default(null),
  veteran: z.boolean().nullable().default(null),
  residence: z.enum(['rural', 'urban']).nullable().default(null),
  relation: z.enum(RELATIONS).nullable().default(null),
  cityCode: z.coerce.number().int().min(0).max(999_999_999_999).optional(),
});
export type FindEntitlements = z.input<typeof FindEntitlements>;

export type Entitlements = {
  on: string;
  /** Null where no document is in force for new cases. */
  school: PlainBenefit | null;
  /** Worked out as if school had begun, unless the person studies there already. */
  atSchool: PlainBenefit[];
  ahead: boolean;
  training: PlainBenefit[];
  document: { title: Bilingual; validTo: string | null } | null;
};

export const PolicyCode = z.object({ code: z.string().trim().min(1).max(40) });
export type PolicyCode = z.infer<typeof PolicyCode>;

/** A right of a document in plain words; `amountFen` where the document itself states one sum. */
export type PlainRule = {
  key: string;
  kind: 'eligibility' | 'benefit';
  title: Bilingual;
  plain: Bilingual;
  clause: string;
  period: Bilingual | null;
  payee: Bilingual | null;
  amountFen: number | null;
};
export type PlainPolicy = {
  code: string;
  who: PlainRule[];
  what: PlainRule[];
  how: { text: Bilingual; clause: string }[];
};

const Paged = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
};
const Code = z.coerce.number().int().min(0).max(999_999_999_999);

export const ListSlips = z.object({
  ...Paged,
  division: Code.optional(),
  head: z.string().trim().max(50).optional(),
  slip: z.enum(['none', 'valid']).optional(),
});
export type ListSlips = z.input<typeof ListSlips>;
export type SlipLine = {
  householdId: string;
  head: string;
  members: number;
  villageCode: number;
  villageName: string | null;
  phone: boolean;
  issuedAt: string | null;
  issuedBy: string | null;
  validUntil: string | null;
};

export const PrintSlips = z.object({ ids: z.array(z.uuid()).min(1, '请至少选择一户').max(200, '一次最多打印 200 户') });
export type PrintSlips = z.input<typeof PrintSlips>;

export const ListFamilyActs = z.object({
  ...Paged,
  division: Code.optional(),
  verdict: z.enum(['open', 'confirmed', 'disputed']).optional(),
});
export type ListFamilyActs = z.input<typeof ListFamilyActs>;
export type FamilyActRow = {
  actId: string;
  number: string;
  kind: 'wish' | 'choice' | 'withdraw' | 'course' | 'leave_course';
  personId: string;
  name: string;
  applicationId: string | null;
  summary: string;
  villageCode: number;
  villageName: string | null;
  at: string;
  verdict: 'confirmed' | 'disputed' | null;
  note: string | null;
  by: string | null;
};

export const SettleFamilyAct = z.object({
  actId: z.uuid(),
  verdict: z.enum(['confirmed', 'disputed']),
  note: z.string().trim().max(300).optional(),
});
export type SettleFamilyAct = z.input<typeof SettleFamilyAct>;
