import { sql, type Selectable } from 'kysely';
import { auditMany } from '../platform/audit/audit.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db.ts';
import type { Application as ApplicationTable } from '../platform/db-types.ts';
import { errors, type AppError } from '../platform/errors.ts';
import type { Office } from '../review/index.ts';
import { mayApply } from './application.ts';
import { enrolmentErrors } from './errors.ts';
import { HELD_BY, STATES, type ApplicationState } from './states.ts';
import { processRole, type ApplicationAction } from './transitions.ts';

export type Application = Omit<Selectable<ApplicationTable>, 'state'> & { state: ApplicationState };

/** One application, if the actor may see it. */
export async function findApplication(tx: Tx, applicationId: string): Promise<Application | undefined> {
  const row = await tx
    .selectFrom('application')
    .selectAll()
    .where('application_id', '=', applicationId)
    .executeTakeFirst();
  return row as Application | undefined;
}

/** Locks one application for a change. @throws NOT_FOUND when it does not exist or is another office's */
export async function lockApplication(tx: Tx, applicationId: string): Promise<Application> {
  const [row] = await lockApplications(tx, [applicationId]);
  if (!row) throw errors.NOT_FOUND();
  return row;
}

/** Locks many in one order, so that two bulk acts never wait for each other in a circle; those out of scope are missing from the answer. */
export async function lockApplications(tx: Tx, applicationIds: readonly string[]): Promise<Application[]> {
  if (applicationIds.length === 0) return [];
  const rows = await tx
    .selectFrom('application')
    .selectAll()
    .where('application_id', 'in', [...applicationIds])
    .orderBy('application_id')
    .forUpdate()
    .execute();
  return rows as Application[];
}

export type Defect = { field: string; message: string };

export type StepDetail = {
  office?: Office | null;
  round?: number | null;
  reasonCode?: string | null;
  reason?: string | null;
  defects?: readonly Defect[];
  data?: Record<string, unknown>;
};

export type Step = { app: Application; action: ApplicationAction; detail?: StepDetail };
type Move = {
  app: Application;
  event: ApplicationAction | 'draft' | 'import';
  to: ApplicationState;
  detail: StepDetail;
};

/**
 * Takes steps on the route: asks the transition table for each, appends the events, refreshes the cached columns and writes the audit entries,
 * in three statements however many there are. The caller holds the row locks.
 * @param as 'system' for steps that follow by themselves (a closed round)
 * @returns the applications as they are now
 * @throws NOT_PERMITTED, APPLICATION_WRONG_STATE, REASON_REQUIRED, DEFECTS_REQUIRED
 */
export async function takeSteps(
  tx: Tx,
  ctx: Context,
  steps: readonly Step[],
  as: 'actor' | 'system' = 'actor',
): Promise<Application[]> {
  const role = as === 'system' ? 'system' : processRole(ctx.actor!);
  const moves = steps.map(({ app, action, detail = {} }): Move => {
    const allowed = mayApply(app.state, action, role, detail);
    if (!allowed.ok) throw refusalOf(allowed.why, app.state);
    return { app, event: action, to: allowed.transition.to, detail };
  });
  return recordMoves(tx, ctx, moves);
}

/** {@link takeSteps} for one application. */
export async function takeStep(
  tx: Tx,
  ctx: Context,
  app: Application,
  action: ApplicationAction,
  detail: StepDetail = {},
  as: 'actor' | 'system' = 'actor',
) {
  const [now] = await takeSteps(tx, ctx, [{ app, action, detail }], as);
  return now!;
}

/** Writes the first event of cases that were just inserted with version 0: a draft at the village, or an import at the city step. */
export async function recordFirst(
  tx: Tx,
  ctx: Context,
  apps: readonly Application[],
  event: 'draft' | 'import',
  detail: StepDetail = {},
): Promise<Application[]> {
  return recordMoves(
    tx,
    ctx,
    apps.map((app) => ({ app, event, to: app.state, detail })),
  );
}

function refusalOf(
  why: 'wrong_state' | 'wrong_role' | 'needs_reason' | 'needs_defects',
  state: ApplicationState,
): AppError {
  if (why === 'wrong_role') return errors.NOT_PERMITTED();
  if (why === 'needs_reason')
    return enrolmentErrors.REASON_REQUIRED({ fields: [{ path: 'reason', message: '请写明理由' }] });
  if (why === 'needs_defects')
    return enrolmentErrors.DEFECTS_REQUIRED({ fields: [{ path: 'defects', message: '请逐项写明' }] });
  return enrolmentErrors.APPLICATION_WRONG_STATE({ details: { state, stateName: STATES[state] } });
}

/** The event's number is the case's version, so a step taken twice from one version breaks the key instead of the case. */
async function recordMoves(tx: Tx, ctx: Context, moves: readonly Move[]): Promise<Application[]> {
  if (moves.length === 0) return [];
  const at = ctx.clock.now();
  const actor = ctx.actor;
  const rows = moves.map(({ app, event, to, detail }) => ({
    person_id: app.person_id,
    application_id: app.application_id,
    seq: app.version + 1,
    event,
    from_state: event === 'draft' || event === 'import' ? null : app.state,
    to_state: to,
    office: detail.office ?? null,
    round: detail.round ?? null,
    reason_code: detail.reasonCode ?? null,
    reason: detail.reason ?? null,
    defects: detail.defects ?? [],
    data: detail.data ?? {},
    village_code: app.village_code,
    institution_id: app.institution_id,
    held_by: HELD_BY[to],
    held_since: HELD_BY[to] === app.held_by && event !== 'draft' ? app.held_since.toISOString() : at.toISOString(),
  }));
  await sql`with r as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(person_id uuid, application_id uuid, seq int, event text, from_state text,
      to_state text, office text, round int, reason_code text, reason text, defects jsonb, data jsonb, village_code bigint, institution_id uuid, held_by text, held_since timestamptz)),
    recorded as (insert into application_event (person_id, application_id, seq, event, from_state, to_state, office, round, reason_code, reason, defects, data,
        village_code, institution_id, user_id, user_name, unit_id, unit_name, at)
      select person_id, application_id, seq, event, from_state, to_state, office, round, reason_code, reason, defects, data, village_code, institution_id,
        ${actor?.userId ?? 'system'}, ${actor?.name ?? '系统'}, ${actor?.unitId || null}::uuid, ${actor?.unitName ?? '系统'}, ${at.toISOString()}::timestamptz from r)
    update application a set state = r.to_state, held_by = r.held_by, held_since = r.held_since, version = r.seq,
      poverty_decided = a.poverty_decided or r.event = 'answer' and r.office = 'poverty', hr_decided = a.hr_decided or r.event = 'answer' and r.office = 'hr'
    from r where a.person_id = r.person_id and a.application_id = r.application_id`.execute(tx);
  await auditMany(
    tx,
    ctx,
    moves.map(({ app, event, to, detail }) => ({
      action: `application.${event}`,
      subjectType: 'application',
      subjectId: app.application_id,
      personId: app.person_id,
      divisionCode: app.village_code,
      institutionId: app.institution_id,
      summary: `申请 ${app.number}：${STATES[to]}${detail.reason ? `（${detail.reason}）` : ''}`,
      payload: {
        from: app.state,
        to,
        office: detail.office ?? null,
        round: detail.round ?? null,
        defects: detail.defects ?? [],
        ...detail.data,
      },
    })),
  );
  return rows.map((r, i) => ({
    ...moves[i]!.app,
    state: r.to_state,
    held_by: r.held_by,
    held_since: new Date(r.held_since),
    version: r.seq,
    poverty_decided: moves[i]!.app.poverty_decided || (r.event === 'answer' && r.office === 'poverty'),
    hr_decided: moves[i]!.app.hr_decided || (r.event === 'answer' && r.office === 'hr'),
  }));
}
