import type { TransitionTable } from '../../review/index.ts';
import type { Party, RegisterDefinition } from './definition.ts';
import type { RecordState } from '../schema.ts';

export type RecordAct = 'save' | 'submit' | 'pass' | 'return' | 'refuse' | 'withdraw' | 'revoke';
export type RecordRole = 'keeper' | 'reviewer';

const KEEPER: readonly RecordRole[] = ['keeper'];
const REVIEWER: readonly RecordRole[] = ['reviewer'];
const basis = 'implied';

/** Steps every register has: who keeps a record writes it and may take it back, with a reason once others rely on it. */
const KEEPING: TransitionTable<RecordState, RecordAct> = [
  { from: 'draft', action: 'save', roles: KEEPER, to: 'draft', basis, label: '保存' },
  { from: 'returned', action: 'save', roles: KEEPER, to: 'returned', basis, label: '保存' },
  { from: 'accepted', action: 'save', roles: KEEPER, to: 'accepted', basis, label: '变更' },
  { from: 'draft', action: 'withdraw', roles: KEEPER, to: 'withdrawn', basis, label: '撤回' },
  { from: 'returned', action: 'withdraw', roles: KEEPER, to: 'withdrawn', basis, label: '撤回' },
  { from: 'accepted', action: 'withdraw', roles: KEEPER, to: 'withdrawn', needs: ['reason'], basis, label: '撤回' },
];

const REVIEWED: TransitionTable<RecordState, RecordAct> = [
  { from: 'draft', action: 'submit', roles: KEEPER, to: 'submitted', basis, label: '提交审核' },
  { from: 'returned', action: 'submit', roles: KEEPER, to: 'submitted', basis, label: '重新提交' },
  { from: 'submitted', action: 'withdraw', roles: KEEPER, to: 'draft', basis, label: '撤回修改' },
  { from: 'submitted', action: 'pass', roles: REVIEWER, to: 'accepted', basis, label: '审核通过' },
  { from: 'submitted', action: 'return', roles: REVIEWER, to: 'returned', needs: ['reason'], basis, label: '退回补正' },
  { from: 'submitted', action: 'refuse', roles: REVIEWER, to: 'refused', needs: ['reason'], basis, label: '不通过' },
  { from: 'accepted', action: 'pass', roles: REVIEWER, to: 'accepted', basis, label: '变更通过' },
  { from: 'accepted', action: 'return', roles: REVIEWER, to: 'accepted', needs: ['reason'], basis, label: '变更退回' },
  { from: 'accepted', action: 'revoke', roles: REVIEWER, to: 'revoked', needs: ['reason'], basis, label: '撤销' },
];

const UNREVIEWED: TransitionTable<RecordState, RecordAct> = [
  { from: 'draft', action: 'submit', roles: KEEPER, to: 'accepted', basis, label: '登记' },
  { from: 'accepted', action: 'revoke', roles: KEEPER, to: 'revoked', needs: ['reason'], basis, label: '撤销' },
];

/** The way of a record, as its definition asks: with a review or without. Drives checks, buttons and tests. */
export function recordTransitions(definition: RegisterDefinition): TransitionTable<RecordState, RecordAct> {
  return definition.reviewers ? [...KEEPING, ...REVIEWED] : [...KEEPING, ...UNREVIEWED];
}

export type Acting = { line: string; level: string; unitId: string; institutionId: string | null };

/** Whether somebody's department line and level are named. */
export function isParty(parties: readonly Party[] | undefined, actor: Acting): boolean {
  return (parties ?? []).some(
    (p) => p.line === actor.line && (p.levels === undefined || p.levels.includes(actor.level)),
  );
}

/** Whether the register is open to somebody at all: who is a class teacher and nothing else sees what class teachers keep. */
export function isOpenTo(definition: RegisterDefinition, actor: { roles: readonly string[] } | null): boolean {
  const roles = actor?.roles ?? [];
  return definition.teachers === true || roles.length === 0 || roles.some((role) => role !== 'class_teacher');
}

/** Whether the record is kept by the actor's own unit or institution. */
export function keeps(actor: Acting, record: { unit_id: string; institution_id: string | null }): boolean {
  return (
    record.unit_id === actor.unitId || (actor.institutionId !== null && record.institution_id === actor.institutionId)
  );
}

/** The part somebody has with a record: its keeper, its reviewer (never of one's own unit's records), or none. */
export function roleWith(
  definition: RegisterDefinition,
  actor: Acting,
  record: { unit_id: string; institution_id: string | null },
): RecordRole | null {
  if (keeps(actor, record) && isParty(definition.keepers, actor)) return 'keeper';
  return record.unit_id !== actor.unitId && isParty(definition.reviewers, actor) ? 'reviewer' : null;
}

/** Stages that a record may be set to from where it is, by this part; without stages none. */
export function nextStages(definition: RegisterDefinition, stage: string | null, role: RecordRole | null) {
  const stages = definition.stages ?? [];
  const now = stages.find((s) => s.code === stage);
  return stages.filter((s) => now?.next.includes(s.code) && (s.by ?? 'keeper') === role);
}
