/** One stay of a case with a level: from when, until when (null: still there). Instants in ISO form. */
export type Stay = { level: string; from: string; to: string | null };

export type HistoryStep = { heldBy: string; at: string };

/** The stays that follow from a case's history, in order; two steps at one level make one stay. */
export function staysOf(steps: readonly HistoryStep[]): Stay[] {
  const stays: Stay[] = [];
  for (const step of steps) {
    const open = stays.at(-1);
    if (open && open.level === step.heldBy) continue;
    if (open) open.to = step.at;
    stays.push({ level: step.heldBy, from: step.at, to: null });
  }
  return stays;
}

/** Whether a stay is over its limit; null limit means the locality has set none, and nothing is overdue. */
export function standing(workingDays: number, limit: number | null): 'not_set' | 'in_time' | 'last_day' | 'overdue' {
  if (limit === null) return 'not_set';
  if (workingDays > limit) return 'overdue';
  return workingDays === limit ? 'last_day' : 'in_time';
}
