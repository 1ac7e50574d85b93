/** How a limit stands: working days left (negative: over), or why that is not known. */
export type DeadlineState =
  | { kind: 'not-set' }
  | { kind: 'year-not-published' }
  | { kind: 'left'; days: number }
  | { kind: 'today' }
  | { kind: 'over'; days: number };

/** State of a limit. `dueOn` null: no limit is set. `workingDaysLeft` null: the holiday calendar of that year is not published yet. */
export function deadlineState(dueOn: string | null, workingDaysLeft: number | null): DeadlineState {
  if (dueOn === null) return { kind: 'not-set' };
  if (workingDaysLeft === null) return { kind: 'year-not-published' };
  if (workingDaysLeft === 0) return { kind: 'today' };
  return workingDaysLeft > 0 ? { kind: 'left', days: workingDaysLeft } : { kind: 'over', days: -workingDaysLeft };
}
