import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { peopleErrors } from '../errors.ts';
import { CloseTask } from '../schema.ts';
import { closedEntry, mayClose } from './task-entry.ts';

/**
 * Closes a task with its outcome; it stays on record. The same outcome again changes nothing.
 * @throws NOT_FOUND outside the area, TASK_CLOSED when closed otherwise
 */
export async function closeTask(ctx: Context, input: CloseTask): Promise<{ state: string }> {
  const actor = authorise(ctx, 'tasks.close');
  const { taskId, outcome, dismiss, note } = CloseTask.parse(input);
  return transaction(ctx, async (tx) => {
    const task = await tx.selectFrom('task').selectAll().where('task_id', '=', taskId).forUpdate().executeTakeFirst();
    if (!task || !mayClose(task, actor)) throw errors.NOT_FOUND();
    const state = dismiss ? 'dismissed' : 'done';
    if (task.state === state && task.outcome === outcome) return { state };
    if (task.state !== 'open') throw peopleErrors.TASK_CLOSED();
    await tx
      .updateTable('task')
      .set({ state, outcome, closed_at: ctx.clock.now(), closed_by: actor.userId })
      .where('task_id', '=', taskId)
      .execute();
    await audit(tx, ctx, closedEntry(task, { outcome, dismiss, note: note ?? null }));
    return { state };
  });
}
