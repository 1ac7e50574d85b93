import { z } from 'zod';
import { ANNEX1_COLUMNS, type Annex1Column, type Annex1Figures } from '../annex1/figure.ts';
import type { Half, Standing } from '../season/duty.ts';
import type { FigureFault, ReportedTable } from './report-figures.ts';
import type { ReportAction, ReportState } from './report-transitions.ts';

const Words = (max: number, message: string) => z.string().trim().min(1, message).max(max, '内容过长');
const Year = z.coerce.number().int().min(2016, '年度不正确').max(2100, '年度不正确');
const Code = z.coerce.number().int().min(0).max(999_999_999_999);
const HalfInput = z.enum(['first', 'second']);
const Reason = Words(300, '请写明原因');

export const ORIGIN_TITLES = {
  duty: '首次',
  withdrawn: '撤回后重报',
  returned: '退回后重报',
  correction: '更正补报',
} as const;
export type Origin = keyof typeof ORIGIN_TITLES;

export const ReportId = z.object({ reportId: z.uuid() });
export type ReportId = z.infer<typeof ReportId>;

export const ListReports = z.object({
  year: Year.optional(),
  half: HalfInput.optional(),
  standing: z.enum(['on_time', 'late', 'pending', 'missing']).optional(),
  state: z.string().trim().max(20).optional(),
  /** `fill`: due within thirty days, or begun again; `send`: signed, to be locked, sealed and sent. */
  waiting: z.enum(['fill', 'send']).optional(),
  cityCode: Code.optional(),
});
export type ListReports = z.input<typeof ListReports>;

export const FillReport = z.object({
  reportId: z.uuid(),
  fillerName: z.string().trim().max(30, '内容过长').meta({ title: '填表人' }),
  fillerPhone: z
    .string()
    .trim()
    .max(30, '内容过长')
    .regex(/^$|^[\d\-+() ]{5,30}$/, '请填写电话号码')
    .meta({ title: '联系电话' }),
  remarks: z.string().trim().max(1000, '内容过长').default('').meta({ title: '说明', kind: 'longText' }),
  zero: z.boolean().default(false).meta({ title: '零报告' }),
});
export type FillReport = z.input<typeof FillReport>;

export const AdjustReport = z.object({
  reportId: z.uuid(),
  schoolId: z.uuid({ message: '请选择学校' }),
  figure: z.enum(ANNEX1_COLUMNS, { error: '请选择栏目' }),
  delta: z.coerce
    .number({ error: '请填写人数' })
    .int('请填写整数')
    .min(-100_000)
    .max(100_000)
    .refine((n) => n !== 0, '核增、核减人数不能为 0'),
  reason: Reason,
  basis: z.string().trim().max(200, '内容过长').optional(),
});
export type AdjustReport = z.input<typeof AdjustReport>;

export const WithdrawAdjustment = z.object({ reportId: z.uuid(), adjustmentId: z.uuid(), reason: Reason });
export type WithdrawAdjustment = z.input<typeof WithdrawAdjustment>;

export const AnswerReport = z.object({
  reportId: z.uuid(),
  pass: z.boolean(),
  reason: z.string().trim().max(300, '内容过长').optional(),
});
export type AnswerReport = z.input<typeof AnswerReport>;

export const ReasonForReport = z.object({ reportId: z.uuid(), reason: z.string().trim().max(300, '内容过长') });
export type ReasonForReport = z.input<typeof ReasonForReport>;

export const AttachScan = z.object({ reportId: z.uuid(), fileId: z.uuid({ message: '请选择文件' }) });
export type AttachScan = z.input<typeof AttachScan>;

export const ReportCell = z.object({
  reportId: z.uuid(),
  figure: z.enum(ANNEX1_COLUMNS),
  schoolId: z.uuid().optional(),
  after: z
    .string()
    .regex(/^[0-9a-f-]{36}\.[0-9a-f-]{36}$/, '翻页位置不正确')
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ReportCell = z.input<typeof ReportCell>;

export const CompareReports = z.object({ reportId: z.uuid(), withId: z.uuid().optional() });
export type CompareReports = z.input<typeof CompareReports>;

export const SeasonInput = z.object({ year: Year, half: HalfInput, provinceCode: Code.optional() });
export type SeasonInput = z.input<typeof SeasonInput>;

export const ConsolidateInput = SeasonInput.extend({ rows: z.enum(['cities', 'schools']).default('cities') });
export type ConsolidateInput = z.input<typeof ConsolidateInput>;

export const RemindReports = SeasonInput.extend({ cityCodes: z.array(Code).min(1, '请选择要催报的市').max(200) });
export type RemindReports = z.input<typeof RemindReports>;

export const OpenSeason = z.object({ year: Year });
export type OpenSeason = z.input<typeof OpenSeason>;

export const ListDuties = z.object({});
export type ListDuties = z.infer<typeof ListDuties>;

/** A duty of the law at the reader's place: the day it is due this year, or null where the document gives none (未规定). */
export type DutyLine = {
  key: string;
  title: { zh: string; en: string };
  clause: string;
  form: string;
  by: string;
  to: string;
  dueOn: string | null;
  /** Working days a locality has set where the document says only 及时. */
  workingDays: number | null;
  workingDaysLeft: number | null;
  list: string | null;
};

export type ReportLine = {
  reportId: string;
  cityCode: number;
  city: string;
  year: number;
  half: Half;
  title: string;
  version: number;
  origin: Origin;
  state: ReportState;
  stateName: string;
  dueOn: string;
  inTimeUntil: string;
  sentOn: string | null;
  receivedOn: string | null;
  standing: Standing;
  daysOver: number;
  /** Negative when over; null where the holiday notice of the year is not published. */
  workingDaysLeft: number | null;
  reported: Annex1Figures | null;
};
export type ReportList = { today: string; rows: ReportLine[] };

export type AdjustmentLine = {
  adjustmentId: string;
  schoolId: string;
  school: string;
  figure: Annex1Column;
  delta: number;
  reason: string;
  basis: string | null;
  madeBy: string;
  madeAt: string;
  withdrawn: boolean;
};

export type ReportHistoryLine = {
  seq: number;
  event: string;
  title: string;
  reason: string | null;
  by: string;
  unit: string | null;
  at: string;
};

export type ReportView = ReportLine & {
  unitName: string;
  previousId: string | null;
  reason: string | null;
  asOf: string;
  knownAt: number | null;
  zero: boolean;
  remarks: string;
  fillerName: string;
  fillerPhone: string;
  filledOn: string | null;
  /** The figures are counted now (填报中) or are those submitted and kept. */
  live: boolean;
  table: ReportedTable;
  faults: { refused: FigureFault[]; unusual: FigureFault[] };
  /** Schools that sent no file: their cells are blank, not 0. */
  blank: string[];
  adjustments: AdjustmentLine[];
  checksum: string | null;
  lockedAt: string | null;
  scan: { name: string; mediaType: string; sha256: string; size: number } | null;
  receiptNumber: string | null;
  versions: {
    reportId: string;
    version: number;
    origin: Origin;
    state: ReportState;
    stateName: string;
    sentOn: string | null;
  }[];
  history: ReportHistoryLine[];
  /** What the reader may do now. `refused` says why an act of the table is not theirs (same person). */
  acts: { action: ReportAction; label: string; needsReason: boolean; refused: string | null }[];
};
