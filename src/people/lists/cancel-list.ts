import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { peopleErrors } from '../errors.ts';
import { forgetList, lockedList } from './list-store.ts';
import { ListId } from '../schema.ts';

/**
 * Gives up a list that is not published: its problems and staged rows go, its jobs stop, only the entry that it came stays. Asking again
 * changes nothing.
 * @throws NOT_FOUND, LIST_ALREADY_PUBLISHED
 */
export async function cancelList(ctx: Context, input: ListId): Promise<{ listId: string; state: string }> {
  authorise(ctx, 'register.import');
  const { listId } = ListId.parse(input);
  return transaction(ctx, async (tx) => {
    const list = await lockedList(tx, listId);
    if (list.state === 'cancelled') return { listId, state: list.state };
    if (list.state === 'published') throw peopleErrors.LIST_ALREADY_PUBLISHED();
    for (const jobId of [list.job_id, list.publish_job_id]) {
      if (jobId === null) continue;
      await tx
        .updateTable('job')
        .set({ cancel_requested: true })
        .where('job_id', '=', jobId)
        .where('state', 'in', ['queued', 'running'])
        .execute();
    }
    await forgetList(ctx, tx, listId);
    await audit(tx, ctx, {
      action: 'list.cancel',
      subjectType: 'source_list',
      subjectId: listId,
      divisionCode: list.area_lo,
      summary: `取消名单：${list.file_name}`,
    });
    return { listId, state: 'cancelled' };
  });
}
