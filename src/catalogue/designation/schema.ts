import { z } from 'zod';
import { bases, Code, Day, levels, Year } from '../schema.ts';
import { criterionTitles, factKinds, factKindTitles, majorCriteria, schoolCriteria } from './criteria.ts';

const Words = (max: number, message = '请填写') => z.string().trim().min(1, message).max(max, '内容过长');
const Count = z.coerce.number().int('请填写整数').min(0).max(1_000_000);

/** What the city states when it calls its schools. */
export const CallFields = z.object({
  opensOn: Day.meta({ title: '申报开始', kind: 'date' }),
  closesOn: Day.meta({ title: '申报截止（含当日）', kind: 'date' }),
  periodFrom: Day.meta({ title: '数据起始日', kind: 'date', hint: '毕业、考核、就业记录自这一天计' }),
  periodTo: Day.meta({ title: '数据截止日', kind: 'date' }),
  retentionMonths: z.coerce.number().int().min(1).max(60).meta({ title: '稳定就业满几个月计入' }),
  note: z.string().trim().max(500).nullish().meta({ title: '申报要求', kind: 'longText' }),
});
export const OpenCall = CallFields.extend({ year: Year, cityCode: Code.optional() })
  .refine((c) => c.closesOn >= c.opensOn, { path: ['closesOn'], message: '截止日不能早于开始日' })
  .refine((c) => c.periodTo >= c.periodFrom, { path: ['periodTo'], message: '截止日不能早于起始日' });
export type OpenCall = z.input<typeof OpenCall>;

export const ListCalls = z.object({ year: Year, cityCode: Code.optional() });
export type ListCalls = z.input<typeof ListCalls>;

export const CallId = z.object({ callId: z.uuid() });
export type CallId = z.infer<typeof CallId>;

export const ApplicationId = z.object({ applicationId: z.uuid() });
export type ApplicationId = z.infer<typeof ApplicationId>;

const Statement = z.string().trim().max(1000, '内容过长');
const statementsOf = <C extends string>(criteria: readonly [C, ...C[]]) => z.partialRecord(z.enum(criteria), Statement);

export const SaveApplication = z.object({
  callId: z.uuid(),
  contact: Words(40, '请填写联系人').meta({ title: '联系人' }),
  phone: Words(40, '请填写联系电话').meta({ title: '联系电话' }),
  statements: statementsOf(schoolCriteria),
});
export type SaveApplication = z.input<typeof SaveApplication>;

/** A major as it would stand in the catalogue. */
export const MajorFacts = z.object({
  major: Words(80, '请填写专业名称').meta({ title: '专业名称' }),
  level: z.enum(levels).meta({ title: '培养层次' }),
  base: z.enum(bases).meta({ title: '招生对象' }),
  years: z.coerce.number().min(0.5).max(9).meta({ title: '学制（年）' }),
  plan: Count.nullable().default(null).meta({ title: '招生计划（人）' }),
  tuitionFen: Count.max(100_000_000).nullable().default(null).meta({ title: '学费（分/学年）' }),
  accommodationFen: Count.max(100_000_000).nullable().default(null).meta({ title: '住宿费（分/学年）' }),
  requirement: z.string().trim().max(300).nullable().default(null).meta({ title: '报名条件' }),
});
export const SaveMajor = MajorFacts.extend({
  applicationId: z.uuid(),
  /** Of a major that is there already. */
  majorId: z.uuid().optional(),
  statements: statementsOf(majorCriteria),
});
export type SaveMajor = z.input<typeof SaveMajor>;

/** The five statements of a criterion list as the fields of a form. */
export const SchoolStatements = z.object(
  Object.fromEntries(
    schoolCriteria.map((c) => [c, Statement.optional().meta({ title: criterionTitles[c], kind: 'longText' })]),
  ),
);
export const MajorStatements = z.object(
  Object.fromEntries(
    majorCriteria.map((c) => [c, Statement.optional().meta({ title: criterionTitles[c], kind: 'longText' })]),
  ),
);

export const MajorId = z.object({ applicationId: z.uuid(), majorId: z.uuid() });
export type MajorId = z.infer<typeof MajorId>;

export const FigureRecords = z.object({
  applicationId: z.uuid(),
  /** The application itself, or one of its majors. */
  subject: z.uuid(),
  criterion: z.enum([...schoolCriteria, ...majorCriteria]),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
});
export type FigureRecords = z.input<typeof FigureRecords>;

export const ScoreCriterion = z.object({
  applicationId: z.uuid(),
  criterion: z.enum(schoolCriteria),
  met: z.boolean({ message: '请选择是否符合' }).meta({ title: '是否符合' }),
  remark: z.string().trim().max(500).nullish().meta({ title: '评定意见', kind: 'longText' }),
});
export type ScoreCriterion = z.input<typeof ScoreCriterion>;

export const DecideCall = z.object({
  callId: z.uuid(),
  decisions: z
    .array(z.object({ applicationId: z.uuid(), designate: z.boolean(), reason: z.string().trim().max(500).nullish() }))
    .min(1, '请选择学校')
    .max(500),
});
export type DecideCall = z.input<typeof DecideCall>;

/** Names of the fields that one kind of note alone has. */
export const factFieldTitles = { dualQualified: '是否双师型教师', score: '评分（1—5分）' } as const;
export const Score = z.coerce.number().min(1).max(5).multipleOf(0.1);

/** What a school notes for a major. */
export const FactFields = z.object({
  major: Words(80, '请填写专业名称').meta({ title: '专业' }),
  kind: z
    .enum(factKinds)
    .meta({ title: '类别', options: factKinds.map((value) => ({ value, label: factKindTitles[value] })) }),
  name: Words(120, '请填写名称').meta({ title: '姓名、设备或单位名称' }),
  quantity: z.coerce.number().int().min(1).max(100_000).default(1).meta({ title: '数量（工位、岗位）' }),
  dualQualified: z.boolean().nullish().meta({ title: factFieldTitles.dualQualified }),
  score: Score.nullish().meta({ title: factFieldTitles.score }),
  onDate: Day.meta({ title: '日期', kind: 'date' }),
  untilDate: Day.nullish().meta({ title: '有效至', kind: 'date' }),
  note: z.string().trim().max(300).nullish().meta({ title: '备注' }),
});
export const RecordFact = FactFields.refine((f) => (f.kind === 'teacher') === (typeof f.dualQualified === 'boolean'), {
  path: ['dualQualified'],
  message: '教师须写明是否双师型，其他类别不填',
}).refine((f) => (f.kind === 'employer_answer') === (typeof f.score === 'number'), {
  path: ['score'],
  message: '用人单位评价须有评分，其他类别不填',
});
export type RecordFact = z.input<typeof RecordFact>;

export const ListFacts = z.object({
  major: z.string().trim().max(80).optional(),
  kind: z.enum(factKinds).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListFacts = z.input<typeof ListFacts>;

export const WithdrawFact = z.object({ factId: z.uuid(), reason: Words(300, '请说明原因') });
export type WithdrawFact = z.input<typeof WithdrawFact>;
