import type { TransitionTable } from '../../review/index.ts';

/** States of a claim, as on screen. */
export const CLAIM_STATES = {
  draft: '经办中',
  submitted: '待复核',
  checked: '待审批',
  noticed: '公示中',
  approved: '已审批，待发放',
  closed: '已发放完毕',
  cancelled: '已作废',
} as const;
export type ClaimState = keyof typeof CLAIM_STATES;
export type ClaimAction = 'submit' | 'check' | 'publish' | 'approve' | 'return' | 'cancel';

const basis = 'SD2017 四(三)';

/** 经办—复核—公示—审批 as one table: drives checks, buttons and tests. A role here is the permission that carries the step. */
export const CLAIM_TRANSITIONS: TransitionTable<ClaimState, ClaimAction> = [
  { from: 'draft', action: 'submit', roles: ['funds.prepare'], to: 'submitted', basis, label: '提交复核' },
  {
    from: 'draft',
    action: 'cancel',
    roles: ['funds.prepare'],
    to: 'cancelled',
    needs: ['reason'],
    basis,
    label: '作废',
  },
  { from: 'submitted', action: 'check', roles: ['funds.check'], to: 'checked', basis, label: '复核通过' },
  {
    from: 'submitted',
    action: 'return',
    roles: ['funds.check'],
    to: 'draft',
    needs: ['reason'],
    basis,
    label: '退回经办',
  },
  { from: 'checked', action: 'publish', roles: ['funds.prepare'], to: 'noticed', basis, label: '开始公示' },
  { from: 'checked', action: 'approve', roles: ['funds.approve'], to: 'approved', basis, label: '审批通过' },
  {
    from: 'checked',
    action: 'return',
    roles: ['funds.approve'],
    to: 'draft',
    needs: ['reason'],
    basis,
    label: '退回经办',
  },
  { from: 'noticed', action: 'approve', roles: ['funds.approve'], to: 'approved', basis, label: '审批通过' },
  {
    from: 'noticed',
    action: 'return',
    roles: ['funds.approve'],
    to: 'draft',
    needs: ['reason'],
    basis,
    label: '退回经办',
  },
];

/** The permissions that carry each action, for the first line of the verb. */
export const PERMISSIONS_OF: Readonly<Record<ClaimAction, readonly string[]>> = {
  submit: ['funds.prepare'],
  cancel: ['funds.prepare'],
  check: ['funds.check'],
  publish: ['funds.prepare'],
  approve: ['funds.approve'],
  return: ['funds.check', 'funds.approve'],
};
