import { ANNEX1_COLUMNS, type Annex1Column } from '../annex1/figure.ts';

/** A person counted in a cell of a locked table; `facts` is the text of what counted them. */
export type CountedPerson = { personId: string; schoolId: string; figure: Annex1Column; facts: string };

/** A person of the difference, with the school whose cell counted them before and after; null where none did. */
export type DifferentPerson = {
  kind: 'added' | 'removed' | 'corrected';
  personId: string;
  figure: Annex1Column;
  fromSchoolId: string | null;
  toSchoolId: string | null;
};

/**
 * Why two versions of a table differ, person by person and column: added (counted only in the later one), removed (only in the earlier one), corrected
 * (counted in both, at another school or for other facts). What is the same in both does not appear. For every cell, the later count is the earlier one
 * plus who came, less who went.
 */
export function differenceOf(before: readonly CountedPerson[], after: readonly CountedPerson[]): DifferentPerson[] {
  const keyOf = (p: CountedPerson) => `${p.figure} ${p.personId}`;
  const earlier = Map.groupBy(before, keyOf);
  const later = Map.groupBy(after, keyOf);
  const keys = [...new Set([...earlier.keys(), ...later.keys()])].sort();
  return keys.flatMap((key) => differenceOfPerson(earlier.get(key) ?? [], later.get(key) ?? []));
}

function differenceOfPerson(before: readonly CountedPerson[], after: readonly CountedPerson[]): DifferentPerson[] {
  const { personId, figure } = (before[0] ?? after[0])!;
  const there = new Map(before.map((p) => [p.schoolId, p.facts]));
  const here = new Map(after.map((p) => [p.schoolId, p.facts]));
  const line = (kind: DifferentPerson['kind'], fromSchoolId: string | null, toSchoolId: string | null) => ({
    kind,
    personId,
    figure,
    fromSchoolId,
    toSchoolId,
  });
  const stayed = [...here].filter(([school, facts]) => there.has(school) && there.get(school) !== facts);
  const gone = [...there.keys()].filter((school) => !here.has(school)).sort();
  const come = [...here.keys()].filter((school) => !there.has(school)).sort();
  const moved = gone.slice(0, come.length).map((from, i) => line('corrected', from, come[i]!));
  return [
    ...stayed.map(([school]) => line('corrected', school, school)),
    ...moved,
    ...gone.slice(moved.length).map((school) => line('removed', school, null)),
    ...come.slice(moved.length).map((school) => line('added', null, school)),
  ];
}

export type DifferenceCounts = Record<Annex1Column, { added: number; removed: number; corrected: number }>;

/** How many of each kind, by column. */
export function countDifference(lines: readonly DifferentPerson[]): DifferenceCounts {
  const none = () => ({ added: 0, removed: 0, corrected: 0 });
  const counts = Object.fromEntries(ANNEX1_COLUMNS.map((c) => [c, none()])) as DifferenceCounts;
  for (const { figure, kind } of lines) counts[figure][kind] += 1;
  return counts;
}
