import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { queueJob } from '../../platform/jobs.ts';
import { peopleErrors } from '../errors.ts';
import { lockedList, updateList } from './list-store.ts';
import { ListId } from '../schema.ts';

/**
 * Queues the publication of a checked list, after the sender's office has seen its counts and problems. Asking again changes nothing.
 * @throws NOT_FOUND, LIST_NOT_CHECKED, LIST_CANCELLED
 */
export async function publishList(
  ctx: Context,
  input: ListId,
): Promise<{ listId: string; state: string; jobId: string | null }> {
  authorise(ctx, 'register.import');
  const { listId } = ListId.parse(input);
  return transaction(ctx, async (tx) => {
    const list = await lockedList(tx, listId);
    if (list.state === 'published') return { listId, state: list.state, jobId: list.publish_job_id };
    if (list.state === 'cancelled') throw peopleErrors.LIST_CANCELLED();
    if (list.state === 'publishing') {
      const job = await tx
        .selectFrom('job')
        .select('state')
        .where('job_id', '=', list.publish_job_id)
        .executeTakeFirst();
      if (job && job.state !== 'failed' && job.state !== 'cancelled')
        return { listId, state: list.state, jobId: list.publish_job_id };
    } else if (list.state !== 'checked') throw peopleErrors.LIST_NOT_CHECKED({ details: { state: list.state } });
    const jobId = await queueJob(tx, ctx, {
      kind: 'people.publish-register',
      title: `发布帮扶名单：${list.file_name}`,
      input: { listId },
    });
    await updateList(tx, listId, { state: 'publishing', publish_job_id: jobId });
    await audit(tx, ctx, {
      action: 'list.publish_asked',
      subjectType: 'source_list',
      subjectId: listId,
      divisionCode: list.area_lo,
      summary: `确认发布名单：${list.file_name}`,
    });
    return { listId, state: 'publishing', jobId };
  });
}
