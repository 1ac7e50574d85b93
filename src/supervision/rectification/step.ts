import { audit } from '../../platform/audit/audit.ts';
import type { Actor, Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { areasHold } from '../../organizations/index.ts';
import { mayAct } from '../../review/index.ts';
import { addHistory } from '../history.ts';
import { rectificationErrors } from './errors.ts';
import type { AnswerRow } from './store.ts';
import {
  RECTIFICATION_STATES,
  RECTIFICATION_TRANSITIONS,
  type RectificationAction,
  type RectificationRole,
  type RectificationState,
} from './transitions.ts';

export type AnswerPatch = Partial<Omit<AnswerRow, 'answer_id' | 'state' | 'held_since'>>;
type Step = {
  action: RectificationAction;
  reason?: string | null;
  data?: Record<string, unknown>;
  patch?: AnswerPatch;
};

/** Who somebody is to an answer: the unit that owes it, another one whose area holds it, or nobody. */
export function roleTowards(
  actor: Pick<Actor, 'unitId' | 'areas' | 'divisionCode' | 'permissions'> | null,
  answer: Pick<AnswerRow, 'unit_id' | 'division_code'>,
): RectificationRole | null {
  if (actor === null) return 'system';
  if (actor.unitId === answer.unit_id) return actor.permissions.has('supervision.answer') ? 'own' : null;
  const above = areasHold(actor.areas, answer.division_code) && actor.divisionCode !== answer.division_code;
  return above && actor.permissions.has('supervision.verify') ? 'above' : null;
}

/**
 * Takes one step of the table with an answer the caller has locked: role, state, reason; history and audit entry in the same transaction.
 * @throws NOT_PERMITTED, RECTIFICATION_SAME_UNIT, RECTIFICATION_WRONG_STATE, RECTIFICATION_REASON
 */
export async function takeStep(tx: Tx, ctx: Context, answer: AnswerRow, step: Step): Promise<RectificationState> {
  const { action, reason = null, data = {}, patch = {} } = step;
  const role = roleTowards(ctx.actor, answer);
  const may = mayAct(RECTIFICATION_TRANSITIONS, answer.state, action, role ?? 'nobody', { reason });
  if (!may.ok) throw refusalOf(may.why, role);
  const { to, label } = may.transition;
  await tx
    .updateTable('rectification_answer')
    .set({ ...patch, state: to, ...(to === answer.state ? {} : { held_since: ctx.clock.now() }) })
    .where('answer_id', '=', answer.answer_id)
    .execute();
  await addEvents(tx, ctx, [{ answer, event: action, to, reason, data }]);
  await audit(tx, ctx, {
    action: `rectification.${action}`,
    subjectType: 'rectification_answer',
    subjectId: answer.answer_id,
    divisionCode: answer.division_code,
    summary: `${answer.unit_name}整改：${label}${to === answer.state ? '' : `（${RECTIFICATION_STATES[to]}）`}`,
    payload: { from: answer.state, to, reason, ...data },
  });
  return to;
}

function refusalOf(why: string, role: RectificationRole | null) {
  if (why === 'wrong_state') return rectificationErrors.RECTIFICATION_WRONG_STATE();
  if (why === 'needs_reason') return rectificationErrors.RECTIFICATION_REASON();
  return role === 'own' ? rectificationErrors.RECTIFICATION_SAME_UNIT() : errors.NOT_PERMITTED();
}

type AnswerEvent = {
  answer: Pick<AnswerRow, 'answer_id' | 'division_code'> & { state: RectificationState | null };
  event: string;
  to: RectificationState;
  reason?: string | null;
  data?: Record<string, unknown>;
};

/** Writes lines of the history, one for each of several answers, without asking the table. */
export function addEvents(tx: Tx, ctx: Context, events: readonly AnswerEvent[]): Promise<void> {
  const lines = events.map(({ answer: { answer_id, division_code, state }, event, to, reason, data }) => ({
    own: { answer_id, division_code, reason: reason?.trim() || null },
    event,
    from: state,
    to,
    data,
  }));
  return addHistory(tx, ctx, 'rectification_event', lines);
}
