import { z } from 'zod';
import { authorise, type Context } from '../context.ts';
import { read } from '../db.ts';
import { errors } from '../errors.ts';

export const JobId = z.object({ id: z.uuid() });
export type JobId = z.infer<typeof JobId>;

export type JobView = {
  id: string;
  kind: string;
  title: string;
  state: string;
  done: number;
  total: number | null;
  message: string | null;
  errorCode: string | null;
  result: unknown;
  createdAt: string;
  finishedAt: string | null;
};

/** Where a long piece of work stands, for the unit that asked for it. @throws NOT_FOUND for another unit's job */
export async function getJob(ctx: Context, input: JobId): Promise<JobView> {
  authorise(ctx, 'jobs.read');
  const { id } = JobId.parse(input);
  const row = await read(ctx, (tx) => tx.selectFrom('job').selectAll().where('job_id', '=', id).executeTakeFirst());
  if (!row) throw errors.NOT_FOUND();
  return {
    id: row.job_id,
    kind: row.kind,
    title: row.title,
    state: row.state,
    done: row.done,
    total: row.total,
    message: row.message,
    errorCode: row.error_code,
    result: row.result,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}
