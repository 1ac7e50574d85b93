import type { TransitionTable } from '../../review/index.ts';

/** States of one version of a periodic report, in the order of its way; Chinese names as on screen. */
export const REPORT_STATES = {
  filling: '填报中',
  checking: '待复核',
  signing: '待分管领导审签',
  signed: '已审签，待锁定',
  locked: '已锁定，待报送',
  sent: '已报送，待接收',
  received: '省厅已接收',
  returned: '省厅退回',
  withdrawn: '已撤回',
  replaced: '已由更正件取代',
} as const;
export type ReportState = keyof typeof REPORT_STATES;

export type ReportAction =
  | 'fill'
  | 'adjust'
  | 'submit'
  | 'check'
  | 'check_return'
  | 'sign'
  | 'sign_return'
  | 'reopen'
  | 'lock'
  | 'attach'
  | 'send'
  | 'withdraw'
  | 'discard'
  | 'receive'
  | 'return'
  | 'correct'
  | 'replace';

/** Who acts: a permission at a level; 'system' for what follows by itself. */
export const REPORT_ROLES = ['city:prepare', 'city:check', 'city:sign', 'province:receive', 'system'] as const;
export type ReportRole = (typeof REPORT_ROLES)[number];

const PREPARE = ['city:prepare'] as const;
const CHECK = ['city:check'] as const;
const SIGN = ['city:sign'] as const;
const PROVINCE = ['province:receive'] as const;
const SYSTEM = ['system'] as const;
const FORM = 'SD2017 附件1';
const SENT = 'SD2017 三(一)';

/**
 * The way of a city's report as one table; drives checks, buttons and tests. What was withdrawn, returned or replaced is never changed again:
 * the work goes on in a new version.
 */
export const REPORT_TRANSITIONS: TransitionTable<ReportState, ReportAction> = [
  { from: 'filling', action: 'fill', roles: PREPARE, to: 'filling', basis: FORM, label: '保存填报' },
  {
    from: 'filling',
    action: 'adjust',
    roles: PREPARE,
    to: 'filling',
    needs: ['reason'],
    basis: 'implied',
    label: '核增核减',
  },
  { from: 'filling', action: 'submit', roles: PREPARE, to: 'checking', basis: SENT, label: '提交复核' },
  { from: 'checking', action: 'check', roles: CHECK, to: 'signing', basis: 'implied', label: '复核通过' },
  {
    from: 'checking',
    action: 'check_return',
    roles: CHECK,
    to: 'filling',
    needs: ['reason'],
    basis: 'implied',
    label: '退回修改',
  },
  { from: 'signing', action: 'sign', roles: SIGN, to: 'signed', basis: 'implied', label: '审签同意' },
  {
    from: 'signing',
    action: 'sign_return',
    roles: SIGN,
    to: 'filling',
    needs: ['reason'],
    basis: 'implied',
    label: '退回修改',
  },
  {
    from: 'signed',
    action: 'reopen',
    roles: PREPARE,
    to: 'filling',
    needs: ['reason'],
    basis: 'implied',
    label: '退回重新填报',
  },
  { from: 'signed', action: 'lock', roles: PREPARE, to: 'locked', basis: 'implied', label: '锁定' },
  {
    from: 'locked',
    action: 'attach',
    roles: PREPARE,
    to: 'locked',
    needs: ['evidence'],
    basis: FORM,
    label: '上传盖章扫描件',
  },
  { from: 'locked', action: 'send', roles: PREPARE, to: 'sent', needs: ['evidence'], basis: SENT, label: '报送省厅' },
  {
    from: 'locked',
    action: 'withdraw',
    roles: PREPARE,
    to: 'withdrawn',
    needs: ['reason'],
    basis: 'implied',
    label: '撤回重填',
  },
  {
    from: 'sent',
    action: 'withdraw',
    roles: PREPARE,
    to: 'withdrawn',
    needs: ['reason'],
    basis: 'implied',
    label: '撤回',
  },
  {
    from: 'filling',
    action: 'discard',
    roles: PREPARE,
    to: 'withdrawn',
    needs: ['reason'],
    basis: 'implied',
    label: '放弃更正',
  },
  { from: 'sent', action: 'receive', roles: PROVINCE, to: 'received', basis: SENT, label: '接收' },
  {
    from: 'sent',
    action: 'return',
    roles: PROVINCE,
    to: 'returned',
    needs: ['reason'],
    basis: 'implied',
    label: '退回',
  },
  {
    from: 'received',
    action: 'correct',
    roles: PREPARE,
    to: 'received',
    needs: ['reason'],
    basis: 'implied',
    label: '更正补报',
  },
  { from: 'received', action: 'replace', roles: SYSTEM, to: 'replaced', basis: 'implied', label: '由更正件取代' },
];

/** States in which a version is being worked on or waits for the province; a city has at most one such version of a duty. */
export const AT_WORK: readonly ReportState[] = ['filling', 'checking', 'signing', 'signed', 'locked', 'sent'];

/** States in which the counted rows are copied and nothing can change them. */
export const LOCKED_STATES: readonly ReportState[] = [
  'locked',
  'sent',
  'received',
  'returned',
  'withdrawn',
  'replaced',
];

/** The permission behind each role of the table. */
export const ROLE_PERMISSION: Readonly<Record<Exclude<ReportRole, 'system'>, { level: string; permission: string }>> = {
  'city:prepare': { level: 'city', permission: 'report.prepare' },
  'city:check': { level: 'city', permission: 'report.check' },
  'city:sign': { level: 'city', permission: 'report.sign' },
  'province:receive': { level: 'province', permission: 'report.receive' },
};

/** The roles of the table that somebody holds. */
export function reportRoles(actor: { level: string; permissions: ReadonlySet<string> }): ReportRole[] {
  const held = Object.entries(ROLE_PERMISSION).filter(
    ([, { level, permission }]) => actor.level === level && actor.permissions.has(permission),
  );
  return held.map(([role]) => role as ReportRole);
}

/** One line of a version's history, as far as it tells who did what. */
export type ReportStep = { event: string; userId: string; onBehalfOf: string | null };

/** Acts by which somebody has a hand in the figures. */
const HANDS: readonly string[] = ['fill', 'adjust', 'withdraw_adjustment', 'submit'];

/**
 * Who may not do an act because they have had a hand in the same version before: whoever filled in does not check, whoever filled in or checked does
 * not sign. One who stands in for another counts as both.
 */
export function handsBefore(action: ReportAction, steps: readonly ReportStep[]): Set<string> {
  const excluded = action === 'check' ? HANDS : action === 'sign' ? [...HANDS, 'check'] : [];
  const people = steps.filter((s) => excluded.includes(s.event)).flatMap((s) => [s.userId, s.onBehalfOf]);
  return new Set(people.filter((p): p is string => p !== null));
}
