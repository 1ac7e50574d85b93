import { z } from 'zod';
import { isPlainDate } from '../platform/plain-date.ts';

/** The three groups of SD2017 三(二), named as on the form. */
export const CATEGORIES = {
  junior_high: '初中毕业未能继续升学人员',
  senior_high: '高中毕业未能继续升学人员',
  veteran: '退役士兵',
} as const;
export type Category = keyof typeof CATEGORIES;
export const Category = z.enum(['junior_high', 'senior_high', 'veteran']);

/** A calendar day as yyyy-mm-dd. */
export const Day = z.string().refine(isPlainDate, '请填写日期，如 2020-09-01');

export const ApplicationId = z.object({ id: z.uuid() });
export type ApplicationId = z.infer<typeof ApplicationId>;

/** Many applications of one act: what a person can look over at once. */
export const ApplicationIds = z.array(z.uuid()).min(1, '请至少选择一份申请').max(200, '一次最多办理 200 份');

/** Something that must be put right, by field, in words the family understands. */
export const DefectInput = z.object({
  field: z.string().trim().min(1).max(40),
  message: z.string().trim().min(1, '请写明需要补正的内容').max(300),
});

export const ReasonText = z.string().trim().max(500);

/** Reasons for not agreeing, returning and not passing; `for` says to which answers each belongs. */
export const REASONS = {
  not_registered: { label: '不在建档立卡范围内', for: ['not_agree', 'fail'] },
  not_graduate: { label: '不属于未能继续升学的初高中毕业生或退役士兵', for: ['not_agree', 'fail'] },
  studying: { label: '已有在籍学籍', for: ['not_agree', 'fail', 'return'] },
  identity_unclear: { label: '身份信息有误或不清', for: ['not_agree', 'return', 'fail'] },
  paper_missing: { label: '材料缺少或不清楚', for: ['return', 'not_agree'] },
  choice_wrong: { label: '所选院校专业有误', for: ['return'] },
  data_wrong: { label: '填写内容有误', for: ['return', 'not_agree'] },
  not_voluntary: { label: '本人不愿意', for: ['not_agree', 'return'] },
  other: { label: '其他（请说明）', for: ['not_agree', 'return', 'fail'] },
} as const;
export type ReasonCode = keyof typeof REASONS;
export const ReasonCode = z.enum(Object.keys(REASONS) as [ReasonCode, ...ReasonCode[]]);

export const Decision = z.enum(['pass', 'return', 'fail']);
export type Decision = z.infer<typeof Decision>;
export const DECISIONS: Record<Decision, string> = { pass: '通过', return: '退回补正', fail: '不通过' };

export const OFFICES = { poverty: '扶贫部门', hr: '人社所' } as const;

export const ENTERED_AS = {
  village: '村（居）报名',
  township_for_village: '乡镇代录',
  imported_at_city: '市级名单导入',
  family: '本人自报',
} as const;

/** A value taken over from a list, with where it comes from and the list's day. */
export type SourcedField = {
  field: string;
  label: string;
  value: string | null;
  source: string;
  asOf: string | null;
};

/** A line of a queue or list. */
export type ApplicationLine = {
  id: string;
  personId: string;
  number: string;
  name: string;
  year: number;
  category: Category;
  state: string;
  stateName: string;
  schoolName: string | null;
  major: string | null;
  villageCode: number;
  villageName: string | null;
  greenChannel: boolean;
  eligibility: string | null;
  heldSince: string;
  round: number;
  povertyDecided: boolean;
  hrDecided: boolean;
};

const Text = (max: number, title: string) => z.string().trim().max(max, '内容过长').meta({ title });

/** What the village may fill in or change while it holds a case; absent fields stay as they are. */
export const EditApplication = z.object({
  id: z.uuid(),
  category: Category.meta({ title: '类别' }).optional(),
  /** An entry of the published catalogue; school, major, level and length follow from it. */
  entryKey: z.uuid().meta({ title: '拟就读院校和专业' }).optional(),
  /** Only where the lists gave no usable number. */
  idNumber: Text(40, '身份证号').optional(),
  ethnic: Text(20, '民族').optional(),
  cardNo: Text(60, '扶贫卡编号').optional(),
  phone: z
    .string()
    .trim()
    .regex(/^\d{7,12}$/, '请填写正确的电话号码')
    .meta({ title: '联系电话' })
    .optional(),
  address: Text(200, '家庭详细地址').optional(),
  graduationSchool: Text(100, '毕业学校').optional(),
  graduationYear: z.coerce.number<number>().int().min(1950).max(2100).meta({ title: '毕业年份' }).optional(),
  notContinuing: z.boolean().meta({ title: '毕业后未能继续升学' }).optional(),
  veteranCertificate: Text(60, '退出现役证编号').optional(),
  dischargedOn: Day.meta({ title: '退役日期', kind: 'date' }).optional(),
  guardianName: Text(60, '监护人姓名').optional(),
  guardianRelation: Text(20, '与申请人关系').optional(),
});
export type EditApplication = z.input<typeof EditApplication>;
