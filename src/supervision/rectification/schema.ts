import { z } from 'zod';
import type { RectificationAction, RectificationState } from './transitions.ts';

const Text = (title: string, most = 1000) =>
  z.string().trim().min(1, `请填写${title}`).max(most).meta({ title, kind: 'longText' });
const Line = (title: string, most = 200) => z.string().trim().min(1, `请填写${title}`).max(most).meta({ title });
const Day = (title: string) => z.iso.date({ error: `请填写${title}` }).meta({ title });
const Code = z.coerce.number().int().min(0).max(999_999_999_999);

type Named<K extends string> = Readonly<Record<K, string>>;
const choice = <K extends string>(title: string, names: Named<K>) =>
  z.enum(Object.keys(names) as [K, ...K[]], { error: `请选择${title}` }).meta({
    title,
    options: Object.entries<string>(names).map(([value, label]) => ({ value, label })),
  });

/** 问题来源、问题类别、薄弱环节、原因类别, as the list writes them. */
export const SOURCES = { review_2019: '2019年“回头看”', other: '其他' } as const;
export const KINDS = { targeting: '针对性不强', effect: '实效性不佳', other: '其他' } as const;
export const WEAK_LINKS = {
  training_employment: '培训就业衔接不紧',
  distribution: '贫困人口分布不均',
  training_effect: '培训效果不突出',
  income: '收入增加不明显',
} as const;
export const CAUSES = {
  duty: '责任落实不到位',
  ability: '工作能力不足',
  policy: '政策措施不完善',
  funds: '经费保障不足',
  coordination: '部门协调不畅',
  other: '其他',
} as const;
export type ProblemKind = keyof typeof KINDS;

export const ListId = z.object({ listId: z.uuid() });
export type ListId = z.input<typeof ListId>;
export const AnswerId = z.object({ answerId: z.uuid() });
export type AnswerId = z.input<typeof AnswerId>;

export const CreateList = z.object({
  title: Line('清单名称'),
  number: z.string().trim().max(60).optional().meta({ title: '文号', hint: '没有文号的不填' }),
  reportDueOn: z.iso.date().optional().meta({ title: '书面报告报送期限', hint: '文件没有规定的不填，显示“未设置”' }),
});
export type CreateList = z.input<typeof CreateList>;

export const ItemFields = z.object({
  source: choice('问题来源', SOURCES),
  kind: choice('问题类别', KINDS),
  weakLink: choice('薄弱环节', WEAK_LINKS).optional(),
  finding: Text('问题具体表现'),
  task: Text('整改任务'),
  dueOn: z.iso.date().optional().meta({ title: '整改时限', hint: '由各地自定的不填' }),
  ruleKey: z.string().trim().max(100).optional().meta({
    title: '销号前重新核验的规则',
    hint: '如 yulu、tuition：该规则在当地没有应享未享、享受不符的人才能销号',
  }),
});
export const SaveItem = ItemFields.extend({
  listId: z.uuid(),
  itemId: z.uuid().optional(),
  areas: z.array(Code).max(200).default([]),
});
export type SaveItem = z.input<typeof SaveItem>;

export const RecordFinding = z.object({
  round: Line('检查轮次', 60),
  kind: choice('问题类别', KINDS),
  finding: Text('发现的问题'),
  itemId: z.uuid().optional(),
});
export type RecordFinding = z.input<typeof RecordFinding>;
export const LinkFinding = z.object({ findingId: z.uuid(), itemId: z.uuid() });
export type LinkFinding = z.input<typeof LinkFinding>;

export const IssueList = ListId.extend({
  unitIds: z.array(z.guid()).min(1, '请选择接收单位').max(500),
});
export type IssueList = z.input<typeof IssueList>;
export const PassDown = AnswerId.extend({ unitIds: z.array(z.guid()).min(1, '请选择下级单位').max(500) });
export type PassDown = z.input<typeof PassDown>;

/** 整改台账 of one unit; saved part by part, whole when the list is submitted. */
export const AnswerFields = z.object({
  found: z.boolean({ error: '请选择是否存在' }).nullish().meta({ title: '本地是否存在此问题', kind: 'yesNo' }),
  checkNote: z.string().trim().max(2000).nullish().meta({ title: '查摆情况', kind: 'longText' }),
  causeKind: choice('原因类别', CAUSES).nullish(),
  cause: z.string().trim().max(2000).nullish().meta({ title: '原因分析', kind: 'longText' }),
  measure: z.string().trim().max(2000).nullish().meta({ title: '整改措施', kind: 'longText' }),
  person: z.string().trim().max(60).nullish().meta({ title: '责任人' }),
  dueOn: z.iso.date().nullish().meta({ title: '整改时限' }),
});
export const SaveAnswer = AnswerFields.extend({ answerId: z.uuid() });
export type SaveAnswer = z.input<typeof SaveAnswer>;

const Figure = (title: string) =>
  z.coerce.number({ error: '请填写数字' }).min(0).max(1e12).nullish().meta({ title, kind: 'number' });
export const LineFields = z.object({
  situation: Text('整改情况', 500),
  before: Figure('整改前'),
  after: Figure('整改后'),
});
export const RecordLine = LineFields.extend({ answerId: z.uuid(), placeCode: Code });
export type RecordLine = z.input<typeof RecordLine>;

export const ClosingFields = z.object({
  effect: Text('实际效果'),
  valueName: z.string().trim().max(60).nullish().meta({ title: '衡量指标', hint: '如 培训后就业率（%）' }),
  before: Figure('整改前'),
  after: Figure('整改后'),
  nextSteps: Text('下步措施'),
  completedOn: Day('完成日期'),
});
export const AskClosing = ClosingFields.extend({ answerId: z.uuid(), fileId: z.uuid({ error: '请上传佐证材料' }) });
export type AskClosing = z.input<typeof AskClosing>;

export const VerifyAnswer = AnswerId.extend({
  pass: z.boolean(),
  opinion: z.string().trim().min(1, '请填写核验意见').max(500).meta({ title: '核验意见', kind: 'longText' }),
});
export type VerifyAnswer = z.input<typeof VerifyAnswer>;

export const PrintPart = ListId.extend({ part: z.coerce.number().int().min(1).max(3) });
export type PrintPart = z.input<typeof PrintPart>;

export const ReportFields = z.object({
  signedBy: Line('签发人', 60).meta({ title: '签发人', hint: '在书面报告上签字的负责人' }),
});
export const SendReport = ReportFields.extend({
  listId: z.uuid(),
  fileId: z.uuid({ error: '请上传签字盖章的书面报告' }),
});
export type SendReport = z.input<typeof SendReport>;
export const ReportOf = ListId.extend({ unitId: z.uuid() });
export type ReportOf = z.input<typeof ReportOf>;

export const RecordSelfCheck = z
  .object({
    heldOn: Day('自查日期'),
    found: z.coerce
      .number({ error: '请填写数字' })
      .int()
      .min(0)
      .max(100_000)
      .meta({ title: '发现问题（个）', kind: 'number' }),
    corrected: z.coerce
      .number({ error: '请填写数字' })
      .int()
      .min(0)
      .max(100_000)
      .meta({ title: '已改正（个）', kind: 'number' }),
    note: z.string().trim().max(1000).optional().meta({ title: '情况说明', kind: 'longText' }),
  })
  .refine((v) => v.corrected <= v.found, { message: '已改正的不能多于发现的', path: ['corrected'] });
export type RecordSelfCheck = z.input<typeof RecordSelfCheck>;
export const Nothing = z.object({});
export type Nothing = z.input<typeof Nothing>;

export type ListLine = {
  listId: string;
  title: string;
  number: string | null;
  unitName: string;
  state: 'draft' | 'issued';
  issuedOn: string | null;
  reportDueOn: string | null;
  items: number;
  units: number;
  signed: number;
  submitted: number;
  states: Record<RectificationState, number>;
  overdue: number;
};

export type ItemView = {
  itemId: string;
  seq: number;
  source: keyof typeof SOURCES;
  kind: ProblemKind;
  weakLink: keyof typeof WEAK_LINKS | null;
  finding: string;
  task: string;
  areas: number[];
  dueOn: string | null;
  ruleKey: string | null;
  findings: number;
};

export type ReceiptView = {
  unitId: string;
  unitName: string;
  divisionCode: number;
  fromUnitId: string;
  sentOn: string;
  signedOn: string | null;
  submittedOn: string | null;
  /** Whether a formal report is owed: by those the list was issued to, not by those it was passed down to. */
  reportOwed: boolean;
  report: SentReport | null;
  /** Days past the list's day, of the report or, while there is none, of today; 0 where no day is set. */
  reportLateDays: number;
};

export type SentReport = { number: string; sentOn: string; signedBy: string };

export type AnswerLine = {
  answerId: string;
  itemId: string;
  seq: number;
  parentId: string | null;
  unitId: string;
  unitName: string;
  divisionCode: number;
  state: RectificationState;
  stateName: string;
  found: boolean | null;
  person: string | null;
  dueOn: string | null;
  overdueDays: number;
  sendBacks: number;
  recurrences: number;
  children: number;
  childrenClosed: number;
};

export type UnitChoice = { unitId: string; name: string; divisionCode: number };

export type ListView = ListLine & {
  today: string;
  mine: boolean;
  itemRows: ItemView[];
  receipts: ReceiptView[];
  unsigned: string[];
  /** Who owes a formal report and has not sent it. */
  unreported: string[];
  /** Attachments the reader's own report lacks; empty where it owes none. */
  missingParts: string[];
  answers: AnswerLine[];
  receipt: ReceiptView | null;
  unlinkedFindings: FindingView[];
};

export type FindingView = {
  findingId: string;
  round: string;
  kind: ProblemKind;
  finding: string;
  itemId: string | null;
};

export type LineView = {
  lineId: string;
  placeCode: number;
  placeName: string;
  situation: string;
  before: number | null;
  after: number | null;
};

export type AnswerView = AnswerLine & {
  listId: string;
  listTitle: string;
  item: ItemView;
  own: boolean;
  acts: { action: RectificationAction; label: string; needsReason: boolean }[];
  checkNote: string | null;
  causeKind: keyof typeof CAUSES | null;
  cause: string | null;
  measure: string | null;
  before: number | null;
  after: number | null;
  valueName: string | null;
  effect: string | null;
  nextSteps: string | null;
  completedOn: string | null;
  evidence: { name: string; sha256: string } | null;
  verifiedBy: string | null;
  verifiedOn: string | null;
  opinion: string | null;
  recurrenceOf: string | null;
  escalatedOn: string | null;
  lines: LineView[];
  childRows: AnswerLine[];
  lowerUnits: UnitChoice[];
  places: { code: number; name: string }[];
  history: { seq: number; at: string; title: string; by: string; unit: string | null; reason: string | null }[];
};

export type SelfCheckLine = {
  checkId: string;
  unitName: string;
  heldOn: string;
  found: number;
  corrected: number;
  note: string | null;
  remindedOn: string | null;
};
