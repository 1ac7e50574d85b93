import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { queueJob } from '../../platform/jobs.ts';
import { VerifyAudit } from '../schema.ts';

export const VERIFY_JOB = 'desk.verify-audit';

/**
 * Has the whole audit chain walked in the background; the report appears among the verifications. While one of the unit is under way no
 * second is started and its id is given.
 */
export async function verifyAudit(ctx: Context, input: VerifyAudit): Promise<{ jobId: string }> {
  const actor = authorise(ctx, 'audit.verify');
  VerifyAudit.parse(input);
  return transaction(ctx, async (tx) => {
    const underWay = await tx
      .selectFrom('job')
      .select('job_id')
      .where('unit_id', '=', actor.unitId)
      .where('kind', '=', VERIFY_JOB)
      .where('state', 'in', ['queued', 'running'])
      .executeTakeFirst();
    if (underWay) return { jobId: underWay.job_id };
    const jobId = await queueJob(tx, ctx, { kind: VERIFY_JOB, title: '核验审计链', input: {} });
    const entry = { action: 'audit.verify', subjectType: 'job', subjectId: jobId, summary: '开始核验审计链' };
    await audit(tx, ctx, entry);
    return { jobId };
  });
}
