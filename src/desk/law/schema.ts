import { z } from 'zod';
import type { Disclosure } from '../../policy/schema.ts';
import type { ProposalAction, ProposalState } from './proposals/proposal-transitions.ts';

type Words = { zh: string; en: string };
export type ProposalKind = 'value' | 'document' | 'continuation' | 'change' | 'setting';

/** What a trial said of one rule when the change was prepared. Money in whole fen, null where a sum is not set. */
export type TriedRule = {
  benefit: string;
  title: Words;
  /** Whether the matter comes with a sum at all. */
  money: boolean;
  gains: number;
  loses: number;
  more: number;
  less: number;
  reopened: number;
  fenBefore: number | null;
  fenAfter: number | null;
};
const Paged = {
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
};
const day = (title: string) => z.iso.date({ error: '请填写日期，如 2020-09-01' }).meta({ title });
const Code = z.string().trim().min(1).max(40);

export const ListLawDocuments = z.object({});
export type ListLawDocuments = z.infer<typeof ListLawDocuments>;
export type LawDocumentLine = {
  code: string;
  title: Words;
  numbers: string[];
  issuers: string[];
  issuedOn: string | null;
  /** Whether its issuer makes it public; null where the document does not say. */
  disclosure: Disclosure | null;
  validFrom: string;
  validTo: string | null;
  inForce: boolean;
  /** The place whose law it is: 00 nation, two digits a province. */
  jurisdiction: string;
  /** Of one's own place: its office may continue it. */
  own: boolean;
  placeName: string;
  clauses: number;
  obligations: number;
  rules: number;
  texts: number;
};

export const LawDocument = z.object({ code: Code });
export type LawDocument = z.infer<typeof LawDocument>;

/** How far the product fulfils a duty: shown by a page, encoded as a rule only, or not built. */
export type Standing = 'shown' | 'encoded' | 'not_built';
export type LawObligation = {
  id: string;
  gist: string;
  obligation: string;
  actors: string[];
  actorsText: string;
  force: string;
  canBeOverdue: boolean;
  standing: Standing;
  page: { title: Words; link: string } | null;
  rules: { key: string; kind: string; title: Words; dueOn: string | null; dueNotSet: boolean }[];
  standards: { key: string; label: Words; set: boolean }[];
};
export type LawClause = { id: string; place: string; text: Words; obligations: LawObligation[] };
export type LawText = {
  textId: string;
  fileName: string;
  mediaType: string;
  size: number;
  unitName: string;
  attachedAt: string;
  note: string | null;
  own: boolean;
  part: TextPart;
  annex: number | null;
  /** Since when anybody may read it; null: offices only. */
  publishedAt: string | null;
};
/** What a text is of its document: itself, or one of its annexes. */
export type TextPart = 'text' | 'annex';
/** Another document by number or title; its text is held once an office has attached it. */
export type Citation = {
  number: string;
  role: 'rests_on' | 'carried_out';
  clause: string | null;
  texts: LawText[];
  /** The document itself, where it is held: since when both are issued (null: a date is not stated), and whether it came after the one that cites it. */
  link: { code: string; title: Words; since: string | null; issuedAfter: boolean } | null;
};
export type LawDocumentView = LawDocumentLine & {
  addressees: string[];
  /** The division to which questions and reports go. */
  contact: string | null;
  /** The documents it rests on, and those that one of its clauses has carried out. */
  citations: Citation[];
  contents: LawClause[];
  texts: number;
  attached: LawText[];
};

export const SearchLaw = z.object({ q: z.string().trim().min(1, '请输入要找的字').max(60) });
export type SearchLaw = z.infer<typeof SearchLaw>;
export type LawHit = {
  kind: 'clause' | 'obligation';
  document: string;
  documentTitle: Words;
  place: string;
  id: string;
  text: Words;
};

export const ShowBoard = z.object({ document: Code.optional(), state: z.string().max(20).optional() });
export type ShowBoard = z.infer<typeof ShowBoard>;
export const BOARD_STATES = ['overdue', 'done', 'not_set', 'running', 'not_built', 'ended'] as const;
export type BoardState = (typeof BOARD_STATES)[number];
export type BoardLine = LawObligation & { document: string; place: string; state: BoardState; dueOn: string | null };
export type Board = {
  today: string;
  documents: { code: string; title: Words; counts: Record<BoardState, number>; total: number }[];
  rows: BoardLine[];
};

export const AttachText = z.object({
  document: Code,
  fileId: z.uuid(),
  note: z.string().trim().max(200).optional(),
  /** The document itself unless told. */
  part: z.enum(['text', 'annex']).default('text'),
  annex: z.number().int().min(1).max(99).optional(),
});
export type AttachText = z.input<typeof AttachText>;
export const PublishText = z.object({ textId: z.uuid(), public: z.boolean() });
export type PublishText = z.infer<typeof PublishText>;
export const TextId = z.object({ textId: z.uuid() });
export type TextId = z.infer<typeof TextId>;

export const ListStandards = z.object({
  document: Code.optional(),
  open: z.coerce.boolean().optional(),
  division: z.coerce.number().int().min(0).max(999_999_999_999).optional(),
});
export type ListStandards = z.input<typeof ListStandards>;
export type StandardLine = {
  key: string;
  label: Words;
  type: string;
  unit: string | null;
  levels: string[];
  options: { value: string; label: Words }[];
  document: string;
  clauses: string[];
  obligations: string[];
  now: {
    value: unknown;
    operator: string;
    status: string;
    jurisdiction: string;
    from: string;
    to: string | null;
    document: string;
    clause: string;
    note: string | null;
  } | null;
  /** The floor or cap it must keep to. */
  bound: { value: number; operator: string; document: string; clause: string } | null;
  maySet: boolean;
  pending: number;
};

const Value = z.union([z.boolean(), z.number(), z.string().trim().min(1), z.array(z.string().trim().min(1)).min(1)]);
const source = z
  .string()
  .trim()
  .min(4, '请写明依据的文件名称和文号')
  .max(300)
  .meta({ title: '依据（文件名称、文号）' });
export const ProposeValue = z.object({
  key: z.string().trim().min(3).max(80),
  value: Value,
  validFrom: day('自'),
  validTo: day('至（不填表示长期）').nullish(),
  legalSource: source,
  note: z.string().trim().max(300).optional(),
});
export type ProposeValue = z.input<typeof ProposeValue>;

export const ProposeDocument = z.object({ fileId: z.uuid(), legalSource: source });
export type ProposeDocument = z.input<typeof ProposeDocument>;

export const ProposeContinuation = z.object({
  of: Code.meta({ title: '延续哪份文件' }),
  code: z
    .string()
    .trim()
    .regex(/^[A-Z][A-Z0-9]{2,11}$/, '3 至 12 位大写字母和数字，字母开头')
    .meta({ title: '新文件代号' }),
  title: z.string().trim().min(4).max(120).meta({ title: '延续文件名称' }),
  number: z.string().trim().max(60).optional().meta({ title: '文号' }),
  issuer: z.string().trim().min(2).max(120).meta({ title: '发文单位' }),
  issuedOn: day('发文日期'),
  until: day('延续至'),
});
export type ProposeContinuation = z.input<typeof ProposeContinuation>;

export const ProposeSetting = z.object({
  key: z.string().trim().min(3).max(80),
  divisionCode: z.coerce.number().int().min(0).max(999_999_999_999),
  value: z.union([z.string().max(500), z.number(), z.boolean(), z.null()]),
  validFrom: day('生效日期'),
  legalSource: source,
  reason: z.string().trim().min(2).max(300).meta({ title: '原因' }),
});
export type ProposeSetting = z.input<typeof ProposeSetting>;

export const ACTIONS = ['check', 'approve', 'return', 'withdraw', 'prepare_again'] as const;
export const ActOnProposal = z.object({
  proposalId: z.uuid(),
  action: z.enum(ACTIONS),
  reason: z.string().trim().max(300).optional(),
});
export type ActOnProposal = z.input<typeof ActOnProposal>;

export const ListProposals = z.object({ ...Paged, state: z.string().max(20).optional() });
export type ListProposals = z.input<typeof ListProposals>;
export type ProposalLine = {
  id: string;
  kind: ProposalKind;
  /** For a scheduled change: the day on which it takes effect. */
  effectiveOn: string | null;
  state: ProposalState;
  stateName: string;
  title: string;
  subject: string;
  jurisdiction: string;
  unitName: string;
  legalSource: string;
  createdAt: string;
  changedAt: string;
  lawVersion: number | null;
};
export const ProposalId = z.object({ proposalId: z.uuid() });
export type ProposalId = z.infer<typeof ProposalId>;
export type ProposalView = ProposalLine & {
  tried: TriedRule[] | null;
  /** How many decided cases became tasks on the day; null before. */
  reopened: number | null;
  lines: { label: string; value: string }[];
  steps: { action: string; byName: string; at: string; reason: string | null }[];
  acts: { action: ProposalAction; label: string; needsReason: boolean }[];
};
export type Proposed = { proposalId: string; state: ProposalState };

export const ListReadings = z.object({});
export type ListReadings = z.infer<typeof ListReadings>;
export type Readings = {
  conflicts: {
    code: string;
    documents: string[];
    finding: Words;
    reading: Words;
    /** `here`: the document binds the reader's place. */
    switches: { key: string; document: string; label: Words; set: boolean; here: boolean }[];
  }[];
  successions: { code: string; kind: string; from: Words; to: Words; since: string; note: string | null }[];
  areas: { list: string; title: Words; note: Words; held: number; officialCount: number | null; complete: boolean }[];
};

export const ListCalls = z.object({ year: z.coerce.number().int().min(2015).max(2100).optional() });
export type ListCalls = z.input<typeof ListCalls>;
/** A call of a document on every office of a level, with how many of those in the reader's area have answered it. */
export type CallLine = {
  key: string;
  document: string;
  obligation: string;
  title: Words;
  level: string;
  needs: string[];
  yearly: boolean;
  /** Tasks of the document, each to be found in a clause of the local plan. */
  tasks: { key: string; title: Words }[];
  /** Parameter that each receiving place is to set. */
  standard: string | null;
  year: number;
  /** Whether the reader's own office is asked, and what it last stated. */
  asked: boolean;
  mine: CallUnit | null;
  units: number;
  complete: number;
  incomplete: number;
  missing: number;
  /** Complete per asked, in tenths of a per cent; null when nobody is asked here. */
  permille: number | null;
};
export const ShowCall = z.object({ key: z.string().trim().min(3).max(80), year: ListCalls.shape.year });
export type ShowCall = z.input<typeof ShowCall>;
/** Where one office stands: complete, answered without what is needed, or not at all. */
export type CallUnit = {
  unitId: string;
  unitName: string;
  /** Whether the document names the office's province as one that receives. */
  recipient: boolean;
  /** The kind of unit, where the document names several. */
  kind: Words | null;
  state: 'complete' | 'incomplete' | 'missing';
  /** Clause of the own plan by task, and the tasks that none is given for. */
  tasks: Record<string, string>;
  unmapped: { key: string; title: Words }[];
  /** The value of the standard that holds at the place. */
  inForce: { value: number | boolean | string | readonly string[]; from: string; note: string | null } | null;
  title: string | null;
  number: string | null;
  clause: string | null;
  note: string | null;
  statedBy: string | null;
  statedAt: string | null;
};
export type CallView = CallLine & { rows: CallUnit[] };

export const AnswerCall = z.object({
  key: ShowCall.shape.key,
  year: ListCalls.shape.year,
  title: z.string().trim().max(200).optional().meta({ title: '本地文件或规划名称' }),
  number: z.string().trim().max(60).optional().meta({ title: '文号' }),
  clause: z.string().trim().max(60).optional().meta({ title: '所在条款' }),
  note: z.string().trim().max(300).optional().meta({ title: '落实情况' }),
  tasks: z.record(z.string().max(40), z.string().trim().max(60)).optional(),
});
export type AnswerCall = z.input<typeof AnswerCall>;
