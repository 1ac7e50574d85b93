import { z } from 'zod';
import { ApplicationIds, Day } from './schema.ts';

const Reason = z.string().trim().min(1, '请写明理由').max(500, '内容过长');
const Code = z.coerce.number().int().min(0).max(999_999_999_999);
const Year = z.coerce.number().int().min(2016, '年度不正确').max(2100, '年度不正确');
const Paged = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
};
/** A bulk of the city or a school: up to a thousand at once, larger ones as a job. */
const ManyIds = z.array(z.uuid()).min(1, '请至少选择一份申请').max(1000, '一次最多办理 1000 份');

/** Why the county or the city sends a line back. */
export const RETURN_REASONS = {
  duplicate: '同一人重复申请',
  identity_unclear: '身份信息有误或不清',
  paper_missing: '材料缺少或不清楚',
  data_wrong: '填写内容有误',
  choice_wrong: '所选院校专业有误',
  other: '其他（请说明）',
} as const;
export const ReturnReason = z.enum([
  'duplicate',
  'identity_unclear',
  'paper_missing',
  'data_wrong',
  'choice_wrong',
  'other',
]);
export type ReturnReason = z.infer<typeof ReturnReason>;

export const CompileCountyBatch = z.object({ year: Year.optional() });
export type CompileCountyBatch = z.input<typeof CompileCountyBatch>;

export const BatchId = z.object({ batchId: z.uuid() });
export type BatchId = z.infer<typeof BatchId>;

export const ConfirmCountyBatch = z.object({
  batchId: z.uuid(),
  /** The checksum of the lines as they were looked at; another means they have changed meanwhile. */
  checksum: z.string().regex(/^[0-9a-f]{64}$/, '校验码不正确'),
});
export type ConfirmCountyBatch = z.infer<typeof ConfirmCountyBatch>;

export const SendCountyBatch = ConfirmCountyBatch;
export type SendCountyBatch = ConfirmCountyBatch;

export const ReturnLines = z.object({ ids: ApplicationIds, reasonCode: ReturnReason, reason: Reason });
export type ReturnLines = z.infer<typeof ReturnLines>;

export const ListImported = z.object({
  ...Paged,
  show: z.enum(['to_choose', 'held', 'ready']).optional(),
  school: z.string().trim().max(80).optional(),
  year: Year.optional(),
});
export type ListImported = z.input<typeof ListImported>;

export const ChooseMajors = z.object({
  ids: z.array(z.uuid()).min(1, '请至少选择一人').max(200, '一次最多办理 200 人'),
  entryKey: z.uuid(),
});
export type ChooseMajors = z.infer<typeof ChooseMajors>;

export const HearDoubts = z.object({
  ids: z.array(z.uuid()).min(1, '请至少选择一人').max(200, '一次最多办理 200 人'),
  reason: Reason,
});
export type HearDoubts = z.infer<typeof HearDoubts>;

export const CorrectLine = z.object({
  id: z.uuid(),
  note: z.string().trim().min(1, '请说明更正了什么').max(500),
  cardNo: z.string().trim().min(1).max(40).optional(),
  contactPhone: z.string().trim().min(5).max(20).optional(),
  contactAddress: z.string().trim().min(2).max(200).optional(),
  graduationSchool: z.string().trim().min(2).max(80).optional(),
});
export type CorrectLine = z.infer<typeof CorrectLine>;

export const ListCountyBatches = z.object({
  ...Paged,
  year: Year.optional(),
  state: z.enum(['compiling', 'sent', 'received']).optional(),
  countyCode: Code.optional(),
});
export type ListCountyBatches = z.input<typeof ListCountyBatches>;

export const AcceptCountyBatch = ConfirmCountyBatch.extend({
  /** Lines as the city counts them on the list it holds. */
  lines: z.coerce.number().int().min(0),
});
export type AcceptCountyBatch = z.infer<typeof AcceptCountyBatch>;

export const AdmitApplications = z.object({ ids: ManyIds });
export type AdmitApplications = z.infer<typeof AdmitApplications>;

export const ListCityApplications = z.object({
  ...Paged,
  state: z
    .enum([
      'submitted_to_city',
      'city_accepted',
      'reselect',
      'admitted',
      'school_notified',
      'letter_issued',
      'reported',
    ])
    .default('city_accepted'),
  year: Year.optional(),
  countyCode: Code.optional(),
  institutionId: z.uuid().optional(),
  sort: z.string().optional(),
});
export type ListCityApplications = z.input<typeof ListCityApplications>;

export const ReselectChoice = z.object({ id: z.uuid(), entryKey: z.uuid({ message: '请选择学校专业' }) });
export type ReselectChoice = z.infer<typeof ReselectChoice>;

export const RequestReselection = z.object({ ids: ApplicationIds, reason: Reason });
export type RequestReselection = z.infer<typeof RequestReselection>;

export const AdmissionIds = z.object({ ids: ManyIds });
export type AdmissionIds = z.infer<typeof AdmissionIds>;

export const NotifySchools = z.object({ year: Year.optional(), institutionId: z.uuid().optional() });
export type NotifySchools = z.infer<typeof NotifySchools>;

export const NoticeId = z.object({ noticeId: z.uuid() });
export type NoticeId = z.infer<typeof NoticeId>;

export const ShowNearness = z.object({ year: Year, division: Code.optional() });
export type ShowNearness = z.input<typeof ShowNearness>;

export const ListNotices = z.object({ ...Paged, year: Year.optional(), unread: z.enum(['yes', 'no']).optional() });
export type ListNotices = z.input<typeof ListNotices>;

export const DELIVERIES = {
  handed_over: '当面领取',
  post: '邮寄',
  village: '由村（居）转交',
  electronic: '电子送达',
} as const;

export const IssueLetters = z.object({
  ids: ManyIds,
  delivery: z.enum(['handed_over', 'post', 'village', 'electronic']).meta({ title: '送达方式' }),
  reportBy: Day.meta({ title: '报到日期' }),
  reportPlace: z.string().trim().min(2, '请填写报到地点').max(120).meta({ title: '报到地点' }),
});
export type IssueLetters = z.input<typeof IssueLetters>;

export const LetterIds = z.object({ ids: ManyIds });
export type LetterIds = z.infer<typeof LetterIds>;

export const CloseLetter = z.object({ letterId: z.uuid(), reason: Reason });
export type CloseLetter = z.infer<typeof CloseLetter>;

export const ReplaceLetter = CloseLetter.extend({
  reportBy: Day.optional(),
  reportPlace: z.string().trim().min(2).max(120).optional(),
});
export type ReplaceLetter = z.input<typeof ReplaceLetter>;

export const CheckLetter = z.object({ code: z.string().trim().min(1).max(40) });
export type CheckLetter = z.infer<typeof CheckLetter>;

export const MarkReported = z.object({ ids: ApplicationIds, reportedOn: Day.meta({ title: '报到日期' }) });
export type MarkReported = z.input<typeof MarkReported>;

export const MarkNoShow = z.object({ ids: ApplicationIds, reason: Reason });
export type MarkNoShow = z.infer<typeof MarkNoShow>;

export const ListWithoutLetter = z.object({ ...Paged, year: Year.optional(), institutionId: z.uuid().optional() });
export type ListWithoutLetter = z.input<typeof ListWithoutLetter>;

export const ListAdmitted = z.object({
  ...Paged,
  year: Year.optional(),
  state: z.enum(['school_notified', 'letter_issued', 'reported', 'no_show', 'withdrawn']).optional(),
});
export type ListAdmitted = z.input<typeof ListAdmitted>;

export const ReceiveAnnex2 = z.object({
  fileId: z.uuid({ message: '请选择文件' }),
  year: Year.optional(),
  listDate: Day.optional(),
  dryRun: z.boolean().default(false),
});
export type ReceiveAnnex2 = z.input<typeof ReceiveAnnex2>;

export const ExportAnnex2 = z.object({
  year: Year.optional(),
  countyCode: Code.optional(),
  batchId: z.uuid().optional(),
  filledBy: z.string().trim().min(1, '请填写填表人').max(40).meta({ title: '填表人' }),
  phone: z.string().trim().min(5, '请填写联系电话').max(30).meta({ title: '联系电话' }),
  purpose: z.string().trim().min(2, '请写明导出用途').max(200).meta({ title: '导出用途' }),
});
export type ExportAnnex2 = z.infer<typeof ExportAnnex2>;

/** Letters and the like of a bulk are done at once up to this many, beyond as a job. */
export const INLINE_LIMIT = 50;

export const ListReceiving = z.object({ ...Paged, confirmed: z.enum(['yes', 'no']).optional() });
export type ListReceiving = z.input<typeof ListReceiving>;
