import { sql } from 'kysely';
import type { Actor } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import {
  evaluate,
  factsOf,
  jurisdictionsOf,
  lawOf,
  currentPolicy,
  rankCandidates,
  type Facts,
  type Law,
} from '../../policy/index.ts';
import { codeOfNumber } from '../../standards/index.ts';
import { markedOn } from '../scorecards/show-cards.ts';
import type { CandidateLine, SelectionKind } from './schema.ts';
import { selectionErrors } from './errors.ts';
import { byScore, standingOf, totalOf } from './standing.ts';

/** The ranking rule of each kind; in a kind the document does not name any of them leaves the mark out. */
const RANKINGS: Readonly<Record<SelectionKind, string>> = {
  national_skill_revival: 'sd2017.national-project-preference',
  featured_school: 'sd2017.featured-school-preference',
  master_workstation: 'sd2017.workstation-preference',
  apprenticeship_pilot: 'sd2017.apprenticeship-pilot-preference',
  other: 'sd2017.national-project-preference',
};
/** What adds to the score of whoever has marked results (FYP14 专栏3-4). */
const BONUS = 'fyp14.cooperation-bonus';

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

/** Candidates as they stand on a day by the law of the selection's place, and the ranking rule that told equals apart, null where none holds then. */
export async function standingOn(
  tx: Tx,
  selection: SelectionRow,
  day: string,
): Promise<{ rows: CandidateLine[]; ranking: string | null }> {
  const candidates = await tx
    .selectFrom('project_candidate')
    .select(['candidate_id as candidateId', 'name', 'score', 'complete'])
    .where('selection_id', '=', selection.selection_id)
    .where('removed_reason', 'is', null)
    .orderBy('received_at')
    .orderBy('candidate_id')
    .execute();
  const { set } = await currentPolicy(tx);
  const law = lawOf(set, jurisdictionsOf(codeOfNumber(selection.division_code)));
  const marked = await markedOn(tx, day);
  const factsAt = (c: (typeof candidates)[number], order: number, score: number): Facts =>
    factsOf({
      application_complete: c.complete,
      project_score: score,
      project_type: selection.kind,
      marked_results: marked.has(c.name),
      received_order: order,
    });
  const entered = candidates.map((c, i) => ({ ...c, bonus: bonusOf(law, factsAt(c, i, c.score), c.score, day) }));
  const key = RANKINGS[selection.kind as SelectionKind];
  const rank = law.rule(key, day)?.rank;
  const asked = entered.map((c, i) => ({ id: c.candidateId, facts: factsAt(c, i, totalOf(c)) }));
  const ranked = rank ? rankCandidates(rank, asked, law, day) : byScore(entered);
  return { rows: standingOf(entered, ranked, selection.places), ranking: rank ? key : null };
}

function bonusOf(law: Law, facts: Facts, score: number, day: string): number {
  const rule = law.rule(BONUS, day);
  const raised = rule ? evaluate(rule, facts, law, day).amount?.totalFen : null;
  return typeof raised === 'number' ? raised - score : 0;
}
