import { z } from 'zod';

const Words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const Key = z.string().regex(/^[a-z][a-z0-9_]*$/, '用小写字母、数字和下划线');
const Obligations = z.array(z.string()).default([]);
const Option = z.strictObject({ code: Key, title: Words });

/** A value a record carries beyond what every record has. `list` is rows of texts, numbers and days. */
export const Field = z.strictObject({
  key: Key,
  title: Words,
  type: z.enum(['text', 'number', 'date', 'yes_no', 'choice', 'choices', 'list']),
  required: z.boolean().default(false),
  options: z.array(Option).default([]),
  min: z.number().optional(),
  /** Columns of a `list`. */
  columns: z
    .array(
      z.strictObject({
        key: Key,
        title: Words,
        type: z.enum(['text', 'number', 'date', 'choice']),
        required: z.boolean().default(false),
        options: z.array(Option).default([]),
      }),
    )
    .default([]),
});
export type Field = z.infer<typeof Field>;

const Scalar = z.union([z.string(), z.number(), z.boolean()]);
/** What a record must be: a value, one of several, a span, there at all, or not. `@today` is the day asked about. */
export const Condition = z.union([
  Scalar,
  z.array(Scalar),
  z.strictObject({
    min: z.union([z.number(), z.string()]).optional(),
    max: z.union([z.number(), z.string()]).optional(),
    present: z.boolean().optional(),
    not: Scalar.optional(),
    has: Scalar.optional(),
    /** Nothing said meets it, too. */
    orAbsent: z.literal(true).optional(),
  }),
]);
export type Condition = z.infer<typeof Condition>;

/** Records of one sort, filtered; `as` names the property that stands for them (default their id). */
export const Source = z.strictObject({
  of: z.enum(['entries', 'agreements', 'commitments', 'parties']),
  kind: z.union([Key, z.array(Key)]).optional(),
  where: z.record(z.string(), Condition).default({}),
  /** Also those that were returned, declined, cancelled or withdrawn. */
  all: z.boolean().default(false),
  within: z.enum(['year', 'half', 'quarter', 'window']).optional(),
  on: z.string().default('on'),
  as: z.string().optional(),
});
export type Source = z.infer<typeof Source>;

const Common = {
  key: Key,
  title: Words,
  clause: z.string(),
  obligations: Obligations,
  /** Asked of each agreement of this definition, or once for everything in the reader's area. */
  over: z.enum(['agreement', 'area']).default('area'),
  decimals: z.number().int().min(0).max(2).default(1),
  /** Says what is amiss when the measure is not met; without it nobody is alerted. */
  alert: z.string().optional(),
  /** Days after which what is missing is alerted. */
  grace: z.strictObject({ days: z.number().int().min(0), since: z.string(), note: z.string() }).optional(),
};

/** How a figure comes about; see measure.ts for what each answers. */
export const Measure = z.discriminatedUnion('type', [
  z.strictObject({
    ...Common,
    type: z.literal('coverage'),
    /** What is to be covered: fixed codes, or what records name. */
    of: z.union([z.array(Option), Source]),
    have: Source,
    each: z.string().optional(),
    /** A record covers only when this holds; otherwise it is told as lacking it. */
    counts: z.record(z.string(), Condition).optional(),
  }),
  z.strictObject({
    ...Common,
    type: z.literal('groups'),
    of: Source,
    by: z.string(),
    options: z.array(Option).default([]),
    value: z.union([z.literal('count'), z.strictObject({ sum: z.string() }), z.strictObject({ distinct: z.string() })]),
    distinct: z.string().optional(),
    counts: z.record(z.string(), Condition).optional(),
  }),
  z.strictObject({
    ...Common,
    type: z.literal('share'),
    part: Source,
    whole: Source,
    sum: z.union([z.string(), z.strictObject({ part: z.string(), whole: z.string() })]).optional(),
    mean: z.string().optional(),
  }),
  z.strictObject({
    ...Common,
    type: z.literal('target'),
    of: Source,
    value: z.union([z.literal('count'), z.strictObject({ sum: z.string() }), z.strictObject({ distinct: z.string() })]),
    operator: z.enum(['at_least', 'about']),
    number: z.number().positive(),
    tolerance: z.number().min(0).max(1).optional(),
    by: z.string().optional(),
  }),
  z.strictObject({
    ...Common,
    type: z.literal('cadence'),
    of: Source,
    last: z.string().default('on'),
    months: z.number().int().min(1).optional(),
    days: z.number().int().min(1).optional(),
    /** Each of these must be kept up; without it the agreement itself, or everything together. */
    each: Source.optional(),
    match: z.string().optional(),
  }),
  z.strictObject({
    ...Common,
    type: z.literal('growth'),
    of: Source,
    before: z.string(),
    after: z.string(),
    name: z.string().optional(),
  }),
  z.strictObject({ ...Common, type: z.literal('on_time'), of: Source, due: z.string(), done: z.string() }),
  z.strictObject({
    ...Common,
    type: z.literal('years'),
    of: Source,
    by: z.string(),
    value: z.strictObject({ sum: z.string() }),
    options: z.array(Option),
  }),
]);
export type Measure = z.infer<typeof Measure>;

/** What must be there before an act: so many records, each passing `where`. */
export const Requirement = z.strictObject({
  of: z.enum(['commitments', 'children', 'entries', 'parties', 'rows']),
  kind: Key.optional(),
  /** For rows: the list field. */
  field: Key.optional(),
  where: z.record(z.string(), Condition).default({}),
  min: z.number().int().min(0).optional(),
  max: z.number().int().min(0).optional(),
  /** Every one of them must pass this. */
  every: z.record(z.string(), Condition).optional(),
  says: z.string(),
});
export type Requirement = z.infer<typeof Requirement>;

export const EntryKind = z.strictObject({
  kind: Key,
  title: Words,
  /** Under an agreement, by an office or school alone, or either. */
  under: z.enum(['agreement', 'alone', 'either']).default('agreement'),
  parent: Key.optional(),
  /** Which side records it; anyone when empty. */
  side: z.array(Key).default([]),
  code: z.strictObject({ title: Words, options: z.array(Option).default([]), commitment: Key.optional() }).optional(),
  second: z.strictObject({ title: Words, options: z.array(Option) }).optional(),
  quantity: z.strictObject({ title: Words, unit: z.string(), required: z.boolean().default(true) }).optional(),
  about: z
    .strictObject({
      title: Words,
      of: z.enum(['institution', 'division', 'name']),
      kinds: z.array(z.string()).default([]),
    })
    .optional(),
  staff: z.boolean().default(false),
  person: z.boolean().default(false),
  /** Confirmed service under this kind counts for certificates, with this as its basis. */
  service: z.string().optional(),
  dates: z.enum(['day', 'span', 'open_span']).default('day'),
  dateTitle: Words.optional(),
  due: Words.optional(),
  fields: z.array(Field).default([]),
  fulfils: Key.optional(),
  /** Only inside the agreement's term. */
  within_term: z.boolean().default(false),
  /** Refused on recording unless these hold. */
  record: z.array(Requirement).default([]),
  open: z.array(Requirement).optional(),
  close: z.array(Requirement).optional(),
  confirm: z.enum(['other_side', 'office', 'none']).default('other_side'),
  /** How many may be confirmed: the number a commitment of this kind promises. */
  places: Key.optional(),
  /** The institution it is about must be reviewed (a confirmed entry of this kind) or designated. */
  about_must: z.strictObject({ kind: Key.optional(), designated: z.boolean().optional(), says: z.string() }).optional(),
  person_must: z.array(z.enum(['assisted', 'enrolled', 'good_conduct'])).default([]),
  unique: z.array(z.string()).default([]),
});
export type EntryKind = z.infer<typeof EntryKind>;

export const CommitmentKind = z.strictObject({
  kind: Key,
  title: Words,
  unit: z.string(),
  coded: z.boolean().default(false),
  min: z.number().int().min(0).optional(),
  max: z.number().int().min(1).optional(),
});
export type CommitmentKind = z.infer<typeof CommitmentKind>;

export const PartyRole = z.strictObject({
  role: Key,
  title: Words,
  of: z.enum(['school', 'enterprise', 'institution', 'area']),
  min: z.number().int().min(0).default(1),
  max: z.number().int().min(1).default(1),
});

export const AgreementKind = z.strictObject({
  kind: Key,
  title: Words,
  parties: z.array(PartyRole).min(1),
  /** One in force for each party in this role; another is refused until it is ended. */
  exclusive: Key.optional(),
  fields: z.array(Field).default([]),
  commitments: z.array(CommitmentKind).default([]),
  sections: z.array(z.strictObject({ key: Key, title: Words, needed: z.boolean() })).default([]),
  activate: z.array(Requirement).default([]),
  /** Days before the end at which both sides are reminded to renew. */
  renewal_lead: z.strictObject({ days: z.number().int().min(1), note: z.string() }).optional(),
  cycle: z.literal('year').optional(),
});
export type AgreementKind = z.infer<typeof AgreementKind>;

/** One file of rules/<document>/agreements: kinds of agreements, of entries and the figures that follow from them. */
export const Definition = z.strictObject({
  key: Key,
  document: z.string(),
  title: Words,
  obligations: Obligations,
  agreements: z.array(AgreementKind).default([]),
  entries: z.array(EntryKind).default([]),
  measures: z.array(Measure).default([]),
});
export type Definition = z.infer<typeof Definition>;
