import { mayAct } from '../review/index.ts';
import { type ApplicationState } from './states.ts';
import { TRANSITIONS, type ApplicationAction } from './transitions.ts';

/** One step of a case's history. */
export type ApplicationStep = { event: ApplicationAction | 'draft' | 'import'; to: ApplicationState };

/** What a case's state is, from its history alone; the state column is only a cache of this. @throws Error for an empty history */
export function stateOf(history: readonly ApplicationStep[]): ApplicationState {
  const last = history.at(-1);
  if (!last) throw new Error('an application without history');
  return last.to;
}

/** Whether every step of a history follows from the one before by the transition table (first step: a draft, or an import at the city step). */
export function historyHolds(history: readonly ApplicationStep[]): boolean {
  const [first, ...rest] = history;
  if (!first || (first.event === 'draft' ? first.to !== 'draft' : first.event !== 'import')) return false;
  let state = first.to;
  for (const step of rest) {
    const possible = TRANSITIONS.some((t) => t.from === state && t.action === step.event && t.to === step.to);
    if (!possible) return false;
    state = step.to;
  }
  return true;
}

/** States in which the family's data and choice may still be changed by the village. */
export function mayEdit(state: ApplicationState): boolean {
  return state === 'draft' || state === 'returned_to_village';
}

/** Whether the case is over, one way or the other. */
export function isEnded(state: ApplicationState): boolean {
  return (
    state === 'withdrawn' || state === 'no_show' || state === 'village_not_agreed' || state === 'township_not_passed'
  );
}

/** The table's answer for one role, as the verbs use it. */
export function mayApply(
  state: ApplicationState,
  action: ApplicationAction,
  role: string,
  given: { reason?: string | null; defects?: readonly unknown[] } = {},
) {
  return mayAct(TRANSITIONS, state, action, role, given);
}
