import type { TransitionTable } from '../../review/index.ts';

/** States of a matter under supervision (督办事项). */
export const MATTER_STATES = {
  open: '待办理',
  started: '办理中',
  replied: '已答复，待确认',
  closed: '已办结',
} as const;
export type MatterState = keyof typeof MATTER_STATES;
export type MatterAction = 'assign' | 'start' | 'reply' | 'return' | 'close' | 'guide' | 'pass_down' | 'confirm';

/** Who asked, who leads (the same office may be both), and who is responsible together with the lead. */
export const MATTER_ROLES = ['asker', 'lead', 'co'] as const;
export type MatterRole = (typeof MATTER_ROLES)[number];

const ASKER = ['asker'] as const;
const LEAD = ['lead'] as const;
const BOTH = ['asker', 'lead'] as const;
const RESPONSIBLE = ['lead', 'co'] as const;
const BASIS = 'N2019 五; HA2020 四(二); FYP14 二十三';

const row = (
  from: MatterState,
  action: MatterAction,
  roles: readonly MatterRole[],
  to: MatterState,
  label: string,
) => ({
  from,
  action,
  roles,
  to,
  basis: BASIS,
  label,
});

/** The way of a matter as one table; drives checks, buttons and tests. What closing needs besides is told by the kind. */
export const MATTER_TRANSITIONS: TransitionTable<MatterState, MatterAction> = [
  row('open', 'assign', BOTH, 'open', '明确责任单位和责任人'),
  row('open', 'start', LEAD, 'started', '开始办理'),
  row('open', 'confirm', RESPONSIBLE, 'open', '确认'),
  row('open', 'guide', ASKER, 'open', '登记指导'),
  row('open', 'close', ASKER, 'closed', '办结'),
  row('started', 'pass_down', LEAD, 'started', '分解下达'),
  row('started', 'confirm', RESPONSIBLE, 'started', '确认'),
  row('started', 'guide', ASKER, 'started', '登记指导'),
  row('started', 'reply', LEAD, 'replied', '答复'),
  row('started', 'close', ASKER, 'closed', '办结'),
  row('replied', 'confirm', RESPONSIBLE, 'replied', '确认'),
  row('replied', 'guide', ASKER, 'replied', '登记指导'),
  { ...row('replied', 'return', ASKER, 'started', '退回补充'), needs: ['reason'] },
  row('replied', 'close', ASKER, 'closed', '确认办结'),
];
