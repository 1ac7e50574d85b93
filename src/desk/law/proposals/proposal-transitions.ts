import type { TransitionTable } from '../../../review/index.ts';

/** States of what an office sets or adds to the law; Chinese names as on screen. */
export const PROPOSAL_STATES = {
  prepared: '已经办，待复核',
  checked: '已复核，待审批',
  in_force: '已审批，已生效',
  returned: '已退回',
  withdrawn: '已撤回',
} as const;
export type ProposalState = keyof typeof PROPOSAL_STATES;
export type ProposalAction = 'check' | 'approve' | 'return' | 'withdraw' | 'prepare_again';

/** 经办—复核—审批 as one table; drives checks, buttons and tests. A role here is the permission that carries the step. */
export const PROPOSAL_TRANSITIONS: TransitionTable<ProposalState, ProposalAction> = [
  { from: 'prepared', action: 'check', roles: ['law.check'], to: 'checked', basis: 'implied', label: '复核通过' },
  {
    from: 'prepared',
    action: 'return',
    roles: ['law.check'],
    to: 'returned',
    needs: ['reason'],
    basis: 'implied',
    label: '退回经办',
  },
  { from: 'checked', action: 'approve', roles: ['law.approve'], to: 'in_force', basis: 'implied', label: '审批生效' },
  {
    from: 'checked',
    action: 'return',
    roles: ['law.approve'],
    to: 'returned',
    needs: ['reason'],
    basis: 'implied',
    label: '退回经办',
  },
  {
    from: 'returned',
    action: 'prepare_again',
    roles: ['law.prepare'],
    to: 'prepared',
    basis: 'implied',
    label: '重新提交',
  },
  { from: 'prepared', action: 'withdraw', roles: ['law.prepare'], to: 'withdrawn', basis: 'implied', label: '撤回' },
  { from: 'returned', action: 'withdraw', roles: ['law.prepare'], to: 'withdrawn', basis: 'implied', label: '撤回' },
];

/** The permission that carries each action, for the first line of the verb. */
export const PERMISSION_OF: Readonly<Record<ProposalAction, readonly string[]>> = {
  check: ['law.check'],
  approve: ['law.approve'],
  return: ['law.check', 'law.approve'],
  withdraw: ['law.prepare'],
  prepare_again: ['law.prepare'],
};
