import { z } from 'zod';
import { Paging } from '../../platform/paging.ts';
import { MATTER_KINDS, type MatterKind } from './kinds.ts';
import type { MatterAction, MatterState } from './transitions.ts';
import type { KindFigures } from './figures.ts';

const options = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

export const ROUND_KINDS = {
  supervision: '督导',
  inspection: '检查',
  coordination: '部门协调',
  stage: '工作阶段',
} as const;
export type RoundKind = keyof typeof ROUND_KINDS;
export const PARTNERS = {
  finance: '财政部门',
  education: '教育部门',
  reform: '发展改革部门',
  poverty: '扶贫（乡村振兴）部门',
  civil_affairs: '民政部门',
  enterprise: '企业',
  other: '其他',
} as const;

const Title = z.string().trim().min(2, '请填写名称').max(300);
const Code = z.coerce.number().int().min(0).max(999_999_999_999);
const kinds = Object.keys(MATTER_KINDS) as [MatterKind, ...MatterKind[]];
const names = Object.fromEntries(kinds.map((k) => [k, MATTER_KINDS[k].title]));

export const RoundFields = z.object({
  kind: z
    .enum(['supervision', 'inspection', 'coordination', 'stage'], { error: '请选择种类' })
    .meta({ title: '种类', options: options(ROUND_KINDS) }),
  title: Title.meta({ title: '名称' }),
  dueOn: z.iso.date().optional().meta({ title: '完成时限', hint: '没有规定的不填' }),
  cycleMonths: z.coerce.number().int().min(1).max(60).optional().meta({
    title: '周期（月）',
    kind: 'number',
    hint: '定期检查填写，如 6',
  }),
});
export const OpenRound = RoundFields.extend({
  /** Ledger ids that become checklist items; 'board' stands for all that the board shows as open. */
  obligations: z.union([z.literal('board'), z.array(z.string().max(30)).max(700)]).optional(),
  document: z.string().max(10).optional(),
  /** Draws whom to inspect by a seed that anybody can repeat. */
  draw: z
    .object({
      from: z.enum(['classes', 'schools']),
      count: z.coerce.number().int().min(1).max(500),
      seed: z.coerce.number().int().min(0).max(2_147_483_647),
    })
    .optional(),
});
export type OpenRound = z.input<typeof OpenRound>;
export const DrawFields = z.object({
  from: z.enum(['classes', 'schools'], { error: '请选择抽查对象' }).meta({
    title: '抽查对象',
    options: [
      { value: 'classes', label: '培训班' },
      { value: 'schools', label: '技工院校' },
    ],
  }),
  count: z.coerce.number({ error: '请填写数字' }).int().min(1).max(500).meta({ title: '抽取数量', kind: 'number' }),
  seed: z.coerce.number({ error: '请填写数字' }).int().min(0).max(2_147_483_647).meta({
    title: '种子数',
    kind: 'number',
    hint: '同一种子数抽出同样的对象，可以复核',
  }),
});
export const RoundId = z.object({ roundId: z.uuid() });
export type RoundId = z.input<typeof RoundId>;
export const MatterId = z.object({ matterId: z.uuid() });
export type MatterId = z.input<typeof MatterId>;

export const MatterFields = z.object({
  kind: z.enum(kinds, { error: '请选择种类' }).meta({ title: '种类', options: options(names) }),
  title: Title.meta({ title: '事项', kind: 'longText' }),
  topic: z.string().trim().max(60).optional().meta({ title: '主题', hint: '如 教材使用、招生秩序' }),
  person: z.string().trim().max(60).optional().meta({ title: '责任人' }),
  dueOn: z.iso.date().optional().meta({ title: '时限', hint: '没有规定的不填' }),
  limitDays: z.coerce.number().int().min(1).max(3650).optional().meta({ title: '办理期限（天）', kind: 'number' }),
  partner: z
    .enum(Object.keys(PARTNERS) as [keyof typeof PARTNERS, ...(keyof typeof PARTNERS)[]])
    .optional()
    .meta({ title: '协同部门', options: options(PARTNERS) }),
  blocking: z.boolean().optional().meta({ title: '不解决不能进入下一阶段', kind: 'yesNo' }),
});
export const CreateMatter = MatterFields.extend({
  roundId: z.uuid().optional(),
  unitId: z.uuid().optional(),
  /** Responsible together with the lead: both confirm before it may be closed. */
  coUnitId: z.uuid().optional(),
  obligation: z.string().max(30).optional(),
  openedOn: z.iso.date().optional(),
});
export type CreateMatter = z.input<typeof CreateMatter>;

export const AssignMatter = MatterId.extend({
  unitId: z.uuid().optional(),
  person: z.string().trim().min(2, '请填写责任人').max(60).meta({ title: '责任人' }),
});
export type AssignMatter = z.input<typeof AssignMatter>;

export const ReplyFields = z.object({
  result: z.string().trim().max(2000).optional().meta({ title: '办理结果', kind: 'longText' }),
  measure: z.string().trim().max(2000).optional().meta({ title: '解决措施', kind: 'longText' }),
});
export const ReplyMatter = ReplyFields.extend({ matterId: z.uuid(), fileId: z.uuid().optional() });
export type ReplyMatter = z.input<typeof ReplyMatter>;

export const CloseFields = ReplyFields.extend({
  confirmed: z.boolean().optional().meta({ title: '是否属实（举报投诉）', kind: 'yesNo' }),
  sanction: z.string().trim().max(500).optional().meta({ title: '处理情况（属实的）', kind: 'longText' }),
});
export const CloseMatter = CloseFields.extend({ matterId: z.uuid(), fileId: z.uuid().optional() });
export type CloseMatter = z.input<typeof CloseMatter>;

export const NoteMatter = MatterId.extend({
  note: z.string().trim().min(2, '请填写内容').max(1000).meta({ title: '内容', kind: 'longText' }),
});
export type NoteMatter = z.input<typeof NoteMatter>;
export const PassMatterDown = MatterId.extend({ unitIds: z.array(z.uuid()).min(1, '请选择下级单位').max(500) });
export type PassMatterDown = z.input<typeof PassMatterDown>;

export const ListMatters = z.object({
  ...Paging,
  kind: z.enum(kinds).optional(),
  state: z.enum(['open', 'started', 'replied', 'closed']).optional(),
  late: z.enum(['yes']).optional(),
  mine: z.enum(['asked', 'lead']).optional(),
  topic: z.string().max(60).optional(),
  roundId: z.uuid().optional(),
  division: Code.optional(),
});
export type ListMatters = z.input<typeof ListMatters>;
export const Everything = z.object({});
export type Everything = z.input<typeof Everything>;

export type MatterLine = {
  matterId: string;
  roundId: string | null;
  parentId: string | null;
  kind: MatterKind;
  kindName: string;
  title: string;
  obligation: string | null;
  topic: string | null;
  partner: keyof typeof PARTNERS | null;
  blocking: boolean;
  fromUnit: string;
  fromUnitId: string;
  unitId: string | null;
  unit: string | null;
  coUnitId: string | null;
  coUnit: string | null;
  /** Where two units are responsible: how many of them have confirmed, and whom it waits for. */
  confirmation: string | null;
  person: string | null;
  dueOn: string | null;
  lateDays: number;
  daysOpen: number;
  state: MatterState;
  stateName: string;
  evidence: boolean;
  confirmed: boolean | null;
  sanction: string | null;
  guidances: number;
  escalations: number;
  escalatedOn: string | null;
  openedOn: string;
  closedOn: string | null;
  children: number;
  childrenClosed: number;
  /** Without a lead unit or a person it cannot be started. */
  noLead: boolean;
};

export type MatterView = MatterLine & {
  divisionCode: number;
  institutionId: string | null;
  roundTitle: string | null;
  result: string | null;
  measure: string | null;
  evidenceName: string | null;
  needs: string[];
  acts: { action: MatterAction; label: string; needsReason: boolean }[];
  childRows: MatterLine[];
  history: { seq: number; at: string; title: string; by: string; unit: string | null; note: string | null }[];
};

export type RoundLine = {
  roundId: string;
  kind: RoundKind;
  title: string;
  unitName: string;
  document: string | null;
  dueOn: string | null;
  cycleMonths: number | null;
  seed: number | null;
  drawnFrom: number | null;
  state: 'open' | 'closed';
  openedOn: string;
  closedOn: string | null;
  matters: number;
  closed: number;
  late: number;
};

export type RoundView = RoundLine & {
  mine: boolean;
  figures: KindFigures[];
  partners: ({ partner: string } & Omit<KindFigures, 'kind'>)[];
  rows: MatterLine[];
};

/** The dashboard of one's area: figures by kind, and what is late, the latest first. */
export type MatterBoard = { today: string; figures: KindFigures[]; late: MatterLine[]; escalated: MatterLine[] };

export const DutyBoard = z.object({ document: z.string().max(10).optional(), state: z.string().max(20).optional() });
export type DutyBoard = z.input<typeof DutyBoard>;

/** A duty of one's office with what has been asked about it below. */
export type DutyLine = {
  id: string;
  document: string;
  place: string;
  gist: string;
  obligation: string;
  state: string;
  dueOn: string | null;
  page: { title: { zh: string; en: string }; link: string } | null;
  matters: number;
  closed: number;
  late: number;
  evidence: number;
  units: number;
};
