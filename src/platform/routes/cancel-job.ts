import { audit } from '../audit/audit.ts';
import { authorise, type Context } from '../context.ts';
import { transaction } from '../db.ts';
import { errors } from '../errors.ts';
import { JobId } from './get-job.ts';

/** Asks a job to stop: a queued one is cancelled at once, a running one at its next step, and nothing of it is kept. */
export async function cancelJob(ctx: Context, input: JobId): Promise<{ state: string }> {
  authorise(ctx, 'jobs.read');
  const { id } = JobId.parse(input);
  return transaction(ctx, async (tx) => {
    const row = await tx.selectFrom('job').selectAll().where('job_id', '=', id).forUpdate().executeTakeFirst();
    if (!row) throw errors.NOT_FOUND();
    if (row.state !== 'queued' && row.state !== 'running') return { state: row.state };
    const state = row.state === 'queued' ? 'cancelled' : 'running';
    await tx.updateTable('job').set({ cancel_requested: true, state }).where('job_id', '=', id).execute();
    await audit(tx, ctx, {
      action: 'job.cancel',
      subjectType: 'job',
      subjectId: id,
      summary: `取消任务：${row.title}`,
    });
    return { state };
  });
}
