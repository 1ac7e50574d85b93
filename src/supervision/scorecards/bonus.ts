import type { Tx } from '../../platform/db.ts';
import { jurisdictionsOf, lawOf, policyReader } from '../../policy/index.ts';
import { codeOfNumber } from '../../standards/index.ts';
import type { Ranked } from './score.ts';

const currentPolicy = policyReader();

/** What the place adds to the score of a school with marked results of cooperation when projects are chosen (FYP14 专栏3-4); 0 while none is set. */
export async function bonusAt(tx: Tx, divisionCode: number, day: string): Promise<number> {
  const { set } = await currentPolicy(tx);
  const law = lawOf(set, jurisdictionsOf(codeOfNumber(divisionCode)));
  const value = law.parameter('fyp14.tilt-bonus', day)?.version?.value;
  return typeof value === 'number' ? value : 0;
}

/** The ranking with the bonus of those who are marked; equal totals share a rank. */
export function withBonus(
  ranked: readonly Ranked[],
  marked: ReadonlySet<string>,
  bonus: number,
): (Ranked & { bonus: number })[] {
  const raised = ranked.map((r) => {
    const own = marked.has(r.name) ? bonus : 0;
    return { ...r, bonus: own, total: Math.round((r.total + own) * 10) / 10 };
  });
  return raised
    .map((r) => ({ ...r, rank: 1 + raised.filter((o) => o.total > r.total).length }))
    .toSorted((a, b) => a.rank - b.rank);
}
