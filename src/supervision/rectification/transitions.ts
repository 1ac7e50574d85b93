import type { TransitionTable } from '../../review/index.ts';

/** States of a unit's answer to a line of the list, as the list's column 20 names them. */
export const RECTIFICATION_STATES = {
  to_check: '待查摆',
  rectifying: '整改中',
  to_verify: '待核验',
  closed: '已销号',
  recurred: '复发',
} as const;
export type RectificationState = keyof typeof RECTIFICATION_STATES;

export type RectificationAction =
  | 'save'
  | 'pass_down'
  | 'submit_found'
  | 'submit_absent'
  | 'record_line'
  | 'ask_closing'
  | 'approve'
  | 'send_back'
  | 'dispute'
  | 'recur';

/** The unit that answers, one above it, or what follows by itself. */
export const RECTIFICATION_ROLES = ['own', 'above', 'system'] as const;
export type RectificationRole = (typeof RECTIFICATION_ROLES)[number];

const OWN = ['own'] as const;
const ABOVE = ['above'] as const;
const SYSTEM = ['system'] as const;
const CHECK = 'HA2020 四(二) 逐条查摆';
const MEND = 'HA2020 四(二) 整改落实';

/** The way of an answer as one table; drives checks, buttons and tests. A unit never verifies itself: 'above' is another unit by definition. */
export const RECTIFICATION_TRANSITIONS: TransitionTable<RectificationState, RectificationAction> = [
  { from: 'to_check', action: 'save', roles: OWN, to: 'to_check', basis: CHECK, label: '保存查摆' },
  {
    from: 'to_check',
    action: 'pass_down',
    roles: OWN,
    to: 'to_check',
    basis: 'HA2020 四(二) 逐级传导',
    label: '下达下级',
  },
  { from: 'to_check', action: 'submit_found', roles: OWN, to: 'rectifying', basis: CHECK, label: '报送查摆：存在' },
  { from: 'to_check', action: 'submit_absent', roles: OWN, to: 'to_verify', basis: CHECK, label: '报送查摆：不存在' },
  { from: 'rectifying', action: 'save', roles: OWN, to: 'rectifying', basis: MEND, label: '更新整改台账' },
  {
    from: 'rectifying',
    action: 'pass_down',
    roles: OWN,
    to: 'rectifying',
    basis: 'HA2020 四(二) 逐级传导',
    label: '下达下级',
  },
  {
    from: 'rectifying',
    action: 'record_line',
    roles: OWN,
    to: 'rectifying',
    basis: 'HA2020 附件',
    label: '登记乡（村）整改情况',
  },
  {
    from: 'rectifying',
    action: 'ask_closing',
    roles: OWN,
    to: 'to_verify',
    needs: ['evidence'],
    basis: MEND,
    label: '申请销号',
  },
  {
    from: 'to_verify',
    action: 'approve',
    roles: ABOVE,
    to: 'closed',
    needs: ['reason'],
    basis: 'implied',
    label: '核验通过，销号',
  },
  {
    from: 'to_verify',
    action: 'send_back',
    roles: ABOVE,
    to: 'rectifying',
    needs: ['reason'],
    basis: 'implied',
    label: '退回整改',
  },
  {
    from: 'to_verify',
    action: 'dispute',
    roles: ABOVE,
    to: 'to_check',
    needs: ['reason'],
    basis: 'implied',
    label: '退回重新查摆',
  },
  {
    from: 'closed',
    action: 'recur',
    roles: SYSTEM,
    to: 'recurred',
    basis: 'HA2020 四(二) 严防再发生',
    label: '同类问题再次发生',
  },
];

/** States in which an answer is still owed. */
export const OPEN_STATES: readonly RectificationState[] = ['to_check', 'rectifying', 'to_verify'];
