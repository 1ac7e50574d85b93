import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import type { AppError } from '../../platform/errors.ts';
import { mayAnswer, type Office } from '../../review/index.ts';
import { applicantOf } from '../application/application-details.ts';
import { decideEligibility, type EligibilityAnswer } from '../applicants/eligibility.ts';
import { enrolmentErrors } from '../errors.ts';
import type { ReviewSettings } from './review-settings.ts';
import type { Application } from '../store.ts';
import { STATES } from '../states.ts';

/** Whether this office has given its answer of the round. */
export function alreadyAnswered(app: Application, office: Office): boolean {
  return office === 'poverty' ? app.poverty_decided : app.hr_decided;
}

/** Why an office may not answer a case now; null when it may. Says nothing of the other office's answer. */
export function refusalToAnswer(app: Application, office: Office, settings: ReviewSettings): AppError | null {
  if (alreadyAnswered(app, office)) return enrolmentErrors.REVIEW_ALREADY_DECIDED({ details: { number: app.number } });
  if (app.state !== 'township_review')
    return enrolmentErrors.APPLICATION_WRONG_STATE({ details: { state: app.state, stateName: STATES[app.state] } });
  const answered = { poverty: app.poverty_decided, hr: app.hr_decided };
  const may = mayAnswer(settings.mode, settings.first, office, answered);
  return may === 'wait_for_other' ? enrolmentErrors.REVIEW_WAITS() : null;
}

/** Cases that one of the people behind this actor has answered for the other office in the open round. */
export async function answeredForOther(
  tx: Tx,
  ctx: Context,
  office: Office,
  apps: readonly Application[],
): Promise<Set<string>> {
  const actor = ctx.actor!;
  const users = [actor.userId, ...(actor.onBehalfOf ? [actor.onBehalfOf] : [])];
  const keys = apps.map((a) => ({ p: a.person_id, a: a.application_id, r: a.round }));
  const { rows } = await sql<{
    a: string;
  }>`select k.a from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(p uuid, a uuid, r int)
    where answered_for_other(k.p, k.a, k.r, ${office}, ${users}::text[])`.execute(tx);
  return new Set(rows.map((r) => r.a));
}

/** Eligibility of many cases as of today, by person, and the facts as an office sees them at its decision. */
export async function factsAtReview(
  tx: Tx,
  ctx: Context,
  apps: readonly Application[],
): Promise<Map<string, EligibilityAnswer>> {
  return decideEligibility(tx, ctx, apps.map(applicantOf));
}

/** The snapshot kept with an answer: outcome, failures, each fact with its list and day. */
export function factsSnapshot(answer: EligibilityAnswer | undefined): Record<string, unknown> {
  if (!answer) return {};
  const { decision } = answer;
  return {
    rule: decision.rule.key,
    ruleVersion: decision.rule.version,
    on: decision.date,
    outcome: decision.outcome,
    fails: decision.fails,
    facts: decision.facts,
  };
}
