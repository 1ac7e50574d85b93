import type { Bilingual, Comparison } from '../../policy/schema.ts';
import type { Capacity } from './capacity.ts';

export type { Capacity, PlaceRank } from './capacity.ts';

export const FIELD_TYPES = [
  'text',
  'longText',
  'integer',
  'decimal',
  'money',
  'date',
  'yesNo',
  'code',
  'codes',
  'file',
  'division',
  'institution',
  'unit',
  'person',
  'contact',
  'record',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** A value as kept: money in whole fen, dates yyyy-mm-dd, divisions 12 digits, references by id, files and persons with what is shown of them. */
export type FieldValue = string | number | boolean | readonly string[] | FileValue | PersonValue | ContactValue | null;
export type FileValue = { fileId: string; name: string };
/** A person as a register names one: the number itself is not kept, only its mask and a key that tells persons apart. */
export type PersonValue = { name: string; mask: string | null; key: string | null };
/**
 * Somebody of the keeping unit who is reached by name: a user account of it, or a telephone, masked and (`sealed`) encrypted as base64. What is sealed
 * leaves the server to nobody.
 */
export type ContactValue = { name: string; phone: string | null; sealed: string | null; account: string | null };
export type RecordData = Readonly<Record<string, FieldValue>>;

export type CodeChoice = { code: string; title: Bilingual };

export type RegisterField = {
  key: string;
  title: Bilingual;
  type: FieldType;
  required?: boolean;
  /** Heading under which the form and the file show it. */
  group?: Bilingual;
  hint?: Bilingual;
  unit?: Bilingual;
  min?: number;
  max?: number;
  pattern?: string;
  codes?: readonly CodeChoice[];
  /** Kinds of institutions that may be named. */
  kinds?: readonly string[];
  /** The register whose records may be named. */
  register?: string;
  /** Only asked for, and only kept, where this holds of the record's other fields. */
  when?: FieldCondition;
  /** A list can be narrowed by it. */
  filter?: boolean;
  /** Calculated from other fields when the record is saved, and never entered; rounded half up (`decimals`, one unless told). Of a date: a day plus days. */
  formula?: Formula;
  decimals?: number;
  /** Taken over from a field of the record that another field names (`parent.code`) when it is saved, and never entered. */
  copy?: string;
  /** What the register of assisted persons answers of a person that the record names, when it is handed in; never entered. */
  asked?: AskedField;
};

/**
 * The one question: whether the person in the field `of` is assisted on the day of the field `on` (the day it is handed in unless told). A field tells the
 * answer itself, the kinds of household, or since when; without an answer it stays empty.
 */
export type AskedField = { of: string; on?: string; tells: 'assisted' | 'kinds' | 'since' };

/**
 * A field, a number, a parameter of the law, or an operation on such: `most` is the largest part, `up` rounds up, `days` are those from one date to
 * another. For a date: a day with days (`plus`), `months` or `workdays` added. Unknown while a part is.
 */
export type Formula =
  | string
  | number
  | { parameter: string }
  | {
      [
        act in 'plus' | 'minus' | 'times' | 'divide' | 'most' | 'up' | 'days' | 'months' | 'workdays'
      ]?: readonly Formula[];
    };

/**
 * What other records add up to for a record, as they stand now: those that name it (`via` their field) or that name the same thing (`by` a field of
 * this one). They are counted unless a field is summed or its latest day taken. As a field it is called `total.<key>`.
 */
export type RegisterTotal = {
  key: string;
  title: Bilingual;
  unit?: Bilingual;
  register: string;
  by?: string;
  via?: string;
  where?: FieldCondition;
  sum?: string;
  latest?: string;
  /** The field that says how much of it counts at most. */
  cap?: string;
  /** What it falls short of this field, never less than nothing; of a latest day the days missing. */
  short_of?: string;
};

/** Records that come of a record when it is handed in (`entered`) or set to a stage: planned visits, a case, a proposal. */
export type MadeRecords = {
  at: string;
  when?: FieldCondition;
  register: string;
  /** As many as the parameter says; one unless told. */
  times?: { parameter: string };
  /** Values by field: a constant, a field of this record, this record itself, the number of the copy, or a day spread between two. */
  set: Readonly<Record<string, MadeValue>>;
};
export type MadeValue =
  | string
  | number
  | boolean
  | { field: string }
  | { self: true }
  | { number: true }
  | { between: readonly [string, string] };

/** `{ ago: … }` is a day before the day asked about; zero days are that day itself. Years are a parameter of the law, and unknown while it is not set. */
export type FieldOperand =
  | boolean
  | number
  | string
  | readonly string[]
  | { parameter: string }
  | { field: string }
  | { ago: { days?: number; months?: number; years?: { parameter: string } } };

/**
 * The policy engine's condition tree over the fields of a record instead of facts. A field may be one of the record named by another (`base.state`);
 * `listed` asks whether what the field `by` names has a valid record in another register.
 */
export type FieldCondition = {
  all?: readonly FieldCondition[];
  any?: readonly FieldCondition[];
  not?: FieldCondition;
  field?: string;
  listed?: Listed;
} & { readonly [op in Comparison]?: FieldOperand };
/** `by` is the field whose value is looked for; with `via` the other register's field of that name names this record; `same` fields are equal on both. */
export type Listed = {
  register: string;
  by?: string;
  via?: string;
  where?: FieldCondition;
  same?: readonly string[];
};

/** Who writes, reviews or reads: a department line at some levels, or institutions of some kinds. */
export type Party = { line: string; levels?: readonly string[]; kinds?: readonly string[] };

export type RegisterCheck = {
  /** What must hold. Unknown counts as not held only where `strict`. */
  holds: FieldCondition;
  message: Bilingual;
  /** The field the message is tied to. */
  field?: string;
  /** `refuse` stops, `reason` goes on only with a written reason, `warn` is shown. */
  level: 'refuse' | 'reason' | 'warn';
  when?: FieldCondition;
};

/** A rule of the law asked about the record: its facts are fields of the record. `otherwise` says what is offered instead where it says no. */
export type RuleCheck = {
  rule: string;
  facts: Readonly<Record<string, string>>;
  level: 'refuse' | 'warn';
  otherwise?: Bilingual;
};

export type RegisterStage = {
  code: string;
  title: Bilingual;
  next: readonly string[];
  /** What must hold before a record may be set to it. */
  needs?: FieldCondition;
  message?: Bilingual;
  /** Who sets it; the keeper unless told. */
  by?: 'keeper' | 'reviewer';
};

/** What is counted: records, distinct persons, institutions, divisions or values of a field, or the sum or median of a field. */
export type Measure = {
  of: 'records' | 'persons' | 'institutions' | { distinct: string } | { sum: string } | { median: string };
  where?: FieldCondition;
  /** Another register to count in. */
  register?: string;
  /** Records of other states than the valid ones. */
  states?: readonly string[];
};

/** A figure of a register, shown above its list and computed at any day from the records that the reader may see. */
export type RegisterFigure = {
  key: string;
  title: Bilingual;
  unit?: Bilingual;
  count: Measure;
  /** Divided by this (another count, a parameter of the law, or how many choices a field has): a share of a hundred unless `scale` says otherwise. */
  to?: Measure | { parameter: string } | { codes: string };
  scale?: number;
  /** Counted by each value of this field. */
  by?: string;
  /** Codes of this field that no counted record has are named as missing. */
  covers?: string;
  /** With `covers`: asked of each value of this field by itself. */
  each?: string;
  /** The counted records are named. */
  names?: boolean;
  /** Named with the largest value of this field first, and the value beside the name. */
  order?: string;
  /** Only what was counted in the year asked about. */
  yearly?: boolean;
  /** Held against the same day a year before. */
  compare?: 'year';
};

/**
 * What the keeper of a valid record is told of, once until the record is changed, when this holds on a day. `to` is the contact of the record who is told
 * instead; the keeper only where there is no way to reach them.
 */
export type RegisterReminder = { key: string; when: FieldCondition; title: Bilingual; to?: string };

/** What each keeping office owes every year: a record of the register, counted in that year, for which `where` holds, by the day the parameter gives. */
export type YearlyDuty = { due: string; where?: FieldCondition; message: Bilingual };

/**
 * What everybody may read of accepted records for which `when` holds. Persons among the fields are named in full where `named` holds, else masked. `under` is
 * the field that names the record on whose public page these stand: results under their contest. With `places` the page asks where the visitor lives and
 * shows what holds there; `until` is the day up to which a record is shown as valid.
 */
export type PublicPart = {
  fields: readonly string[];
  when?: FieldCondition;
  named?: FieldCondition;
  under?: string;
  places?: boolean;
  until?: string;
};

export type RegisterDefinition = {
  key: string;
  version: number;
  title: Bilingual;
  note?: Bilingual;
  document: string;
  clause: string;
  obligations: readonly string[];
  keepers: readonly Party[];
  /** Without reviewers what is saved complete is accepted. */
  reviewers?: readonly Party[];
  /** `area`: those whose area or institution it is; `all`: every office, once accepted. */
  readers?: 'area' | 'all';
  /** Class teachers keep it too; to them every other register is closed. */
  teachers?: boolean;
  /** The field that says where a record belongs; the keeper's own place unless told. */
  place?: string;
  /** The field that names the institution a record is about; the keeping institution unless told. */
  institution?: string;
  /** What an institution must have a valid record for: a school that applies to undertake the programme. */
  purpose?: 'designation';
  titleField?: string;
  once?: readonly string[];
  fields: readonly RegisterField[];
  stages?: readonly RegisterStage[];
  checks?: readonly RegisterCheck[];
  rules?: readonly RuleCheck[];
  counts?: { on?: string; quantity?: string; person?: string; ends?: string };
  capacity?: readonly Capacity[];
  totals?: readonly RegisterTotal[];
  makes?: readonly MadeRecords[];
  /** In the queue of the reviewers those come first, each in the order of receipt. */
  reviewFirst?: FieldCondition;
  /** What is refused is written to the audit, with who wanted it and why not. */
  keepRefusals?: boolean;
  reminders?: readonly RegisterReminder[];
  yearly?: YearlyDuty;
  /** Printed as a booklet with a table of contents: these fields under each title. */
  booklet?: { fields: readonly string[] };
  list?: readonly string[];
  public?: PublicPart;
  figures?: readonly RegisterFigure[];
};
