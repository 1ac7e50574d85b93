import type { Actor, Context } from '../../../platform/context.ts';
import type { AuditEntry } from '../../../platform/audit/audit.ts';
import type { Tx } from '../../../platform/db.ts';
import type { SetLocalSetting } from '../../../organizations/index.ts';
import type { Additions } from '../../../policy/index.ts';
import { PROPOSAL_STATES, type ProposalState } from './proposal-transitions.ts';
import { jurisdictionOf } from '../law-state.ts';
import type { Proposed, ProposalKind, ProposalLine, TriedRule } from '../schema.ts';

export type NewProposal = {
  kind: ProposalKind;
  subject: string;
  title: string;
  legalSource: string;
  additions: Additions;
  /** For a scheduled change: its day, and what the trial said. */
  change?: { effectiveOn: string; tried: readonly TriedRule[] };
  setting?: SetLocalSetting;
};

/** What a proposal that sets nothing in the law adds to it. */
export const NOTHING: Additions = { documents: [], parameters: [], rules: [], values: [] };

/** Writes a proposal as prepared, with its first step. */
export async function prepare(tx: Tx, ctx: Context, actor: Actor, given: NewProposal): Promise<Proposed> {
  const proposalId = ctx.newId();
  const now = ctx.clock.now();
  await tx
    .insertInto('policy_proposal')
    .values({
      proposal_id: proposalId,
      kind: given.kind,
      state: 'prepared',
      unit_id: actor.unitId,
      unit_name: actor.unitName,
      division_code: actor.divisionCode ?? 0,
      jurisdiction: jurisdictionOf(actor),
      subject: given.subject,
      title: given.title,
      legal_source: given.legalSource,
      additions: JSON.stringify(given.additions),
      effective_on: given.change?.effectiveOn ?? null,
      tried: given.change ? JSON.stringify(given.change.tried) : null,
      settings: given.setting ? JSON.stringify(given.setting) : null,
      prepared_by: actor.userId,
      created_at: now,
      changed_at: now,
    })
    .execute();
  await addStep(tx, ctx, actor, { proposalId, divisionCode: actor.divisionCode ?? 0, action: 'prepare', reason: null });
  return { proposalId, state: 'prepared' };
}

/** What the audit says of a proposal that was prepared. */
export function preparedEntry({ proposalId }: Proposed, actor: Actor, given: NewProposal): AuditEntry {
  return {
    action: 'law.prepare',
    subjectType: 'policy_proposal',
    subjectId: proposalId,
    divisionCode: actor.divisionCode,
    summary: `政策参数经办：${given.title}`,
    payload: { kind: given.kind, subject: given.subject, legalSource: given.legalSource },
  };
}

export type Step = { proposalId: string; divisionCode: number; action: string; reason: string | null };

/** Adds a step to a proposal's history; steps are numbered without gaps. */
export async function addStep(tx: Tx, ctx: Context, actor: Actor, step: Step): Promise<void> {
  const { n } = await tx
    .selectFrom('policy_proposal_event')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('proposal_id', '=', step.proposalId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('policy_proposal_event')
    .values({
      proposal_id: step.proposalId,
      event_no: Number(n) + 1,
      division_code: step.divisionCode,
      action: step.action,
      reason: step.reason,
      by_user: actor.userId,
      by_name: actor.name,
      at: ctx.clock.now(),
    })
    .execute();
}

export type ProposalRow = {
  proposal_id: string;
  kind: string;
  state: string;
  title: string;
  subject: string;
  jurisdiction: string;
  unit_id: string;
  unit_name: string;
  legal_source: string;
  created_at: Date;
  changed_at: Date;
  law_version: number | null;
  effective_on: string | null;
};

/** A proposal as lists show it. */
export function lineOf(row: ProposalRow): ProposalLine {
  const state = row.state as ProposalState;
  return {
    id: row.proposal_id,
    kind: row.kind as ProposalLine['kind'],
    state,
    stateName: PROPOSAL_STATES[state],
    title: row.title,
    subject: row.subject,
    jurisdiction: row.jurisdiction,
    unitName: row.unit_name,
    legalSource: row.legal_source,
    createdAt: new Date(row.created_at).toISOString(),
    changedAt: new Date(row.changed_at).toISOString(),
    lawVersion: row.law_version,
    effectiveOn: row.effective_on,
  };
}
