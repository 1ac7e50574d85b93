import { z } from 'zod';

/** The four kinds in which marked results count among equals (SD2017 三(四)), and any other. */
export const SELECTION_KINDS = {
  national_skill_revival: '国家高技能人才振兴计划项目',
  featured_school: '省技工教育特色名校',
  master_workstation: '齐鲁技能大师特色工作站',
  apprenticeship_pilot: '企业新型学徒制试点',
  other: '其他项目',
} as const;
export type SelectionKind = keyof typeof SELECTION_KINDS;

export const SelectionFields = z.object({
  kind: z.enum(Object.keys(SELECTION_KINDS) as [SelectionKind, ...SelectionKind[]], { error: '请选择项目类型' }).meta({
    title: '项目类型',
    options: Object.entries(SELECTION_KINDS).map(([value, label]) => ({ value, label })),
  }),
  title: z.string().trim().min(2, '请填写评选名称').max(100).meta({ title: '评选名称' }),
  places: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .optional()
    .meta({ title: '名额', kind: 'number', hint: '没有名额限制的不填' }),
});
export const StartSelection = SelectionFields;
export type StartSelection = z.input<typeof StartSelection>;

export const SelectionId = z.object({ selectionId: z.uuid() });
export type SelectionId = z.input<typeof SelectionId>;

export const CandidateFields = z.object({
  name: z.string().trim().min(2, '请填写申报单位').max(100).meta({ title: '申报单位', hint: '与评价表中的名称一致' }),
  score: z.coerce.number({ error: '请填写数字' }).int().min(0).max(1000).meta({ title: '评审得分', kind: 'number' }),
  complete: z.boolean().default(true).meta({ title: '申报材料齐全', kind: 'yesNo' }),
});
export const EnterCandidate = CandidateFields.extend({ selectionId: z.uuid() });
export type EnterCandidate = z.input<typeof EnterCandidate>;

export const RemoveCandidate = z.object({
  selectionId: z.uuid(),
  candidateId: z.uuid(),
  reason: z.string().trim().min(2, '请说明原因').max(300).meta({ title: '原因', kind: 'longText' }),
});
export type RemoveCandidate = z.input<typeof RemoveCandidate>;

export type SelectionLine = {
  selectionId: string;
  kind: SelectionKind;
  title: string;
  unitName: string;
  places: number | null;
  candidates: number;
  state: 'open' | 'decided';
  openedOn: string;
  decidedOn: string | null;
};
export type CandidateLine = {
  candidateId: string;
  /** Null where it does not take part: papers incomplete. */
  place: number | null;
  name: string;
  score: number;
  /** What is added to the score for marked results. */
  bonus: number;
  complete: boolean;
  /** 成效显著 by a published evaluation, in a kind in which it counts among equals. */
  marked: boolean;
  /** Nothing that is set tells it from its neighbour. */
  tied: boolean;
  /** Among equals the mark put it here. */
  note: string | null;
  selected: boolean;
};
export type SelectionView = SelectionLine & { mine: boolean; rows: CandidateLine[] };
