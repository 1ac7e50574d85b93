import { z } from 'zod';
import { Paging } from '../../platform/paging.ts';
import { CLASS_ACTIONS } from './class-transitions.ts';

export const ClassId = z.object({ classId: z.uuid() });
export type ClassId = z.infer<typeof ClassId>;

const day = z.iso.date('请填写日期');

/** What an institution says of a class before it is filed. `details` are the fields that its kind asks for. */
export const PlanClass = z
  .object({
    classId: z.uuid().optional(),
    name: z.string().trim().min(2, '请填写班级名称').max(120),
    kind: z.string().min(1, '请选择培训类型').max(40),
    trade: z.string().trim().min(1, '请填写工种').max(60),
    occupation: z
      .string()
      .regex(/^o\d{7}$/, '职业代码为 o 加 7 位数字')
      .optional(),
    delivery: z.enum(['offline', 'online', 'blended']).default('offline'),
    startsOn: day,
    endsOn: day,
    hours: z.number().positive('课时应大于 0').max(5000),
    capacity: z.number().int().positive().max(1000),
    place: z.string().trim().max(120).optional(),
    teacher: z.string().trim().max(60).optional(),
    subsidised: z.boolean().default(true),
    feeFen: z.number().int().min(0).default(0),
    programme: z.string().trim().max(80).optional(),
    courseId: z.uuid().optional(),
    orderId: z.uuid().optional(),
    purchaseId: z.uuid().optional(),
    taskId: z.uuid().optional(),
    enterpriseId: z.uuid().optional(),
    packageKey: z.string().max(40).optional(),
    packageVersion: z.number().int().optional(),
    targetArea: z.number().int().optional(),
    details: z.record(z.string(), z.union([z.string().max(200), z.number(), z.boolean()])).default({}),
  })
  .refine((c) => c.startsOn <= c.endsOn, { path: ['endsOn'], message: '结束日期不能早于开始日期' });
export type PlanClass = z.input<typeof PlanClass>;

export const ActOnClass = z.object({
  classId: z.uuid(),
  action: z.enum(CLASS_ACTIONS),
  reason: z.string().trim().max(500).optional(),
});
export type ActOnClass = z.input<typeof ActOnClass>;

export const ListHeldClasses = z.object({
  ...Paging,
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  state: z.string().max(20).optional(),
  kind: z.string().max(40).optional(),
  /** Those that are over: assessed, closed, or known by a roster. */
  ended: z.enum(['yes']).optional(),
  /** In the name, the trade or the institution's name. */
  find: z.string().trim().max(60).optional(),
});
export type ListHeldClasses = z.input<typeof ListHeldClasses>;

/** Results of a class, one row a trainee of its roster. */
export const RecordResults = z.object({
  classId: z.uuid(),
  rows: z
    .array(
      z.object({
        personId: z.uuid(),
        result: z.enum(['合格', '不合格', '缺考']),
        resultOn: day,
        certificateNo: z.string().trim().max(40).optional(),
        certificateOn: day.optional(),
        satisfaction: z.number().int().min(1).max(5).optional(),
      }),
    )
    .min(1)
    .max(500),
});
export type RecordResults = z.input<typeof RecordResults>;

export const LeaveClass = z.object({
  classId: z.uuid(),
  personId: z.uuid(),
  leftOn: day,
  reason: z.string().trim().min(2, '请写明原因').max(200),
});
export type LeaveClass = z.input<typeof LeaveClass>;

export const AttachContract = z.object({
  classId: z.uuid(),
  personId: z.uuid(),
  fileId: z.uuid(),
  from: day,
  to: day.optional(),
});
export type AttachContract = z.input<typeof AttachContract>;

export const ChargeGroup = z.object({
  classId: z.uuid(),
  personId: z.uuid(),
  group: z.enum(['enterprise_employee', 'poor_worker', 'rural_worker']),
});
export type ChargeGroup = z.input<typeof ChargeGroup>;

/** A class as screens show it; doubts are what is wrong with the class itself. */
export type ClassView = {
  classId: string;
  institutionId: string;
  institution: string;
  name: string | null;
  kind: string | null;
  state: string;
  trade: string | null;
  startsOn: string | null;
  endsOn: string | null;
  days: number | null;
  hours: number | null;
  place: string | null;
  participants: number;
  capacity: number | null;
  doubts: string[];
  openFindings: number;
};
