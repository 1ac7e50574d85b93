import type { TransitionTable } from '../../review/index.ts';

/** States of a class; Chinese names as on screen. `imported`: known by its roster only. */
export const CLASS_STATES = {
  imported: '花名册补录',
  planned: '计划中',
  filed: '已备案待批',
  approved: '已批准',
  running: '开班中',
  assessed: '已考核',
  closed: '已结班',
  refused: '未批准',
  cancelled: '已取消',
} as const;
export type ClassState = keyof typeof CLASS_STATES;

export const CLASS_ACTIONS = ['file', 'approve', 'return', 'refuse', 'open', 'assess', 'close', 'cancel'] as const;
export type ClassAction = (typeof CLASS_ACTIONS)[number];

/** Who acts: the institution that holds the class, or the office that answers for its place. */
export type ClassRole = 'institution' | 'office';

const INSTITUTION = ['institution'] as const;
const OFFICE = ['office'] as const;
const RULES = 'SD2017 三(二)';

/** The way of a class as one table; drives checks, buttons and tests. Attendance is taken while it runs, results when it is assessed. */
export const CLASS_TRANSITIONS: TransitionTable<ClassState, ClassAction> = [
  { from: 'planned', action: 'file', roles: INSTITUTION, to: 'filed', basis: RULES, label: '报开班备案' },
  { from: 'filed', action: 'approve', roles: OFFICE, to: 'approved', basis: RULES, label: '批准开班' },
  {
    from: 'filed',
    action: 'return',
    roles: OFFICE,
    to: 'planned',
    needs: ['reason'],
    basis: 'implied',
    label: '退回修改',
  },
  {
    from: 'filed',
    action: 'refuse',
    roles: OFFICE,
    to: 'refused',
    needs: ['reason'],
    basis: 'implied',
    label: '不批准',
  },
  { from: 'approved', action: 'open', roles: INSTITUTION, to: 'running', basis: RULES, label: '开班' },
  { from: 'running', action: 'assess', roles: INSTITUTION, to: 'assessed', basis: 'SD2017 三(三)', label: '考核完毕' },
  { from: 'assessed', action: 'close', roles: OFFICE, to: 'closed', basis: RULES, label: '结班确认' },
  {
    from: 'planned',
    action: 'cancel',
    roles: INSTITUTION,
    to: 'cancelled',
    needs: ['reason'],
    basis: 'implied',
    label: '取消',
  },
  {
    from: 'approved',
    action: 'cancel',
    roles: INSTITUTION,
    to: 'cancelled',
    needs: ['reason'],
    basis: 'implied',
    label: '取消',
  },
  {
    from: 'running',
    action: 'cancel',
    roles: OFFICE,
    to: 'cancelled',
    needs: ['reason'],
    basis: 'implied',
    label: '终止',
  },
];

/** The role in which somebody meets a class; null for those who only read. */
export function classRole(
  actor: { institutionId: string | null; permissions: ReadonlySet<string> },
  institutionId: string,
): ClassRole | null {
  if (actor.institutionId !== null)
    return actor.institutionId === institutionId && actor.permissions.has('training.hold') ? 'institution' : null;
  return actor.permissions.has('training.approve') ? 'office' : null;
}
