import { z } from 'zod';
import { isPlainDate } from '../platform/plain-date.ts';
import { BENEFIT_NAMES } from './cards/benefit-names.ts';

export { STANDINGS } from './status/standing.ts';

const Day = z.string().refine(isPlainDate, '请填写日期，如 2020-09-01');
const Paged = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
};
const SchoolNumber = z
  .string()
  .trim()
  .min(1)
  .max(30)
  .regex(/^[0-9A-Za-z-]+$/, '学号只能用数字、字母和短横')
  .optional();
const Employer = z.string().trim().min(1).max(100).optional();
const ClassName = z.string().trim().min(1).max(40).optional();
const Division = z.coerce.number().int().min(0).max(999_999_999_999);

/** Registers one student whose application stands at "reported". */
export const RegisterStatus = z.object({
  applicationId: z.uuid(),
  enrolledOn: Day.meta({ title: '入学日期', kind: 'date' }),
  fullTime: z.boolean().default(true).meta({ title: '全日制' }),
  boarding: z.boolean().nullable().default(null).meta({ title: '住校', kind: 'yesNo' }),
  schoolNumber: SchoolNumber.meta({ title: '本校学号' }),
  className: ClassName.meta({ title: '班级' }),
  plannedGraduationOn: Day.optional().meta({ title: '预计毕业日期', kind: 'date' }),
  employer: Employer.meta({ title: '工作单位（企业职工非全日制）' }),
});
export type RegisterStatus = z.input<typeof RegisterStatus>;

/** Registers a student who did not come through the programme; every student of the school is on the roll. */
export const RegisterOtherStudent = z.object({
  name: z.string().trim().min(1, '请填写姓名').max(60).meta({ title: '姓名' }),
  idNumber: z.string().trim().min(1).max(40).optional().meta({ title: '身份证号' }),
  sex: z.enum(['男', '女']).optional().meta({ title: '性别' }),
  ethnic: z.string().trim().min(1).max(20).optional().meta({ title: '民族' }),
  villageCode: z.coerce
    .number()
    .int()
    .min(110_000_000_000, '请选择户籍所在地')
    .max(999_999_999_999)
    .meta({ title: '户籍所在地', kind: 'area' }),
  fullTime: z.boolean().default(true).meta({ title: '全日制' }),
  boarding: z.boolean().nullable().default(null).meta({ title: '住校', kind: 'yesNo' }),
  enrolledOn: Day.meta({ title: '入学日期', kind: 'date' }),
  /** A published entry of the school; without it the major is written out and its fees stay unknown. */
  entryKey: z.uuid().optional(),
  major: z.string().trim().min(1, '请填写专业').max(60).meta({ title: '专业' }),
  level: z.string().trim().min(1, '请填写层次').max(20).meta({ title: '层次' }),
  years: z.coerce.number().min(0.5).max(8).meta({ title: '学制（年）' }),
  schoolNumber: SchoolNumber.meta({ title: '本校学号' }),
  className: ClassName.meta({ title: '班级' }),
  plannedGraduationOn: Day.optional().meta({ title: '预计毕业日期', kind: 'date' }),
  employer: Employer.meta({ title: '工作单位（企业职工非全日制）' }),
});
export type RegisterOtherStudent = z.input<typeof RegisterOtherStudent>;

export const StudentId = z.object({ statusId: z.uuid() });
export type StudentId = z.infer<typeof StudentId>;

export const ChangeStatus = z.object({
  statusId: z.uuid(),
  act: z
    .enum(['leave_of_absence', 'enlist', 'return', 'leave', 'transfer', 'complete', 'graduate'])
    .meta({ title: '变动' }),
  onDate: Day.meta({ title: '日期', kind: 'date' }),
  reason: z.string().trim().max(500).optional().meta({ title: '原因', kind: 'longText' }),
});
export type ChangeStatus = z.input<typeof ChangeStatus>;

export const CheckStatuses = z.object({ division: Division.optional() });
export type CheckStatuses = z.input<typeof CheckStatuses>;

export const ListStudents = z.object({
  ...Paged,
  mode: z.enum(['full_time', 'part_time']).default('full_time'),
  state: z
    .enum(['registered', 'on_leave', 'kept_for_service', 'left', 'transferred', 'completed', 'graduated'])
    .optional(),
  institutionId: z.uuid().optional(),
  division: Division.optional(),
  enrolledYear: z.coerce.number().int().min(1990).max(2100).optional(),
  /** Whether the tuition line of the current school year is granted. */
  card: z.enum(['granted', 'not_granted', 'undecided']).optional(),
  name: z.string().trim().max(50).optional(),
  sort: z.string().optional(),
});
export type ListStudents = z.input<typeof ListStudents>;

export const ListReported = z.object({
  ...Paged,
  overdue: z.enum(['yes', 'no']).optional(),
  institutionId: z.uuid().optional(),
});
export type ListReported = z.input<typeof ListReported>;

/** Decides the cards of chosen students, or of all active ones of the school (a job). */
export const DecideBenefits = z
  .object({
    ids: z.array(z.uuid()).min(1, '请至少选择一名学生').max(1000, '一次最多核定 1000 人').optional(),
    all: z.boolean().default(false),
    /** Only counts what would come out; nothing is kept. */
    dryRun: z.boolean().default(false),
    /** The day whose facts decide, and whose school year is decided; today unless told, never later. */
    on: Day.optional(),
  })
  .refine((value) => value.all !== (value.ids !== undefined), { message: '请选择学生，或选择全部在籍学生' });
export type DecideBenefits = z.input<typeof DecideBenefits>;

export const ExcuseMatch = z.object({
  statusId: z.uuid(),
  schoolYear: z
    .string()
    .regex(/^\d{4}-\d{4}$/, '学年应如 2020-2021')
    .meta({ title: '学年' }),
  reason: z.string().trim().min(2, '请写明理由').max(500).meta({ title: '理由', kind: 'longText' }),
});
export type ExcuseMatch = z.input<typeof ExcuseMatch>;

export const BenefitsCard = z.object({
  statusId: z.uuid(),
  schoolYear: z
    .string()
    .regex(/^\d{4}-\d{4}$/)
    .optional(),
});
export type BenefitsCard = z.input<typeof BenefitsCard>;

export const ListIncomplete = z.object({
  ...Paged,
  schoolYear: z
    .string()
    .regex(/^\d{4}-\d{4}$/)
    .optional(),
  benefit: z.enum(BENEFIT_NAMES).optional(),
  institutionId: z.uuid().optional(),
});
export type ListIncomplete = z.input<typeof ListIncomplete>;

export const ShowRetention = z.object({
  enrolledFrom: Day.optional(),
  enrolledTo: Day.optional(),
  institutionId: z.uuid().optional(),
});
export type ShowRetention = z.input<typeof ShowRetention>;

/** A line of the list of students. */
export type StudentRow = {
  statusId: string;
  personId: string;
  name: string;
  statusNumber: string;
  schoolName: string;
  major: string;
  level: string;
  className: string | null;
  fullTime: boolean;
  boarding: boolean | null;
  enrolledOn: string;
  state: string;
  stateName: string;
  stateFrom: string;
  villageName: string | null;
  /** Outcome of the tuition line of the current school year. */
  card: string | null;
};

/** A reported student who is not on the roll yet; `limitDays` null is "not set". */
export type ReportedRow = {
  applicationId: string;
  personId: string;
  number: string;
  name: string;
  schoolName: string | null;
  major: string | null;
  reportedOn: string;
  days: number;
  limitDays: number | null;
  standing: 'not_set' | 'in_time' | 'overdue';
};

export type Bilingual = { zh: string; en: string };

/** One item of a card as read: outcome, sum in fen, the reason in sentences, the facts with list and day. */
export type CardItem = {
  benefit: string;
  title: Bilingual;
  outcome: 'granted' | 'refused' | 'unknown' | 'not_applicable';
  amountFen: number | null;
  payee: string | null;
  note: string | null;
  noteText: Bilingual | null;
  clause: string;
  document: Bilingual;
  documentNumbers: readonly string[];
  ruleVersion: string;
  reasons: { zh: readonly string[]; en: readonly string[] };
  facts: readonly { label: Bilingual; value: Bilingual; source: string; date: string }[];
  decidedAt: string;
};
