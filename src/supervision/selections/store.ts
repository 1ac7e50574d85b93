import { sql } from 'kysely';
import type { Actor } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { rankByLaw } from '../../partnerships/index.ts';
import { factsOf } from '../../policy/index.ts';
import { markedOn } from '../scorecards/show-cards.ts';
import type { CandidateLine, SelectionKind } from './schema.ts';
import { selectionErrors } from './errors.ts';
import { standingOf } from './standing.ts';

/** The ranking rule of each kind; in a kind the document does not name any of them leaves the mark out. */
const RANKINGS: Readonly<Record<SelectionKind, string>> = {
  national_skill_revival: 'sd2017.national-project-preference',
  featured_school: 'sd2017.featured-school-preference',
  master_workstation: 'sd2017.workstation-preference',
  apprenticeship_pilot: 'sd2017.apprenticeship-pilot-preference',
  other: 'sd2017.national-project-preference',
};
export const rankingOf = (kind: string): string => RANKINGS[kind as SelectionKind];

/** A selection the actor may see. @throws NOT_FOUND */
export async function selectionOf(tx: Tx, selectionId: string) {
  const row = await tx
    .selectFrom('project_selection')
    .selectAll()
    .where('selection_id', '=', selectionId)
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row;
}
export type SelectionRow = Awaited<ReturnType<typeof selectionOf>>;

/** An open selection of one's own office, locked. @throws NOT_FOUND, SELECTION_DECIDED */
export async function ownOpen(tx: Tx, actor: Actor, selectionId: string): Promise<SelectionRow> {
  await sql`select 1 from project_selection where selection_id = ${selectionId} for update`.execute(tx);
  const row = await selectionOf(tx, selectionId);
  if (row.unit_id !== actor.unitId) throw errors.NOT_FOUND();
  if (row.state !== 'open') throw selectionErrors.SELECTION_DECIDED();
  return row;
}

/** Candidates as they stand today by the law of the selection's place. @throws RANKING_UNKNOWN */
export async function standingToday(
  tx: Tx,
  actor: Actor,
  selection: SelectionRow,
  day: string,
): Promise<CandidateLine[]> {
  const candidates = await tx
    .selectFrom('project_candidate')
    .selectAll()
    .where('selection_id', '=', selection.selection_id)
    .where('removed_reason', 'is', null)
    .orderBy('received_at')
    .orderBy('candidate_id')
    .execute();
  const entered = candidates.map((c) => ({
    candidateId: c.candidate_id,
    name: c.name,
    score: c.score,
    complete: c.complete,
  }));
  const marked = await markedOn(tx, day);
  const asked = candidates.map((c, i) => ({
    id: c.candidate_id,
    facts: factsOf({
      application_complete: c.complete,
      project_score: c.score,
      project_type: selection.kind,
      marked_results: marked.has(c.name),
      received_order: i,
    }),
  }));
  const ranked = await rankByLaw(tx, actor, rankingOf(selection.kind), asked, day);
  return standingOf(entered, ranked, selection.places);
}
