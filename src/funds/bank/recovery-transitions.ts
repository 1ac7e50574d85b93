import type { TransitionTable } from '../../review/index.ts';

/** States of a recovery, as on screen. */
export const RECOVERY_STATES = {
  opened: '已登记',
  notified: '已通知退回',
  recovered: '已全额追回',
  stopped: '已终止',
} as const;
export type RecoveryState = keyof typeof RECOVERY_STATES;
export type RecoveryAction = 'notify' | 'confirm' | 'stop';

const basis = 'SD2017 四(三)';

/** How money paid wrongly comes back. `confirm` leads to recovered only when the whole sum is back. A role is the permission that carries the step. */
export const RECOVERY_TRANSITIONS: TransitionTable<RecoveryState, RecoveryAction> = [
  { from: 'opened', action: 'notify', roles: ['funds.prepare'], to: 'notified', basis, label: '通知退回' },
  { from: 'notified', action: 'confirm', roles: ['funds.pay'], to: 'recovered', basis, label: '确认到账' },
  { from: 'opened', action: 'confirm', roles: ['funds.pay'], to: 'recovered', basis, label: '确认到账' },
  {
    from: 'opened',
    action: 'stop',
    roles: ['funds.approve'],
    to: 'stopped',
    needs: ['reason'],
    basis,
    label: '终止追回',
  },
  {
    from: 'notified',
    action: 'stop',
    roles: ['funds.approve'],
    to: 'stopped',
    needs: ['reason'],
    basis,
    label: '终止追回',
  },
];
