/** States of a student status, Chinese names as the roll writes them. */
export const STANDINGS = {
  registered: '在籍',
  on_leave: '休学',
  kept_for_service: '保留学籍',
  left: '退学',
  transferred: '转出',
  completed: '结业',
  graduated: '毕业',
} as const;
export type Standing = keyof typeof STANDINGS;

/** What may happen to a student status after its registration; Chinese names as on buttons. */
export const STUDENT_ACTS = {
  leave_of_absence: '休学',
  enlist: '保留学籍（参军）',
  return: '复学',
  leave: '退学',
  transfer: '转出',
  complete: '结业',
  graduate: '毕业',
} as const;
export type StudentAct = keyof typeof STUDENT_ACTS;

/** States in which the place on the roll is held, so that no other full-time status may begin. */
export const ACTIVE_STANDINGS: readonly Standing[] = ['registered', 'on_leave', 'kept_for_service'];

/** Which act leads from which states to which, and whether it must be given a reason. The one table that checks, buttons and tests read. */
export const STUDENT_TRANSITIONS: Readonly<
  Record<StudentAct, { from: readonly Standing[]; to: Standing; needsReason: boolean }>
> = {
  leave_of_absence: { from: ['registered'], to: 'on_leave', needsReason: true },
  enlist: { from: ['registered', 'on_leave'], to: 'kept_for_service', needsReason: false },
  return: { from: ['on_leave', 'kept_for_service'], to: 'registered', needsReason: false },
  leave: { from: ACTIVE_STANDINGS, to: 'left', needsReason: true },
  transfer: { from: ACTIVE_STANDINGS, to: 'transferred', needsReason: true },
  complete: { from: ['registered'], to: 'completed', needsReason: true },
  graduate: { from: ['registered'], to: 'graduated', needsReason: false },
};

/** Acts open from a state, in the order of the table. */
export function actsFrom(standing: Standing): StudentAct[] {
  return (Object.keys(STUDENT_TRANSITIONS) as StudentAct[]).filter((act) =>
    STUDENT_TRANSITIONS[act].from.includes(standing),
  );
}

/** The state after an act; null when the act is not open from there. */
export function standingAfter(standing: Standing, act: StudentAct): Standing | null {
  const transition = STUDENT_TRANSITIONS[act];
  return transition.from.includes(standing) ? transition.to : null;
}

export type StandingStep = { event: 'register' | StudentAct; to: Standing; on: string };

/** What a status is on a day from its history alone (null before its registration); the state column is a cache of today's answer. */
export function standingOn(history: readonly StandingStep[], day: string): Standing | null {
  return history.findLast((step) => step.on <= day)?.to ?? null;
}

/** Whether each step of a history follows from the one before by the table, and no step is dated before the one before it. */
export function historyHolds(history: readonly StandingStep[]): boolean {
  const [first, ...rest] = history;
  if (!first || first.event !== 'register' || first.to !== 'registered') return false;
  let at = first;
  for (const step of rest) {
    if (step.event === 'register' || step.on < at.on || standingAfter(at.to, step.event) !== step.to) return false;
    at = step;
  }
  return true;
}

/** How long a reported student has waited for registration: overdue on the first day after the limit; null limit is "not set". */
export function registrationWait(reportedOn: string, today: string, limitDays: number | null) {
  const days = Math.round((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${reportedOn}T00:00:00Z`)) / 86_400_000);
  return {
    days,
    limitDays,
    standing: limitDays === null ? 'not_set' : days > limitDays ? 'overdue' : 'in_time',
  } as const;
}
