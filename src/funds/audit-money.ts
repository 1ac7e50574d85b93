import { audit, type AuditEntry } from '../platform/audit/audit.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db.ts';

/** An audit entry about money of the actor's own place or institution; what is not said of either is the actor's. */
export function auditMoney(tx: Tx, ctx: Context, entry: AuditEntry): Promise<void> {
  return audit(tx, ctx, {
    divisionCode: ctx.actor?.divisionCode ?? null,
    institutionId: ctx.actor?.institutionId ?? null,
    ...entry,
  });
}
