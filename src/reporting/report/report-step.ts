import { audit } from '../../platform/audit/audit.ts';
import type { Actor, Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors, type AppError } from '../../platform/errors.ts';
import { mayAct, type Transition } from '../../review/index.ts';
import { reportErrors } from './report-errors.ts';
import { eventsOf, type EventRow, type ReportRow } from './report-store.ts';
import {
  handsBefore,
  REPORT_STATES,
  REPORT_TRANSITIONS,
  reportRoles,
  type ReportAction,
  type ReportState,
} from './report-transitions.ts';

type ReportPatch = Partial<{
  zero: boolean;
  remarks: string | null;
  filler_name: string | null;
  filler_phone: string | null;
  filled_on: string;
  known_at: number;
  count_id: string;
  figures: string;
  checksum: string;
  locked_at: Date;
  locked_by: string;
  scan_file_id: string;
  scan_sha256: string;
  sent_at: Date;
  sent_on: string;
  receipt_number: string;
  received_on: string;
}>;

export type StepOf = {
  action: ReportAction;
  /** Another word for the history than the action itself: withdraw_adjustment. */
  event?: string;
  reason?: string | null;
  data?: Record<string, unknown>;
  patch?: ReportPatch;
  /** What happened, for the audit entry; the state reached unless told. */
  summary?: string;
};

/** 菏泽市 has many reports; this names one in messages and audit entries. */
export function reportName(r: Pick<ReportRow, 'year' | 'half' | 'version'>): string {
  const version = r.version > 1 ? `（第${r.version}版）` : '';
  return `${r.year}年${r.half === 'first' ? '上半年' : '下半年'}进展情况表${version}`;
}

/**
 * Takes one step of the table with a version locked by the caller: checks role, state, reason and that the person had no hand in it before, writes the
 * history and the audit entry, and moves the state.
 * @throws NOT_PERMITTED, REPORT_WRONG_STATE, REPORT_REASON_REQUIRED, REPORT_SAME_PERSON
 */
export async function takeStep(tx: Tx, ctx: Context, report: ReportRow, step: StepOf): Promise<ReportState> {
  const events = await eventsOf(tx, report.report_id);
  const transition = allowed(ctx.actor, report, step, events);
  const at = ctx.clock.now();
  const to = transition.to;
  await addEvent(tx, ctx, report, events.length + 1, { ...step, event: step.event ?? step.action, to });
  await tx
    .updateTable('report')
    .set({ ...step.patch, state: to, ...(to === report.state ? {} : { held_since: at }) })
    .where('report_id', '=', report.report_id)
    .execute();
  await audit(tx, ctx, {
    action: `report.${step.event ?? step.action}`,
    subjectType: 'report',
    subjectId: report.report_id,
    divisionCode: report.city_code,
    summary: `${reportName(report)}：${step.summary ?? transition.label}`,
    payload: { from: report.state, to, reason: step.reason ?? null, ...step.data },
  });
  return to;
}

/** Refuses what {@link takeStep} would refuse, before work that is only worth doing for the step. */
export async function checkStep(tx: Tx, ctx: Context, report: ReportRow, step: StepOf): Promise<void> {
  allowed(ctx.actor, report, step, await eventsOf(tx, report.report_id));
}

/** Writes a line of the history without moving the state. */
export async function addEvent(
  tx: Tx,
  ctx: Context,
  report: Pick<ReportRow, 'report_id' | 'city_code' | 'state'>,
  seq: number,
  line: { event: string; to: ReportState; reason?: string | null; data?: Record<string, unknown>; first?: boolean },
): Promise<void> {
  await tx
    .insertInto('report_event')
    .values({
      report_id: report.report_id,
      seq,
      city_code: report.city_code,
      event: line.event,
      from_state: line.first ? null : report.state,
      to_state: line.to,
      reason: line.reason?.trim() || null,
      data: JSON.stringify(line.data ?? {}),
      user_id: ctx.actor?.userId ?? 'system',
      on_behalf_of: ctx.actor?.onBehalfOf ?? null,
      user_name: ctx.actor?.name ?? '系统',
      unit_name: ctx.actor?.unitName ?? null,
      at: ctx.clock.now(),
    })
    .execute();
}

function allowed(
  actor: Actor | null,
  report: ReportRow,
  step: StepOf,
  events: readonly EventRow[],
): Transition<ReportState, ReportAction> {
  const roles = actor === null ? ['system'] : reportRoles(actor);
  let refusal: AppError = errors.NOT_PERMITTED({ details: { act: step.action } });
  for (const role of roles) {
    const may = mayAct(REPORT_TRANSITIONS, report.state, step.action, role, { reason: step.reason });
    if (may.ok) {
      if (hadAHand(actor, step.action, events)) throw reportErrors.REPORT_SAME_PERSON();
      return may.transition;
    }
    if (may.why === 'wrong_state')
      refusal = reportErrors.REPORT_WRONG_STATE({
        message: `报表现在是“${REPORT_STATES[report.state]}”，不能这样办理。`,
        details: { state: report.state },
      });
    if (may.why === 'needs_reason') refusal = reportErrors.REPORT_REASON_REQUIRED();
  }
  throw refusal;
}

/** Whether the person, or whom they stand in for, has had a hand in the version that forbids the act. */
export function hadAHand(
  actor: Pick<Actor, 'userId' | 'onBehalfOf'> | null,
  action: ReportAction,
  events: readonly EventRow[],
): boolean {
  if (actor === null) return false;
  const before = handsBefore(
    action,
    events.map((e) => ({ event: e.event, userId: e.user_id, onBehalfOf: e.on_behalf_of })),
  );
  return before.has(actor.userId) || (actor.onBehalfOf !== undefined && before.has(actor.onBehalfOf));
}
