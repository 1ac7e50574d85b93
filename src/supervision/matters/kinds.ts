/** What a matter must have before it may be closed, by kind; nothing else decides it. */
export type Need = 'result' | 'measure' | 'evidence' | 'verdict' | 'reply' | 'guidance_when_late' | 'confirmations';
type KindRule = { title: string; needs: readonly Need[]; escalates: boolean };

export const MATTER_KINDS = {
  duty: { title: '义务清单事项', needs: ['result'], escalates: false },
  task: { title: '任务', needs: ['result'], escalates: false },
  milestone: { title: '进度节点', needs: ['guidance_when_late'], escalates: false },
  problem: { title: '突出问题', needs: ['measure', 'evidence'], escalates: true },
  order: { title: '纠正通知', needs: ['reply'], escalates: false },
  inspection: { title: '检查对象', needs: ['result'], escalates: false },
  finding: { title: '检查发现', needs: ['measure'], escalates: false },
  complaint: { title: '举报投诉', needs: ['verdict'], escalates: false },
  measure: { title: '落实举措', needs: [], escalates: false },
} as const satisfies Record<string, KindRule>;
export type MatterKind = keyof typeof MATTER_KINDS;

/** What is known of a matter when it is to be closed. */
export type Closing = {
  kind: MatterKind;
  state: string;
  result: string | null;
  measure: string | null;
  evidence: boolean;
  confirmed: boolean | null;
  sanction: string | null;
  guidances: number;
  late: boolean;
  /** Of the lead and the unit responsible with it, how many have not confirmed; none where one unit alone is responsible. */
  unconfirmed: number;
};

const MET: Readonly<Record<Need, (c: Closing) => boolean>> = {
  result: (c) => Boolean(c.result),
  measure: (c) => Boolean(c.measure),
  evidence: (c) => c.evidence,
  verdict: (c) => c.confirmed === false || (c.confirmed === true && Boolean(c.sanction)),
  reply: (c) => c.state === 'replied',
  guidance_when_late: (c) => !c.late || c.guidances > 0,
  confirmations: (c) => c.unconfirmed === 0,
};

/** What still keeps a matter from being closed; empty when nothing does. */
export function unmetNeeds(closing: Closing): Need[] {
  const needs: readonly Need[] = [...MATTER_KINDS[closing.kind].needs, 'confirmations'];
  return needs.filter((need) => !MET[need](closing));
}

/** The needs in the words of an error. */
export const NEED_WORDS: Readonly<Record<Need, string>> = {
  result: '办理结果',
  measure: '解决措施',
  evidence: '佐证材料',
  verdict: '核查结论（属实的还要写明处理）',
  reply: '责任单位的答复',
  guidance_when_late: '至少一次跟踪指导（已逾期）',
  confirmations: '责任单位和协同责任单位各自确认',
};
