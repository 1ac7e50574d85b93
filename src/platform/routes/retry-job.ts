import { audit } from '../audit/audit.ts';
import { authorise, type Context } from '../context.ts';
import { transaction } from '../db.ts';
import { errors } from '../errors.ts';
import { enqueue } from '../jobs.ts';
import { JobId } from './get-job.ts';

/** Puts a failed or cancelled job back into the queue; one that runs or is done stays as it is. */
export async function retryJob(ctx: Context, input: JobId): Promise<{ state: string }> {
  authorise(ctx, 'jobs.read');
  const { id } = JobId.parse(input);
  return transaction(ctx, async (tx) => {
    const row = await tx.selectFrom('job').selectAll().where('job_id', '=', id).forUpdate().executeTakeFirst();
    if (!row) throw errors.NOT_FOUND();
    if (row.state !== 'failed' && row.state !== 'cancelled') return { state: row.state };
    await tx
      .updateTable('job')
      .set({
        state: 'queued',
        cancel_requested: false,
        error_code: null,
        message: null,
        attempts: 0,
        finished_at: null,
      })
      .where('job_id', '=', id)
      .execute();
    await enqueue(tx, [id]);
    await audit(tx, ctx, { action: 'job.retry', subjectType: 'job', subjectId: id, summary: `重试任务：${row.title}` });
    return { state: 'queued' };
  });
}
