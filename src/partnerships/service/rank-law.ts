import type { Actor } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import {
  jurisdictionsOf,
  lawOf,
  policyReader,
  rankCandidates,
  type Candidate,
  type Ranked,
} from '../../policy/index.ts';
import { partnershipErrors } from '../errors.ts';

const currentPolicy = policyReader();

/** Ranks by a ranking rule of the law where the actor's office stands, on a day. @throws RANKING_UNKNOWN when no such rule holds there then */
export async function rankByLaw(
  tx: Tx,
  actor: Actor,
  key: string,
  candidates: readonly Candidate[],
  day: string,
): Promise<readonly Ranked[]> {
  const { set } = await currentPolicy(tx);
  const law = lawOf(set, jurisdictionsOf(String(actor.divisionCode ?? 0).padStart(12, '0')));
  const rank = law.rule(key, day)?.rank;
  if (!rank) throw partnershipErrors.RANKING_UNKNOWN({ details: { key, day } });
  return rankCandidates(rank, candidates, law, day);
}
