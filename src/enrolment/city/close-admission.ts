import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import type { Application } from '../store.ts';

export type ClosedAdmission = { admissionNumber: string; letterNumber: string | null };

/**
 * After a withdrawal: marks the line of the admission as withdrawn, its number kept and never given again, and withdraws the valid letter, so that
 * the public check says so. Null when the case had not been admitted. The caller has just recorded the withdrawal.
 */
export async function closeAdmission(
  tx: Tx,
  ctx: Context,
  app: Application,
  reason: string,
): Promise<ClosedAdmission | null> {
  const { rows } = await sql<{
    admission_number: string;
    institution_id: string;
    letter_id: string | null;
    letter_number: string | null;
  }>`select * from close_admission(${app.person_id}, ${app.application_id}, ${ctx.actor?.userId ?? 'system'}, ${ctx.clock.now()}, ${reason})`.execute(
    tx,
  );
  const [closed] = rows;
  if (!closed) return null;
  const { admission_number: admissionNumber, letter_number: letterNumber, institution_id: institutionId } = closed;
  await audit(tx, ctx, {
    action: 'admission.withdraw',
    subjectType: 'application',
    subjectId: app.application_id,
    personId: app.person_id,
    divisionCode: app.village_code,
    institutionId,
    summary: `录取 ${admissionNumber} 因本人放弃作废${letterNumber === null ? '' : `，通知书 ${letterNumber} 已撤回`}`,
    payload: { admission: admissionNumber, letter: letterNumber, reason },
  });
  return { admissionNumber, letterNumber };
}
