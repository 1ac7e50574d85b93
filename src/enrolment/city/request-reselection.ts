import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { lockOwn } from '../application/own-applications.ts';
import type { Blocked } from './decide-admissions.ts';
import { tellReturn } from '../township/return-messages.ts';
import { RequestReselection } from '../schema-city.ts';
import { takeSteps } from '../store.ts';

/** Sends applications to reselection, each with its own reason, and tells village and applicant. */
export async function askReselection(tx: Tx, ctx: Context, blocked: readonly Blocked[]): Promise<void> {
  if (blocked.length === 0) return;
  const steps = blocked.map(({ app, code, reason }) => ({
    app,
    action: 'ask_reselection' as const,
    detail: { reasonCode: code, reason },
  }));
  const asked = await takeSteps(tx, ctx, steps);
  const reasonOf = new Map(blocked.map((b) => [b.app.application_id, b.reason]));
  for (const [reason, apps] of Map.groupBy(asked, (a) => reasonOf.get(a.application_id)!))
    await tellReturn(tx, ctx, apps, 'village', reason);
}

/**
 * The city asks for another choice, with the reason (implied 19).
 * @throws NOT_FOUND, APPLICATION_WRONG_STATE, REASON_REQUIRED
 */
export async function requestReselection(ctx: Context, input: RequestReselection): Promise<{ asked: number }> {
  const actor = authorise(ctx, 'admission.decide');
  const { ids, reason } = RequestReselection.parse(input);
  return transaction(ctx, async (tx) => {
    const apps = await lockOwn(tx, actor, ids);
    await askReselection(
      tx,
      ctx,
      apps.map((app) => ({ app, code: 'asked_by_city', reason })),
    );
    await audit(tx, ctx, {
      action: 'city.ask_reselection',
      subjectType: 'unit',
      subjectId: actor.unitId,
      divisionCode: actor.divisionCode,
      summary: `通知重选 ${apps.length} 人（${reason}）`,
      payload: { applications: apps.map((a) => a.number) },
    });
    return { asked: apps.length };
  });
}
