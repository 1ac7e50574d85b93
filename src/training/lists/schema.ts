import { z } from 'zod';
import { Paging } from '../../platform/paging.ts';

const day = z.iso.date('请填写日期');

/** 企业订单. `people`: whom the enterprise employs or names; with `onlyNamed` nobody else may be enrolled. */
export const PlaceOrder = z.object({
  trade: z.string().trim().min(1, '请填写工种').max(60),
  places: z.number().int().positive('人数应大于 0').max(5000),
  wageFen: z.number().int().positive().optional(),
  startsOn: day,
  post: z.string().trim().max(80).optional(),
  onlyNamed: z.boolean().default(false),
  people: z
    .array(
      z.object({
        name: z.string().trim().min(1).max(60),
        idNumber: z.string().trim().min(1).max(40),
        relation: z.enum(['employed', 'designated']),
      }),
    )
    .max(2000)
    .default([]),
});
export type PlaceOrder = z.input<typeof PlaceOrder>;

/** 培训机构列单. */
export const ListCourse = z.object({
  title: z.string().trim().min(2, '请填写课程名称').max(120),
  trade: z.string().trim().min(1, '请填写工种').max(60),
  occupation: z
    .string()
    .regex(/^o\d{7}$/, '职业代码为 o 加 7 位数字')
    .optional(),
  level: z.string().trim().max(20).optional(),
  kind: z.string().min(1, '请选择培训类型').max(40),
  hours: z.number().positive('课时应大于 0').max(5000),
  feeFen: z.number().int().min(0).default(0),
  places: z.number().int().positive('名额应大于 0').max(5000),
  startsOn: day.optional(),
  orderId: z.uuid().optional(),
});
export type ListCourse = z.input<typeof ListCourse>;

/** 劳动者选单, entered by the village clerk. */
export const ChooseCourse = z.object({ courseId: z.uuid(), personIds: z.array(z.uuid()).min(1).max(200) });
export type ChooseCourse = z.input<typeof ChooseCourse>;

export const WithdrawChoice = z.object({ choiceId: z.uuid() });
export type WithdrawChoice = z.infer<typeof WithdrawChoice>;

export const ListChoices = z.object({
  ...Paging,
  courseId: z.uuid().optional(),
  state: z.enum(['chosen', 'enrolled', 'withdrawn']).optional(),
});
export type ListChoices = z.input<typeof ListChoices>;

/** 政府买单. */
export const BuyCourse = z.object({
  courseId: z.uuid(),
  places: z.number().int().positive('人数应大于 0').max(5000),
  priceFen: z.number().int().min(0),
});
export type BuyCourse = z.input<typeof BuyCourse>;

export const ConfirmPurchase = z.object({
  purchaseId: z.uuid(),
  reason: z.string().trim().min(4, '请写明没有企业订单仍购买的理由').max(300),
});
export type ConfirmPurchase = z.input<typeof ConfirmPurchase>;

export const WithdrawOrder = z.object({
  orderId: z.uuid(),
  reason: z.string().trim().min(2, '请写明撤回的原因').max(300),
});
export type WithdrawOrder = z.input<typeof WithdrawOrder>;

/** `open`: put on the list again. */
export const CloseCourse = z.object({ courseId: z.uuid(), open: z.boolean().default(false) });
export type CloseCourse = z.input<typeof CloseCourse>;

export const CancelPurchase = z.object({
  purchaseId: z.uuid(),
  reason: z.string().trim().min(2, '请写明取消的原因').max(300),
});
export type CancelPurchase = z.input<typeof CancelPurchase>;

export const ListOffers = z.object({
  ...Paging,
  trade: z.string().trim().max(60).optional(),
  own: z.enum(['yes']).optional(),
  open: z.enum(['yes']).optional(),
  find: z.string().trim().max(60).optional(),
});
export type ListOffers = z.input<typeof ListOffers>;

export const ApproveScope = z
  .object({
    institutionId: z.uuid(),
    trade: z.string().trim().min(1, '请填写工种').max(60),
    validFrom: day,
    validTo: day.optional(),
    batch: z.number().int().positive().optional(),
    offlineFrom: day.optional(),
  })
  .refine((s) => (s.batch === undefined) === (s.offlineFrom === undefined), {
    path: ['offlineFrom'],
    message: '批次和恢复日期要一起填写',
  });
export type ApproveScope = z.input<typeof ApproveScope>;

export const ListScopes = z.object(Paging);
export type ListScopes = z.input<typeof ListScopes>;

export type OrderView = {
  orderId: string;
  number: string;
  enterprise: string;
  trade: string;
  places: number;
  wageFen: number | null;
  startsOn: string;
  post: string | null;
  onlyNamed: boolean;
  state: string;
  /** People put on rosters of its classes, and who of them completed; of the places ordered. */
  enrolled: number;
  completed: number;
  percent: number | null;
};
export type ChoiceView = {
  choiceId: string;
  name: string;
  village: string | null;
  title: string;
  number: string;
  via: string;
  chosenOn: string;
  state: string;
};
export type CourseView = {
  courseId: string;
  number: string;
  institution: string;
  institutionId: string;
  title: string;
  trade: string;
  kind: string;
  hours: number;
  feeFen: number;
  places: number;
  chosen: number;
  startsOn: string | null;
  orderId: string | null;
  orderNumber: string | null;
  state: string;
  /** Listed by the reader's own institution. */
  own: boolean;
};
/** One line of the chain: order → course → choices → purchase → class → jobs. */
export type ChainView = {
  courseId: string;
  title: string;
  institution: string;
  orderNumber: string | null;
  enterprise: string | null;
  orderPlaces: number | null;
  courseNumber: string;
  choices: number;
  purchaseId: string | null;
  purchaseNumber: string | null;
  purchaseState: string | null;
  heldFor: string | null;
  classes: number;
  completed: number;
  jobs: number;
  /** How many of the four lists hold together. */
  linked: number;
};
