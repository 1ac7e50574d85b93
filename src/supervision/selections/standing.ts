import type { Ranked } from '../../policy/index.ts';
import type { CandidateLine } from './schema.ts';

export type Entered = Pick<CandidateLine, 'candidateId' | 'name' | 'score' | 'bonus' | 'complete'>;

/** The score with what is added to it. */
export const totalOf = ({ score, bonus }: Pick<CandidateLine, 'score' | 'bonus'>): number => score + bonus;

/** Whole applications by score alone, for a day on which no document says how equals are told apart: they keep the order of receipt, tied. */
export function byScore(entered: readonly Entered[]): Ranked[] {
  const whole = entered.filter((e) => e.complete).toSorted((a, b) => totalOf(b) - totalOf(a));
  return whole.map((e, i) => ({
    id: e.candidateId,
    place: i + 1,
    flagged: false,
    score: totalOf(e),
    tied: whole.some((o) => o !== e && totalOf(o) === totalOf(e)),
  }));
}

/**
 * Candidates in the order of the ranking, with what the mark decided among equals and who takes a place; those that do not take part come last.
 * `places` null: everybody ranked is selected.
 */
export function standingOf(
  entered: readonly Entered[],
  ranked: readonly Ranked[],
  places: number | null,
): CandidateLine[] {
  const byId = new Map(entered.map((e) => [e.candidateId, e]));
  const inOrder = ranked.map((r): CandidateLine => {
    const beaten = ranked.filter((o) => o.score === r.score && !o.flagged && r.flagged);
    const names = beaten.map((o) => byId.get(o.id)!.name);
    return {
      ...byId.get(r.id)!,
      place: r.place,
      marked: r.flagged,
      tied: r.tied,
      note: names.length === 0 ? null : `得分同为 ${r.score}，成效显著，排在${names.join('、')}之前`,
      selected: places === null || r.place <= places,
    };
  });
  const out = entered.filter((e) => !ranked.some((r) => r.id === e.candidateId));
  return [
    ...inOrder,
    ...out.map((e) => ({ ...e, place: null, marked: false, tied: false, note: null, selected: false })),
  ];
}

/** Whether the last place falls between two that nothing tells apart. */
export function cutsTie(rows: readonly CandidateLine[], places: number | null): boolean {
  const last = rows.find((r) => r.place === places);
  const next = rows.find((r) => places !== null && r.place === places + 1);
  return (
    last !== undefined &&
    next !== undefined &&
    last.tied &&
    next.tied &&
    totalOf(last) === totalOf(next) &&
    last.marked === next.marked
  );
}
