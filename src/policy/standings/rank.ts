import { bindCondition, truthOf } from '../engine/conditions.ts';
import { factValue, isFactName, type Day, type FactName, type Facts } from '../facts/facts.ts';
import type { Law } from '../engine/parameters.ts';
import type { Ranking, Truth } from '../engine/rule.ts';

/** One of those to be ranked; `id` comes back. */
export type Candidate = { id: string; facts: Facts };
/** Where a candidate stands and what put it there; `tied` when nothing that is set tells it from its neighbour. */
export type Ranked = { id: string; place: number; flagged: boolean; score: number | null; tied: boolean };

/**
 * Ranks candidates as a priority clause says: qualification first (who is not proved to qualify is absent), then the score where there is one, the
 * flag second, the local tie-break third. What remains equal keeps the order given and is marked tied: the documents do not regulate it.
 */
export function rankCandidates(
  ranking: Ranking,
  candidates: readonly Candidate[],
  law: Law,
  day: Day,
): readonly Ranked[] {
  const tie = tieFact(ranking, law, day);
  const standing = candidates
    .filter((c) => testTruth(ranking.qualified, c.facts, law, day) === true)
    .map((c) => {
      const score = ranking.score ? factValue(c.facts, ranking.score, day) : null;
      return {
        id: c.id,
        flagged: testTruth(ranking.flagged, c.facts, law, day) === true,
        score: typeof score === 'number' ? score : null,
        tie: tie ? factValue(c.facts, tie, day) : null,
      };
    });
  type Standing = (typeof standing)[number];
  const byScore = (a: Standing, b: Standing) => (b.score ?? -Infinity) - (a.score ?? -Infinity) || 0;
  const byFlag = (a: Standing, b: Standing) => Number(b.flagged) - Number(a.flagged);
  const byTie = (a: Standing, b: Standing) =>
    a.tie === b.tie ? 0 : a.tie === null ? 1 : b.tie === null || a.tie < b.tie ? -1 : 1;
  const [first, second] = ranking.flagFirst ? [byFlag, byScore] : [byScore, byFlag];
  const order = (a: Standing, b: Standing) => first(a, b) || second(a, b) || byTie(a, b);
  const sorted = standing.toSorted(order);
  const same = (a: Standing | undefined, b: Standing | undefined) =>
    a !== undefined && b !== undefined && order(a, b) === 0;
  return sorted.map((s, i) => ({
    id: s.id,
    place: i + 1,
    flagged: s.flagged,
    score: s.score,
    tied: same(sorted[i - 1], s) || same(s, sorted[i + 1]),
  }));
}

/** The fact by which the place breaks ties; none while nothing is set. */
function tieFact(ranking: Ranking, law: Law, day: Day): FactName | null {
  const value = ranking.tie ? law.parameter(ranking.tie, day)?.version?.value : null;
  return typeof value === 'string' && isFactName(value) ? value : null;
}

function testTruth(key: string, facts: Facts, law: Law, day: Day): Truth {
  const rule = law.rule(key, day);
  return rule?.who ? truthOf(bindCondition(rule.who, law, day), facts, day) : null;
}
