import { z } from 'zod';
import type { Assessment, Change, Goal } from './targets/assess.ts';
import type { Unit } from './labels.ts';

const Key = z.string().regex(/^[a-z0-9]+\.[a-z0-9-]+$/);
const Code = z.coerce.number().int().min(0).max(999_999_999_999);
const Reason = z.string().trim().min(1).max(500);

/** A board of a place (the reader's own unless told) on a day (today unless told); of one document, or of all. */
export const ShowBoard = z.strictObject({
  divisionCode: Code.optional(),
  on: z.iso.date().optional(),
  document: z.string().max(20).optional(),
});
export type ShowBoard = z.infer<typeof ShowBoard>;

export const ShowIndicator = z.strictObject({ key: Key, divisionCode: Code.optional(), on: z.iso.date().optional() });
export type ShowIndicator = z.infer<typeof ShowIndicator>;

/** `part` and `whole` are the records behind the figure; `missing` those of a coverage that were not reached. */
export const DrillIndicator = ShowIndicator.extend({
  side: z.enum(['part', 'whole', 'missing']).default('part'),
  after: z.string().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type DrillIndicator = z.input<typeof DrillIndicator>;

export const SplitTarget = z.strictObject({
  key: Key,
  divisionCode: Code.optional(),
  year: z.coerce.number().int().min(2016).max(2100).nullable().default(null),
  validFrom: z.iso.date(),
  reason: Reason,
  shares: z
    .array(z.strictObject({ divisionCode: Code, value: z.number().min(0).max(1e13) }))
    .min(1)
    .max(400),
});
export type SplitTarget = z.input<typeof SplitTarget>;

export const AllocationId = z.strictObject({ allocationId: z.uuid() });
export type AllocationId = z.infer<typeof AllocationId>;

export const ReturnFigure = z.strictObject({
  key: Key,
  divisionCode: Code.optional(),
  countedOn: z.iso.date(),
  quantity: z.number().min(0).max(1e13),
  source: z.string().trim().min(2).max(200),
});
export type ReturnFigure = z.infer<typeof ReturnFigure>;

export const WithdrawReturn = z.strictObject({ returnId: z.uuid(), reason: Reason });
export type WithdrawReturn = z.infer<typeof WithdrawReturn>;

export const LockIndicator = z.strictObject({
  key: Key,
  divisionCode: Code.optional(),
  on: z.iso.date(),
  note: Reason,
});
export type LockIndicator = z.infer<typeof LockIndicator>;

export const OpenLock = z.strictObject({
  lockId: z.uuid(),
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type OpenLock = z.input<typeof OpenLock>;

export const ListSummaries = z.strictObject({ cycle: z.string().max(20).optional() });
export type ListSummaries = z.infer<typeof ListSummaries>;

export const SummaryId = z.strictObject({ summaryId: z.uuid() });
export type SummaryId = z.infer<typeof SummaryId>;

export const ConfirmSummary = SummaryId.extend({ note: z.string().trim().max(2000).optional() });
export type ConfirmSummary = z.infer<typeof ConfirmSummary>;

export type Words = { zh: string; en: string };
export type LineFigure = { key: string; title: Words; value: number };
export type GoalShown = Goal & {
  rule: string;
  document: string;
  clause: string;
  source: 'law' | 'split';
  printed: string;
};

/** One indicator of a place on a day. */
export type BoardRow = {
  key: string;
  title: Words;
  document: string;
  clause: string;
  unit: Unit;
  scale: number;
  value: number | null;
  part: number;
  whole: number | null;
  goal: GoalShown | null;
  assessment: Assessment;
  /** Places below that have a goal and are behind it or have missed it. */
  behind: number;
  below: number;
};
export type Board = {
  divisionCode: number;
  place: string;
  on: string;
  rolledOn: string | null;
  rows: BoardRow[];
  places: { code: number; name: string }[];
};

export type PlaceRow = {
  code: number;
  name: string;
  value: number | null;
  part: number;
  whole: number | null;
  goal: Goal | null;
  assessment: Assessment;
};
export type HistoryPoint = { on: string; value: number | null; locked: boolean };
export type SplitShown = {
  allocationId: string;
  state: 'draft' | 'published' | 'replaced' | 'short';
  year: number | null;
  version: number;
  total: number;
  allotted: number;
  shortfall: number;
  validFrom: string;
  reason: string;
  madeName: string;
  madeOn: string;
  shares: { code: number; name: string; value: number }[];
};
export type IndicatorView = BoardRow & {
  divisionCode: number;
  place: string;
  on: string;
  rule: Words;
  goals: GoalShown[];
  lines: LineFigure[];
  overlap: number;
  baseline: {
    value: number;
    on: string;
    clause: string;
    kind: 'exact' | 'floor' | 'separate';
    change: number | null;
    below: boolean;
  } | null;
  change: Change | null;
  alert: boolean;
  kind: 'count' | 'share' | 'coverage';
  period: { kind: string; from: string | null; to: string };
  places: PlaceRow[];
  history: HistoryPoint[];
  splits: SplitShown[];
  returns: { returnId: string; countedOn: string; quantity: number; source: string; madeName: string }[];
  returnable: boolean;
  /** Schools whose own rate fell by more than is allowed. */
  schools: { institutionId: string; name: string; value: number; before: number }[];
};

export type DrillRow = {
  sourceId: string;
  countedOn: string | null;
  divisionCode: number;
  place: string | null;
  personId: string | null;
  name: string | null;
  institution: string | null;
  quantity: number;
  title: string | null;
  /** Why somebody was not reached, where a record says so. */
  reason: string | null;
};
export type Drilled = { total: number; rows: DrillRow[]; next: string | null };

/** A periodic summary of a place: whom it waits for, whether it is overdue now or was submitted late. */
export type SummaryLine = {
  summaryId: string;
  cycle: string;
  title: Words;
  place: string;
  divisionCode: number;
  from: string;
  to: string;
  dueOn: string | null;
  state: 'draft' | 'submitted';
  submittedOn: string | null;
  overdue: boolean;
  late: boolean;
  waitsFor: ('hr' | 'poverty')[];
};
export type SummaryRow = {
  key: string;
  title: Words;
  unit: Unit;
  periodValue: number | null;
  value: number | null;
  target: number | null;
};
