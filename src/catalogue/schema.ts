import { z } from 'zod';
import { isPlainDate } from '../platform/plain-date.ts';

/** A calendar day as yyyy-mm-dd. */
export const Day = z.string().refine(isPlainDate, '请填写日期，如 2020-02-28');

export const levels = ['中级工', '高级工', '预备技师', '技师', '高级技师'] as const;
export const bases = ['初中', '高中', '中职'] as const;
export const schoolGrades = ['技师学院', '高级技工学校', '技工学校'] as const;
export const entryStates = ['open', 'suspended', 'removed'] as const;
export const versionStates = ['draft', 'published', 'superseded', 'discarded'] as const;

export type EntryState = (typeof entryStates)[number];
export type VersionState = (typeof versionStates)[number];

export const entryStateTitles: Record<EntryState, string> = { open: '招生', suspended: '暂停招生', removed: '已撤销' };

/** Words for what a person may have to decide about an entry. */
export const doubtTitles: Readonly<Record<string, string>> = {
  schoolName: '学校名称',
  schoolGrade: '学校层次',
  major: '专业名称',
  level: '培养层次',
  base: '招生对象',
  years: '学制',
  plan: '招生计划',
  programmeSeats: '项目计划名额',
  tuitionFen: '学费',
  accommodationFen: '住宿费',
  designated: '是否承担精准技能扶贫',
  requirement: '报名条件',
  state: '状态',
  stateFrom: '生效日期',
  level_above_school: '培养层次高于学校层次',
  duplicate_entry: '与另一行相同',
};

/** What a catalogue says of one school, major, level and length; fees in whole fen a school year, null where not stated. */
export type EntryFacts = {
  schoolName: string;
  schoolGrade: string | null;
  major: string;
  level: string;
  base: string;
  years: number;
  plan: number | null;
  programmeSeats: number | null;
  tuitionFen: number | null;
  accommodationFen: number | null;
  designated: boolean;
  requirement: string | null;
};

/** An entry of a version. `entryKey` stays the same from version to version; `stateFrom` is the day its state takes effect. */
export type Entry = EntryFacts & {
  entryKey: string;
  institutionId: string;
  state: EntryState;
  stateFrom: string | null;
  stateReason: string | null;
  doubts: string[];
  position: number;
};

export type Version = {
  versionId: string;
  cityCode: number;
  year: number;
  version: number;
  state: VersionState;
  reason: string | null;
  entries: number;
  checksum: string | null;
  effectiveFrom: string | null;
  listId: string | null;
  createdAt: string;
  publishedAt: string | null;
  publishedOn: string | null;
};

/** A year a catalogue can be of. */
export const Year = z.coerce.number().int().min(2016, '年度不正确').max(2100, '年度不正确');
/** A 12-digit division code as a number. */
export const Code = z.coerce.number().int().min(0).max(999_999_999_999);
const Words = (max: number, message = '请填写') => z.string().trim().min(1, message).max(max, '内容过长');
const Fee = z.coerce.number().int('请填写整数分').min(0).max(100_000_000);
const Seats = z.coerce.number().int('请填写整数').min(0).max(100_000);
const Paged = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
};
const Reason = Words(300, '请说明调整原因');

export const EntryInput = z.object({
  schoolName: Words(80, '请填写学校名称').meta({ title: '学校名称' }),
  schoolGrade: z.enum(schoolGrades).nullable().default(null).meta({ title: '学校层次' }),
  major: Words(80, '请填写专业名称').meta({ title: '专业名称' }),
  level: z.enum(levels).meta({ title: '培养层次' }),
  base: z.enum(bases).meta({ title: '招生对象' }),
  years: z.coerce.number().min(0.5).max(9).meta({ title: '学制（年）' }),
  plan: Seats.nullable().default(null).meta({ title: '招生计划（人）' }),
  programmeSeats: Seats.nullable().default(null).meta({ title: '项目计划名额', hint: '学校未申报名额的，留空' }),
  tuitionFen: Fee.nullable().default(null).meta({ title: '学费（分/学年）' }),
  accommodationFen: Fee.nullable().default(null).meta({ title: '住宿费（分/学年）' }),
  designated: z.boolean().meta({ title: '承担精准技能扶贫' }),
  requirement: z.string().trim().max(300).nullable().default(null).meta({ title: '报名条件' }),
});
export type EntryInput = z.input<typeof EntryInput>;

export const ReceiveCatalogue = z.object({
  fileId: z.uuid({ message: '请选择文件' }),
  year: Year,
  cityCode: Code.optional(),
  /** Only tell what the file would come to; nothing is stored. */
  dryRun: z.boolean().default(false),
});
export type ReceiveCatalogue = z.input<typeof ReceiveCatalogue>;

export const VersionId = z.object({ versionId: z.uuid() });
export type VersionId = z.infer<typeof VersionId>;

export const ListEntries = z.object({
  ...Paged,
  versionId: z.uuid(),
  school: z.string().trim().max(80).optional(),
  major: z.string().trim().max(80).optional(),
  level: z.enum(levels).optional(),
  base: z.enum(bases).optional(),
  designated: z.enum(['yes', 'no']).optional(),
  state: z.enum(entryStates).optional(),
  doubtful: z.enum(['yes', 'no']).optional(),
});
export type ListEntries = z.input<typeof ListEntries>;

export const ListProblems = z.object({
  ...Paged,
  versionId: z.uuid(),
  decision: z.enum(['auto', 'review', 'refuse', 'skip', 'note']).optional(),
  open: z.enum(['yes', 'no']).optional(),
});
export type ListProblems = z.input<typeof ListProblems>;

export const ResolveProblems = z.object({
  versionId: z.uuid(),
  seqs: z.array(z.number().int().min(1)).min(1, '请选择问题').max(500),
  resolution: z.enum(['accepted', 'dismissed']),
  note: Words(300, '请说明核对情况'),
});
export type ResolveProblems = z.input<typeof ResolveProblems>;

const changes = EntryInput.partial();

export const CorrectEntry = z.object({ versionId: z.uuid(), entryKey: z.uuid(), changes });
export type CorrectEntry = z.input<typeof CorrectEntry>;

export const StrikeEntry = z.object({ versionId: z.uuid(), entryKey: z.uuid(), reason: Reason });
export type StrikeEntry = z.input<typeof StrikeEntry>;

const Change = { year: Year, cityCode: Code.optional(), reason: Reason, effectiveFrom: Day.optional() };

export const AddEntry = z.object({ ...Change, entry: EntryInput });
export type AddEntry = z.input<typeof AddEntry>;

export const ChangeEntryState = z.object({ ...Change, entryKey: z.uuid() });
export type ChangeEntryState = z.input<typeof ChangeEntryState>;

export const DeclareSeats = z.object({ ...Change, entryKey: z.uuid(), programmeSeats: Seats.nullable() });
export type DeclareSeats = z.input<typeof DeclareSeats>;

export const DiscardDraft = z.object({ versionId: z.uuid(), reason: Reason });
export type DiscardDraft = z.input<typeof DiscardDraft>;

export const CompareVersions = z.object({ fromId: z.uuid(), toId: z.uuid() });
export type CompareVersions = z.infer<typeof CompareVersions>;

export const CityYear = z.object({ year: Year, cityCode: Code.optional() });
export type CityYear = z.input<typeof CityYear>;

export const FilingId = z.object({ filingId: z.uuid() });
export type FilingId = z.infer<typeof FilingId>;

export const FilingBoardInput = z.object({ year: Year, division: Code.optional() });
export type FilingBoardInput = z.input<typeof FilingBoardInput>;

export const FindChoices = z.object({
  ...Paged,
  year: Year,
  villageCode: Code.optional(),
  cityCode: Code.optional(),
  onDate: Day.optional(),
  school: z.string().trim().max(80).optional(),
  major: z.string().trim().max(80).optional(),
  level: z.enum(levels).optional(),
  base: z.enum(bases).optional(),
});
export type FindChoices = z.input<typeof FindChoices>;

export const PublicCatalogue = z.object({
  ...Paged,
  year: Year.optional(),
  cityCode: Code.optional(),
  school: z.string().trim().max(80).optional(),
  major: z.string().trim().max(80).optional(),
  level: z.enum(levels).optional(),
  base: z.enum(bases).optional(),
  /** `all` shows also entries that do not undertake the programme. */
  designated: z.enum(['yes', 'all']).default('yes'),
});
export type PublicCatalogue = z.input<typeof PublicCatalogue>;

export const PublicHistory = z.object({ year: Year, cityCode: Code });
export type PublicHistory = z.input<typeof PublicHistory>;

export const affiliations = ['央属', '省属', '市属', '县属', '企业办', '民办'] as const;

const Line = (max: number) => z.string().trim().max(max, '内容过长').nullable().optional();
export const RecordSchool = z.object({
  institutionId: z.uuid(),
  phone: Line(40).meta({ title: '招生电话' }),
  address: Line(200).meta({ title: '学校地址' }),
  affiliation: z.enum(affiliations).nullable().optional().meta({ title: '隶属' }),
  locationCode: Code.optional(),
});
export type RecordSchool = z.input<typeof RecordSchool>;

/** How near a school can be to a home, the nearest first. */
export const NEARNESS = ['county', 'city', 'province', 'elsewhere'] as const;
export type Nearness = (typeof NEARNESS)[number];

/** An entry that may be chosen, with its school and how near it is. */
export type FoundChoice = Omit<Entry, 'doubts' | 'position'> & {
  versionId: string;
  cityCode: number;
  cityName: string;
  phone: string | null;
  address: string | null;
  affiliation: string | null;
  locationCode: number;
  nearness: Nearness;
  /** Seats left where the school declared a number; null otherwise. */
  seatsLeft: number | null;
};
