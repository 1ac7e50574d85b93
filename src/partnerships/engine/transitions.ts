import type { TransitionTable } from '../../review/index.ts';

export const agreementStates = ['draft', 'agreed', 'sent', 'signed', 'in_force', 'ended', 'discarded'] as const;
export type AgreementState = (typeof agreementStates)[number];
export const agreementActs = ['send', 'return', 'sign', 'activate', 'end', 'discard'] as const;
export type AgreementAct = (typeof agreementActs)[number];

/**
 * The life of an agreement. `drafter` is the side that wrote it, `party` any side, `other` a side that did not write it. `sign` stays in `sent`
 * until the last side has signed. What stands in an official plan begins as `agreed`.
 */
export const agreementTransitions: TransitionTable<AgreementState, AgreementAct> = [
  { from: 'draft', action: 'send', roles: ['drafter'], to: 'sent', basis: 'implied', label: '送对方' },
  {
    from: 'agreed',
    action: 'send',
    roles: ['drafter', 'party', 'other'],
    to: 'sent',
    basis: 'N2019 五',
    label: '送签协议',
  },
  {
    from: 'sent',
    action: 'return',
    roles: ['other'],
    to: 'draft',
    needs: ['reason'],
    basis: 'implied',
    label: '退回修改',
  },
  {
    from: 'sent',
    action: 'sign',
    roles: ['drafter', 'party', 'other'],
    to: 'signed',
    basis: 'N2019 五',
    label: '签署',
  },
  {
    from: 'signed',
    action: 'activate',
    roles: ['drafter', 'party', 'other'],
    to: 'in_force',
    basis: 'N2019 五',
    label: '启动执行',
  },
  {
    from: 'in_force',
    action: 'end',
    roles: ['drafter', 'party', 'other'],
    to: 'ended',
    needs: ['reason'],
    basis: 'implied',
    label: '终止',
  },
  { from: 'draft', action: 'discard', roles: ['drafter'], to: 'discarded', basis: 'implied', label: '作废' },
  {
    from: 'agreed',
    action: 'discard',
    roles: ['drafter'],
    to: 'discarded',
    needs: ['reason'],
    basis: 'implied',
    label: '取消',
  },
];

export const entryStates = [
  'recorded',
  'confirmed',
  'returned',
  'open',
  'closed',
  'declined',
  'cancelled',
  'withdrawn',
] as const;
export type EntryState = (typeof entryStates)[number];
export const entryActs = ['confirm', 'return', 'resubmit', 'withdraw', 'open', 'close', 'decline', 'cancel'] as const;
export type EntryAct = (typeof entryActs)[number];
/** Entries in these states stand for nothing. */
export const deadStates: ReadonlySet<string> = new Set(['returned', 'declined', 'cancelled', 'withdrawn']);

/** What may become of an entry: `own` is the side that recorded it, `other` the one that confirms. */
export const entryTransitions: TransitionTable<EntryState, EntryAct> = [
  { from: 'recorded', action: 'confirm', roles: ['other'], to: 'confirmed', basis: 'implied', label: '确认' },
  {
    from: 'recorded',
    action: 'return',
    roles: ['other'],
    to: 'returned',
    needs: ['reason'],
    basis: 'implied',
    label: '退回',
  },
  {
    from: 'recorded',
    action: 'decline',
    roles: ['other'],
    to: 'declined',
    needs: ['reason'],
    basis: 'implied',
    label: '不予采纳',
  },
  { from: 'returned', action: 'resubmit', roles: ['own'], to: 'recorded', basis: 'implied', label: '重新提交' },
  { from: 'recorded', action: 'withdraw', roles: ['own'], to: 'withdrawn', basis: 'implied', label: '撤回' },
  { from: 'recorded', action: 'open', roles: ['own'], to: 'open', basis: 'implied', label: '开办' },
  { from: 'confirmed', action: 'open', roles: ['own'], to: 'open', basis: 'implied', label: '开办' },
  { from: 'recorded', action: 'close', roles: ['own'], to: 'closed', basis: 'implied', label: '办结' },
  { from: 'confirmed', action: 'close', roles: ['own'], to: 'closed', basis: 'implied', label: '办结' },
  { from: 'open', action: 'close', roles: ['own'], to: 'closed', basis: 'implied', label: '办结' },
  {
    from: 'open',
    action: 'cancel',
    roles: ['own'],
    to: 'cancelled',
    needs: ['reason'],
    basis: 'implied',
    label: '取消',
  },
  {
    from: 'confirmed',
    action: 'cancel',
    roles: ['own'],
    to: 'cancelled',
    needs: ['reason'],
    basis: 'implied',
    label: '取消',
  },
];
