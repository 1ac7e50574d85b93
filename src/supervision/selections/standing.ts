import type { Ranked } from '../../policy/index.ts';
import type { CandidateLine } from './schema.ts';

export type Entered = { candidateId: string; name: string; score: number; complete: boolean };

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
    last.score === next.score &&
    last.marked === next.marked
  );
}
