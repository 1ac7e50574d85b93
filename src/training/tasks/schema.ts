import { z } from 'zod';
import { Paging } from '../../platform/paging.ts';

const day = z.iso.date('请填写日期');

export const OpenCall = z
  .object({
    title: z.string().trim().min(2, '请填写项目名称').max(120),
    scheme: z.string().trim().max(60).optional(),
    places: z.number().int().positive('人数应大于 0').max(100_000),
    opensOn: day,
    closesOn: day,
  })
  .refine((c) => c.opensOn <= c.closesOn, { path: ['closesOn'], message: '截止日期不能早于开始日期' });
export type OpenCall = z.input<typeof OpenCall>;

export const BidForCall = z.object({
  callId: z.uuid(),
  capacity: z.number().int().positive('承训能力应大于 0').max(100_000),
  priceFen: z.number().int().min(0).optional(),
  proposal: z.string().trim().max(500).optional(),
});
export type BidForCall = z.input<typeof BidForCall>;

export const AwardBid = z.object({
  callId: z.uuid(),
  institutionId: z.uuid(),
  places: z.number().int().positive('人数应大于 0').max(100_000),
  dueOn: day.optional(),
});
export type AwardBid = z.input<typeof AwardBid>;

export const AssignTask = z.object({
  /** Nobody: open to be claimed. */
  institutionId: z.uuid().optional(),
  title: z.string().trim().min(2, '请填写任务名称').max(120),
  scheme: z.string().trim().max(60).optional(),
  year: z.number().int().min(2000).max(2100),
  places: z.number().int().positive('人数应大于 0').max(100_000),
  dueOn: day.optional(),
});
export type AssignTask = z.input<typeof AssignTask>;

export const TaskId = z.object({ taskId: z.uuid() });
export type TaskId = z.infer<typeof TaskId>;

export const ListTasks = z.object({ ...Paging, year: z.coerce.number().int().min(2000).max(2100).optional() });
export type ListTasks = z.input<typeof ListTasks>;

export const ListCalls = z.object(Paging);
export type ListCalls = z.input<typeof ListCalls>;

export const KeepWorkshop = z.object({
  name: z.string().trim().min(2, '请填写名称').max(80),
  kind: z.enum(['township_workshop', 'village_processing_point']),
  placeCode: z.number().int(),
  conditionsMet: z.boolean().optional(),
  supportedOn: day.optional(),
  support: z.string().trim().max(200).optional(),
});
export type KeepWorkshop = z.input<typeof KeepWorkshop>;

export type TaskView = {
  taskId: string;
  number: string;
  title: string;
  scheme: string | null;
  institution: string | null;
  basis: string;
  year: number;
  places: number;
  dueOn: string | null;
  completed: number;
  inTraining: number;
  /** Places for which nobody is in training and nobody has completed. */
  open: number;
  percent: number;
};
export type CallView = {
  callId: string;
  number: string;
  title: string;
  scheme: string | null;
  places: number;
  opensOn: string;
  closesOn: string;
  state: string;
  bids: {
    institutionId: string;
    institution: string;
    kind: string;
    capacity: number;
    priceFen: number | null;
    awarded: number | null;
  }[];
};
