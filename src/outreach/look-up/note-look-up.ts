import { audit } from '../../platform/audit/audit.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';

/** Audits that somebody of the public asked for a case, without saying who asked about whom. */
export async function noteLookUp(tx: Tx, ctx: Context, summary: string): Promise<void> {
  const unnamed = { ...ctx, actor: null, ip: null };
  await audit(tx, unnamed, { action: 'case.look_up', subjectType: 'public', subjectId: 'case', summary });
}
