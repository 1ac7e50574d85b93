/** Who may act: a department line at a level, or the system itself. */
export type ReviewRole = string;

/** One row of a review process: in this state this role may do this; it leads there. */
export type Transition<State extends string, Action extends string> = {
  from: State;
  action: Action;
  roles: readonly ReviewRole[];
  to: State;
  /** What the act needs beyond the right to act. */
  needs?: readonly ('reason' | 'defects' | 'evidence' | 'choice' | 'number' | 'date')[];
  /** Where the document gives the power, or 'implied'. */
  basis: string;
  /** The Chinese verb on the button. */
  label: string;
};

export type TransitionTable<State extends string, Action extends string> = readonly Transition<State, Action>[];

export type Refusal = { ok: false; why: 'wrong_state' | 'wrong_role' | 'needs_reason' | 'needs_defects' };
export type Allowed<State extends string, Action extends string> = { ok: true; transition: Transition<State, Action> };

/**
 * The one answer to "may this role do this here": drives the server's check, the buttons and the tests.
 * A wrong state is told before a wrong role only to those who hold some role of the process.
 */
export function mayAct<S extends string, A extends string>(
  table: TransitionTable<S, A>,
  state: S,
  action: A,
  role: ReviewRole,
  given: { reason?: string | null; defects?: readonly unknown[] } = {},
): Allowed<S, A> | Refusal {
  const ofAction = table.filter((t) => t.action === action);
  if (!ofAction.some((t) => t.roles.includes(role))) return { ok: false, why: 'wrong_role' };
  const here = ofAction.find((t) => t.from === state && t.roles.includes(role));
  if (!here) return { ok: false, why: 'wrong_state' };
  if (here.needs?.includes('reason') && !given.reason?.trim()) return { ok: false, why: 'needs_reason' };
  if (here.needs?.includes('defects') && !given.defects?.length) return { ok: false, why: 'needs_defects' };
  return { ok: true, transition: here };
}

/** Every act open to a role in a state: what the screen shows as buttons. */
export function actsOpen<S extends string, A extends string>(
  table: TransitionTable<S, A>,
  state: S,
  role: ReviewRole,
): Transition<S, A>[] {
  return table.filter((t) => t.from === state && t.roles.includes(role));
}

/** States from which nothing leads on. */
export function endStates<S extends string, A extends string>(table: TransitionTable<S, A>): S[] {
  const from = new Set(table.map((t) => t.from));
  return [...new Set(table.map((t) => t.to))].filter((s) => !from.has(s));
}
