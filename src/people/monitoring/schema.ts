import { z } from 'zod';

const options = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

export const CAUSES = {
  epidemic: '疫情影响',
  enterprise: '企业停产倒闭',
  illness: '患病',
  disaster: '灾害事故',
  unemployment: '失业',
  other: '其他',
} as const;
export type Cause = keyof typeof CAUSES;
export const FOLLOW_UPS = { training: '技能培训', guidance: '就业指导' } as const;
export type FollowUpKind = keyof typeof FOLLOW_UPS;
export const NEED_FORMS = { practical: '实操培训', concentrated: '集中培训', online: '线上培训' } as const;
export type NeedForm = keyof typeof NEED_FORMS;

const Code = z.coerce.number().int().min(0).max(999_999_999_999);

export const VisitFields = z.object({
  visitedOn: z.iso.date({ error: '请填写走访日期' }).meta({ title: '走访日期' }),
  visitor: z.string().trim().min(2, '请填写走访人').max(60).meta({ title: '走访人' }),
  finding: z.string().trim().max(500).nullish().meta({ title: '走访情况', kind: 'longText' }),
  hardship: z.boolean().default(false).meta({ title: '发现致贫返贫风险', kind: 'yesNo' }),
});
export const VisitHousehold = VisitFields.extend({ householdId: z.uuid() });
export type VisitHousehold = z.input<typeof VisitHousehold>;

export const HardshipFields = z.object({
  cause: z
    .enum(['epidemic', 'enterprise', 'illness', 'disaster', 'unemployment', 'other'], { error: '请选择原因' })
    .meta({ title: '原因', options: options(CAUSES) }),
  account: z.string().trim().min(2, '请填写情况').max(500).meta({ title: '情况', kind: 'longText' }),
});
export const ReportHardship = HardshipFields.extend({ personId: z.uuid() });
export type ReportHardship = z.input<typeof ReportHardship>;

export const SettleHardship = z.object({
  personId: z.uuid(),
  reportId: z.uuid(),
  included: z.boolean(),
  reason: z.string().trim().min(2, '请填写依据或理由').max(300).meta({ title: '依据或理由', kind: 'longText' }),
});
export type SettleHardship = z.input<typeof SettleHardship>;

export const FollowUpFields = z.object({
  doneOn: z.iso.date({ error: '请填写日期' }).meta({ title: '日期' }),
  note: z.string().trim().min(2, '请填写内容').max(300).meta({ title: '内容', kind: 'longText' }),
});
export const LogFollowUp = FollowUpFields.extend({
  personId: z.uuid(),
  reportId: z.uuid(),
  kind: z.enum(['training', 'guidance']),
});
export type LogFollowUp = z.input<typeof LogFollowUp>;

export const NeedFields = z.object({
  form: z
    .enum(['practical', 'concentrated', 'online'], { error: '请选择培训方式' })
    .meta({ title: '培训方式', options: options(NEED_FORMS) }),
  evening: z.boolean().default(false).meta({ title: '只能晚间参加', kind: 'yesNo' }),
  nearHome: z.boolean().default(false).meta({ title: '需要就近', kind: 'yesNo' }),
  trade: z.string().trim().max(60).nullish().meta({ title: '想学的工种' }),
  note: z.string().trim().max(300).nullish().meta({ title: '其他情况', kind: 'longText' }),
});
export const RecordNeed = NeedFields.extend({ personId: z.uuid(), year: z.coerce.number().int().min(2000).max(2100) });
export type RecordNeed = z.input<typeof RecordNeed>;

export const Monitoring = z.object({ division: Code.optional() });
export type Monitoring = z.input<typeof Monitoring>;
export const NeedTable = z.object({
  division: Code.optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
});
export type NeedTable = z.input<typeof NeedTable>;

export type OverdueVisit = {
  householdId: string;
  householdNo: string | null;
  headName: string | null;
  villageCode: number;
  village: string;
  lastVisit: string | null;
  dueOn: string;
};
export type HardshipLine = {
  personId: string;
  reportId: string;
  name: string;
  idMask: string | null;
  village: string;
  cause: Cause;
  account: string;
  reportedOn: string;
  dueOn: string | null;
  overdue: boolean;
  outcome: 'included' | 'not_included' | null;
  settledOn: string | null;
  reason: string | null;
};
export type FollowUpLine = {
  personId: string;
  reportId: string;
  kind: FollowUpKind;
  name: string;
  village: string;
  includedOn: string;
  dueOn: string | null;
  doneOn: string | null;
  note: string | null;
  overdue: boolean;
};
export type MonitoringView = {
  today: string;
  /** Months between visits set here; null: not set, nobody is overdue. */
  visitMonths: number | null;
  visits: OverdueVisit[];
  reports: HardshipLine[];
  followUps: FollowUpLine[];
};

export type NeedRow = {
  code: number;
  name: string;
  practical: number;
  concentrated: number;
  online: number;
  evening: number;
  nearHome: number;
};
export type CrossCell = { ability: string; wish: 'willing' | 'unwilling' | 'not_asked'; persons: number };
export type NeedView = {
  year: number;
  rows: NeedRow[];
  total: Omit<NeedRow, 'code' | 'name'>;
  /** Classes that the needs call for: an evening class for as many as can only come then, by township. */
  proposals: { code: number; name: string; form: NeedForm; evening: boolean; upTo: number }[];
  cross: CrossCell[];
  persons: number;
};
