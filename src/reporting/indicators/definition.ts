import { z } from 'zod';
import type { AreaRange } from '../../platform/context.ts';
import { UNITS } from './labels.ts';

const Day = z.iso.date();
const Words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
/** A column of a view, or a field of its jsonb as `data.field` or `details.field`. */
export const Column = z.string().regex(/^((data|details)\.)?[a-z][a-z0-9_]*$/);

/** One condition on a counted row; several hold together. */
const Condition = z
  .strictObject({
    column: Column,
    is: z.union([z.string(), z.boolean(), z.number()]).optional(),
    in: z.array(z.string()).min(1).optional(),
    not_in: z.array(z.string()).min(1).optional(),
    from: z.union([z.number(), Day]).optional(),
    below: z.union([z.number(), Day]).optional(),
    known: z.boolean().optional(),
    /** A row that does not say counts, too. */
    or_unknown: z.literal(true).optional(),
  })
  .refine((c) => Object.keys(c).length > 1, '条件除 column 外还应写一种比较');
export type Condition = z.infer<typeof Condition>;

/**
 * What is counted: `records` one for each row, `persons` each human once, `distinct` each value of a column once, `sum` a column added up.
 * `on` is the day that dates a row; for a stock `until` is the day from which it no longer counts.
 */
const Count = z.strictObject({
  view: z.string().regex(/^report_[a-z0-9_]+$/),
  what: z.enum(['records', 'persons', 'distinct', 'sum']),
  column: Column.optional(),
  on: Column.default('counted_on'),
  until: Column.optional(),
  /** Stands from its day on, whatever the period: the counties of which each is asked something every year. */
  standing: z.literal(true).optional(),
  where: z.array(Condition).default([]),
  /** Parameters of type divisions: the row's place lies in one of the areas they list on the day. */
  areas: z.array(z.string()).min(1).optional(),
  /** Kinds of institution that count. */
  institutions: z.array(z.string()).min(1).optional(),
});
/** A count with the areas that its parameters list. */
export type Count = z.infer<typeof Count> & { ranges?: readonly AreaRange[] };

/** A sub-line: rows of one source (the first unless told) that meet further conditions. */
const Line = z.strictObject({
  key: z.string(),
  title: Words,
  source: z.number().int().min(0).default(0),
  /** Counted otherwise than the indicator: the humans among person-times. */
  what: z.enum(['records', 'persons']).optional(),
  where: z.array(Condition).default([]),
});

/** Which members of a set are reached: both sides name the key by which they are the same (a person, a place, a school). */
const Coverage = z.strictObject({
  by: z.enum(['person', 'county', 'city', 'institution', 'field']),
  all: Count,
  reached: Count,
});

const Period = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cumulative'), from: Day, to: Day }),
  z.strictObject({ kind: z.literal('year'), from: Day, to: Day.optional() }),
  z.strictObject({ kind: z.literal('stock'), from: Day.optional(), to: Day.optional() }),
]);
export type Period = z.infer<typeof Period>;

/** A goal that the clause states where the law has no target rule of its own. */
const StatedGoal = z.strictObject({
  value: z.number(),
  operator: z.enum(['gte', 'gt', 'eq', 'each', 'about', 'gradual', 'best_effort']),
  tolerance: z.number().default(0),
  tolerance_parameter: z.string().optional(),
});

const Baseline = z.strictObject({
  value: z.number(),
  on: Day,
  clause: z.string(),
  /** `floor`: stated as more than; `separate`: of an ended programme, shown beside and never added. */
  kind: z.enum(['exact', 'floor', 'separate']).default('exact'),
  obligation: z.string().optional(),
});

/**
 * One figure of the programme: what is counted, when, in which unit, by which clause. One indicator may serve several targets of several
 * documents; its figure is one, and it is never added to another's.
 */
export const IndicatorDefinition = z
  .strictObject({
    key: z.string().regex(/^[a-z0-9]+\.[a-z0-9-]+$/),
    version: z.number().int().min(1),
    document: z.string(),
    clause: z.string(),
    jurisdiction: z.string().regex(/^(00|\d{2}|\d{4}|\d{6})$/),
    title: Words,
    rule: Words,
    unit: z.enum(UNITS),
    obligations: z.array(z.string()).default([]),
    order: z.number().int(),
    period: Period,
    count: Count.optional(),
    /** Further sources of the same figure: humans are counted once over all of them, other records are added. */
    also: z.array(Count).default([]),
    lines: z.array(Line).default([]),
    share: z.strictObject({ part: Count, whole: Count }).optional(),
    coverage: Coverage.optional(),
    /** Target rules of the law that this figure is held against. */
    targets: z.array(z.string()).default([]),
    goal: StatedGoal.optional(),
    baseline: Baseline.optional(),
    /** The figure lies within another one: a part cannot be larger than its whole. */
    within: z.string().optional(),
    /** Held against the same day a year before; an increase is what the clause asks for. */
    grows: z.boolean().default(false),
    /** Alert when it falls by more than so many points or per cent against the year before. */
    alert: z.strictObject({ falls: z.number() }).optional(),
    /** Printed in units of so many (万 = 10 000). */
    scale: z.number().int().default(1),
  })
  .superRefine((d, ctx) => {
    const kinds = [d.count, d.share, d.coverage].filter((k) => k !== undefined).length;
    if (kinds !== 1) ctx.addIssue({ code: 'custom', path: [], message: 'count、share、coverage 应恰好写一种' });
    const counts = [d.count, ...d.also, d.share?.part, d.share?.whole].filter((c) => c !== undefined);
    for (const c of counts)
      if ((c.what === 'distinct' || c.what === 'sum') && c.column === undefined)
        ctx.addIssue({ code: 'custom', path: ['count', 'column'], message: `${c.what} 应写明 column` });
    if (d.lines.some((l) => l.source > d.also.length))
      ctx.addIssue({ code: 'custom', path: ['lines'], message: 'source 应是 count（0）或 also 中的一项' });
  });
export type IndicatorDefinition = z.infer<typeof IndicatorDefinition>;
