import type { Actor } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import {
  jurisdictionsOf,
  lawOf,
  currentPolicy,
  rankCandidates,
  type Candidate,
  type Law,
  type Ranked,
} from '../../policy/index.ts';
import type { Bilingual } from '../../policy/schema.ts';
import { partnershipErrors } from '../errors.ts';

export type LawRanking = { key: string; title: Bilingual; document: string; clause: string };

/** Those of some ranking rules that hold where the actor's office stands on a day, as the law words them. */
export async function rankingsOfLaw(tx: Tx, actor: Actor, keys: readonly string[], day: string): Promise<LawRanking[]> {
  const law = await lawOfOffice(tx, actor);
  return keys.flatMap((key) => {
    const rule = law.rule(key, day);
    return rule?.rank ? [{ key, title: rule.title, document: rule.document, clause: rule.clause }] : [];
  });
}

async function lawOfOffice(tx: Tx, actor: Actor): Promise<Law> {
  const { set } = await currentPolicy(tx);
  return lawOf(set, jurisdictionsOf(String(actor.divisionCode ?? 0).padStart(12, '0')));
}

/** Ranks by a ranking rule of the law where the actor's office stands, on a day. @throws RANKING_UNKNOWN when no such rule holds there then */
export async function rankByLaw(
  tx: Tx,
  actor: Actor,
  key: string,
  candidates: readonly Candidate[],
  day: string,
): Promise<readonly Ranked[]> {
  const law = await lawOfOffice(tx, actor);
  const rank = law.rule(key, day)?.rank;
  if (!rank) throw partnershipErrors.RANKING_UNKNOWN({ details: { key, day } });
  return rankCandidates(rank, candidates, law, day);
}
