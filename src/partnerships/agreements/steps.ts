import { audit } from '../../platform/audit/audit.ts';
import type { Actor, Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import type { Agreement } from './store.ts';

export type Step = {
  action: string;
  summary: string;
  to?: string;
  reason?: string | null | undefined;
  data?: Record<string, unknown>;
  entryId?: string | null;
};

/** Writes what happened to an agreement into its history and the audit, in the transaction of the change. */
export async function takeStep(tx: Tx, ctx: Context, actor: Actor, agreement: Agreement, step: Step): Promise<void> {
  await tx
    .insertInto('agreement_event')
    .values({
      event_id: ctx.newId(),
      agreement_id: agreement.agreementId,
      entry_id: step.entryId ?? null,
      action: step.action,
      from_state: agreement.state,
      to_state: step.to ?? agreement.state,
      reason: step.reason ?? null,
      data: JSON.stringify(step.data ?? {}),
      user_id: actor.userId,
      user_name: actor.name,
      unit_name: actor.unitName,
      at: ctx.clock.now(),
    })
    .execute();
  await audit(tx, ctx, {
    action: `agreement.${step.action}`,
    subjectType: 'agreement',
    subjectId: agreement.agreementId,
    divisionCode: agreement.divisionCode,
    institutionId: agreement.institutionId,
    summary: `${step.summary}：${agreement.number} ${agreement.title}`,
    payload: { ...step.data, ...(step.reason ? { reason: step.reason } : {}) },
  });
}
