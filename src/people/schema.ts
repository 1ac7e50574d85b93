import { z } from 'zod';

const Day = z.iso.date({ message: '日期应为 yyyy-mm-dd' });
const Code = z.coerce.number().int().min(0).max(999_999_999_999);
const Text = (max: number, message = '请填写') => z.string().trim().min(1, message).max(max, '内容过长');
const Paged = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
};

export const ReceiveList = z.object({
  fileId: z.uuid({ message: '请选择文件' }),
  kind: z.enum(['assisted_register', 'wishes']),
  coverage: z.enum(['complete', 'supplement'], { message: '请说明名单是完整的还是补充的' }),
  areaCode: Code,
  listDate: Day,
  /** Wishes: the year they are for. Default the year of the list date. */
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  /** Publish as soon as it is checked, without looking at the problems: for the command line. */
  autoPublish: z.boolean().default(false),
});
export type ReceiveList = z.input<typeof ReceiveList>;

export const ListId = z.object({ listId: z.uuid() });
export type ListId = z.infer<typeof ListId>;

export const RecheckList = z.object({
  listId: z.uuid(),
  /** Headings whose meaning the sender gives; all others are recognised as usual. */
  columns: z
    .array(
      z.object({
        heading: Text(200),
        occurrence: z.coerce.number().int().min(1).max(500).default(1),
        field: z.string().max(40).nullable(),
      }),
    )
    .max(500),
});
export type RecheckList = z.input<typeof RecheckList>;

export const ListSourceLists = z.object({
  ...Paged,
  kind: z.enum(['assisted_register', 'wishes', 'annex2', 'students', 'training_roster']).optional(),
  areaCode: Code.optional(),
});
export type ListSourceLists = z.input<typeof ListSourceLists>;

export type SourceListView = {
  listId: string;
  /** The reader's own office sent it. */
  own: boolean;
  kind: string;
  sender: string;
  areaCode: number;
  areaName: string;
  coverage: string;
  listDate: string;
  ageDays: number;
  fileName: string;
  sha256: string;
  state: string;
  refusalCode: string | null;
  refusalMessage: string | null;
  counts: Record<
    | 'rows'
    | 'accepted'
    | 'corrected'
    | 'review'
    | 'refused'
    | 'skipped'
    | 'personsNew'
    | 'personsChanged'
    | 'personsUnchanged'
    | 'noLongerListed',
    number
  >;
  jobId: string | null;
  publishJobId: string | null;
  publicationSeq: number | null;
  receivedAt: string;
  publishedAt: string | null;
};

export const ListProblems = z.object({
  ...Paged,
  listId: z.uuid(),
  code: z.string().max(60).optional(),
  decision: z.enum(['auto', 'review', 'refuse', 'skip', 'note']).optional(),
  open: z.enum(['yes', 'no']).optional(),
});
export type ListProblems = z.input<typeof ListProblems>;

/** One finding of a list as a screen or the command line shows it; `row` as the spreadsheet counts. */
export type ListFinding = {
  seq: number;
  sheet: string;
  row: number;
  column: string | null;
  field: string | null;
  code: string;
  decision: string;
  message: string;
  was: string | null;
  now: string | null;
};

export type ProblemView = ListFinding & {
  personId: string | null;
  /** How the cell is corrected on screen: by a value, by choosing the village, or not at all; `own` content is never decided for several rows. */
  fix: 'value' | 'place' | 'none';
  own: boolean;
  resolution: string | null;
  resolvedBy: string | null;
  resolvedAt: string | null;
  note: string | null;
};

export const ResolveProblem = z.object({
  listId: z.uuid(),
  seq: z.coerce.number().int().min(1),
  resolution: z.enum(['accepted', 'corrected', 'dismissed']),
  value: z.string().trim().max(200).optional(),
  note: z.string().trim().max(500).optional(),
  /** Decide every open cell of the list with the same problem and the same content alike. */
  same: z.boolean().default(false),
});
export type ResolveProblem = z.input<typeof ResolveProblem>;

export const RecordPersonEvent = z.object({
  personId: z.uuid(),
  kind: z.enum(['household_split', 'household_merged', 'moved', 'died', 'married_in']),
  onDate: Day,
  reason: Text(500, '请填写原因'),
  evidenceFileId: z.uuid().optional(),
  /** Merged or married into: that household. Without it a split makes a new household. */
  toHouseholdId: z.uuid().optional(),
  /** Moved: the village moved to. */
  villageCode: Code.optional(),
  relation: z.string().trim().max(20).optional(),
  /** Repeating the same request is harmless. */
  requestKey: z.uuid().optional(),
});
export type RecordPersonEvent = z.input<typeof RecordPersonEvent>;

export const FindHouseholds = z.object({
  ...Paged,
  division: Code.optional(),
  /** The beginning of the head's name or of the number. */
  search: z.string().trim().max(50).optional(),
});
export type FindHouseholds = z.input<typeof FindHouseholds>;

const PeopleFilter = {
  division: Code.optional(),
  name: z.string().trim().max(50).optional(),
  idNumber: z.string().trim().max(30).optional(),
  idTail: z
    .string()
    .trim()
    .regex(/^\d{3}[\dXx]$/, '请输入证件号码后四位')
    .optional(),
  householdType: z.string().max(20).optional(),
  ageFrom: z.coerce.number().int().min(0).max(150).optional(),
  ageTo: z.coerce.number().int().min(0).max(150).optional(),
  inSchool: z.enum(['yes', 'no']).optional(),
  veteran: z.enum(['yes', 'no']).optional(),
  wish: z.enum(['answered', 'unanswered', 'study', 'train']).optional(),
};

export const ListPeople = z.object({ ...Paged, ...PeopleFilter });
export type ListPeople = z.input<typeof ListPeople>;

export const ExportPeople = z.object({ ...PeopleFilter, purpose: Text(200, '请填写导出用途') });
export type ExportPeople = z.input<typeof ExportPeople>;

export type PersonRow = {
  personId: string;
  name: string;
  sex: string | null;
  age: number | null;
  ethnic: string | null;
  idMask: string | null;
  idState: string;
  phoneMask: string | null;
  villageCode: number;
  villageName: string | null;
  householdTypes: string[];
  relation: string | null;
  education: string | null;
  inSchool: string | null;
  labourSkill: string | null;
  veteran: boolean | null;
  wishStudy: boolean | null;
  wishTrain: boolean | null;
  askedOn: string | null;
  doubtful: string[];
};

export const PersonId = z.object({ personId: z.uuid() });
export type PersonId = z.infer<typeof PersonId>;

export const UnmaskPerson = z.object({
  personId: z.uuid(),
  field: z.enum(['id_number', 'phone', 'address']),
  purpose: Text(200, '请填写查看用途'),
  text: z.string().trim().max(300).optional(),
});
export type UnmaskPerson = z.input<typeof UnmaskPerson>;

export const RecordWish = z
  .object({
    personId: z.uuid(),
    year: z.coerce.number().int().min(2000).max(2100),
    study: z.boolean().nullable(),
    train: z.boolean().nullable(),
    trade: z.string().trim().max(50).nullish(),
    refusalReason: z.string().trim().max(200).nullish(),
    askedBy: Text(50, '请填写调查人'),
    askedOn: Day,
    by: z.enum(['entered', 'phone']).default('entered'),
    evidenceFileId: z.uuid().optional(),
  })
  .refine((w) => w.study !== null || w.train !== null, { message: '请至少回答一项意愿', path: ['study'] });
export type RecordWish = z.input<typeof RecordWish>;

export const ListUnanswered = z.object({
  ...Paged,
  division: Code.optional(),
  year: z.coerce.number().int().min(2000).max(2100),
  ageFrom: z.coerce.number().int().min(0).max(150).optional(),
  ageTo: z.coerce.number().int().min(0).max(150).optional(),
  name: z.string().trim().max(50).optional(),
  schooling: z.enum(['非在校生', '九年级', '普通高中三年级']).optional(),
});
export type ListUnanswered = z.input<typeof ListUnanswered>;

export const WishCoverage = z.object({ division: Code.optional(), year: z.coerce.number().int().min(2000).max(2100) });
export type WishCoverage = z.input<typeof WishCoverage>;

export const SurveyLeavers = WishCoverage;
export type SurveyLeavers = z.input<typeof SurveyLeavers>;

export const HandOverWishes = z.object({ countyCode: Code, year: z.coerce.number().int().min(2000).max(2100) });
export type HandOverWishes = z.input<typeof HandOverWishes>;

export const HandoverId = z.object({ handoverId: z.uuid() });
export type HandoverId = z.infer<typeof HandoverId>;

export const ListHandovers = z.object({ ...Paged });
export type ListHandovers = z.input<typeof ListHandovers>;

export const ListTasks = z.object({
  ...Paged,
  kind: z.string().max(40).optional(),
  state: z.enum(['open', 'done', 'dismissed']).default('open'),
  division: Code.optional(),
});
export type ListTasks = z.input<typeof ListTasks>;

export const CloseTask = z.object({
  taskId: z.uuid(),
  outcome: Text(40),
  dismiss: z.boolean().default(false),
  note: z.string().trim().max(500).optional(),
});
export type CloseTask = z.input<typeof CloseTask>;

export const PreviewClosing = z.object({
  ids: z.array(z.uuid()).min(1, '请至少选择一件').max(1000, '一次最多办结 1000 件'),
  /** Only tasks of this kind: one outcome answers one question. */
  kind: z.string().max(40),
});
export type PreviewClosing = z.input<typeof PreviewClosing>;

export const CloseTasks = PreviewClosing.extend({ outcome: Text(40), note: z.string().trim().max(500).optional() });
export type CloseTasks = z.input<typeof CloseTasks>;
