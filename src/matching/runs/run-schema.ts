import { z } from 'zod';

const Paged = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
};

export const MATCH_SOURCES = { students: '学籍名册', training_roster: '培训花名册', upload: '上传的名单' } as const;
export type MatchSource = keyof typeof MATCH_SOURCES;
const Source = z.enum(['students', 'training_roster', 'upload']);

export const NoInput = z.object({});

export const StartMatch = z
  .object({
    source: Source,
    /** Whose roll or rosters; not for an uploaded list. */
    institutionId: z.uuid().optional(),
    /** The uploaded list. */
    fileId: z.uuid().optional(),
    /** The register as of this day; default today. */
    asOf: z.iso.date({ message: '日期应为 yyyy-mm-dd' }).optional(),
    profile: z.enum(['strict', 'wide']).default('strict'),
  })
  .refine((v) => (v.source === 'upload' ? v.fileId !== undefined : v.institutionId !== undefined), {
    message: '请选择学校（培训机构）或上传名单',
    path: ['institutionId'],
  });
export type StartMatch = z.input<typeof StartMatch>;

export const ListRuns = z.object({ ...Paged, source: Source.optional() });
export type ListRuns = z.input<typeof ListRuns>;

export const RunId = z.object({ runId: z.uuid() });
export type RunId = z.infer<typeof RunId>;

export const ListResults = z.object({
  ...Paged,
  runId: z.uuid(),
  zone: z.enum(['auto', 'review', 'none']).optional(),
  rule: z.string().max(60).optional(),
  /** open: nobody has decided yet; stale: decided on an earlier list; conflict: two things that cannot both be right. */
  show: z.enum(['open', 'decided', 'stale', 'conflict']).optional(),
});
export type ListResults = z.input<typeof ListResults>;

export const PairOf = z.object({ runId: z.uuid(), rowNo: z.coerce.number().int().min(1) });
export type PairOf = z.infer<typeof PairOf>;

const Why = z.string().trim().min(1, '请写明依据').max(200, '内容过长');

export const DecideResult = PairOf.extend({
  same: z.boolean(),
  /** Which of those offered; the first where it is left out. */
  registerPersonId: z.uuid().optional(),
  reason: Why,
});
export type DecideResult = z.input<typeof DecideResult>;

export const DecideByRule = z.object({ runId: z.uuid(), rule: z.string().min(1).max(60), reason: Why });
export type DecideByRule = z.infer<typeof DecideByRule>;

export const AskVillage = PairOf.extend({ question: Why });
export type AskVillage = z.infer<typeof AskVillage>;

export const CORRECTED_SIDES = { list: '名单上的号码', register: '对象库的号码' } as const;

/** What stands on the papers, for the side where the number or name is wrong. */
export const CorrectNumber = PairOf.extend({
  side: z.enum(['list', 'register']),
  idNumber: z.string().trim().min(15, '请填写证件上的号码').max(30),
  /** Where the name is wrong too. */
  name: z.string().trim().min(1).max(50).optional(),
  /** The scanned papers. */
  fileId: z.uuid({ message: '请上传证件扫描件' }),
  reason: Why,
});
export type CorrectNumber = z.input<typeof CorrectNumber>;

/** A correction as the row's reader sees it. */
export type ShownCorrection = {
  side: keyof typeof CORRECTED_SIDES;
  was: string | null;
  now: string;
  nameNow: string;
  fileId: string;
  by: string;
  at: string;
  reason: string;
};

export type MatchRunView = {
  runId: string;
  title: string;
  source: MatchSource;
  unitName: string;
  asOf: string;
  knownAt: number | null;
  profile: 'strict' | 'wide';
  state: string;
  jobId: string | null;
  rows: number | null;
  changed: number | null;
  carried: number | null;
  zones: { auto: number; review: number; none: number };
  open: number;
  stale: number;
  conflicts: number;
  createdName: string;
  createdAt: string;
  finishedAt: string | null;
};

export type MatchResultLine = {
  rowNo: number;
  recordPersonId: string | null;
  name: string | null;
  sex: string | null;
  idMask: string | null;
  phoneMask: string | null;
  school: string | null;
  zone: 'auto' | 'review' | 'none';
  grade: '' | 'proved' | 'inferred';
  rule: string;
  ruleWords: string;
  /** What agrees and what differs, in words, from the engine's reason. */
  reasonWords: string[];
  /** Whether the names leave it likely that it is one person: the answer that is prepared for the clerk. */
  likely: boolean;
  conflicts: string[];
  decision: 'accepted' | 'rejected' | 'asked' | null;
  stale: boolean;
  decidedName: string | null;
  decidedAt: string | null;
  decisionNote: string | null;
  registerPersonId: string | null;
};
