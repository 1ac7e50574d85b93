import { auditMany } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { CloseTasks, PreviewClosing } from '../schema.ts';
import { closedEntry, mayClose, type Task } from './task-entry.ts';

export type ClosedTasks = {
  /** Closed now, or that would be. */
  closed: number;
  skipped: { reason: string; count: number }[];
};

/**
 * Closes many tasks of one kind with one outcome, each with its own audit entry; they stay on record. Those closed already, by whomever and with whatever outcome,
 * stay as they are and are counted, so that the same act again, or twice at once, changes nothing.
 */
export async function closeTasks(ctx: Context, input: CloseTasks): Promise<ClosedTasks> {
  const actor = authorise(ctx, 'tasks.close');
  const { ids, kind, outcome, note } = CloseTasks.parse(input);
  return transaction(ctx, async (tx) => {
    const { open, skipped } = await sortTasks(tx, actor, ids, kind);
    if (open.length === 0) return { closed: 0, skipped };
    await tx
      .updateTable('task')
      .set({ state: 'done', outcome, closed_at: ctx.clock.now(), closed_by: actor.userId })
      .where(
        'task_id',
        'in',
        open.map((t) => t.task_id),
      )
      .execute();
    const given = { outcome, dismiss: false, note: note ?? null, together: open.length };
    await auditMany(
      tx,
      ctx,
      open.map((task) => closedEntry(task, given)),
    );
    return { closed: open.length, skipped };
  });
}

/** What {@link closeTasks} would do, without doing it. */
export async function previewClosing(ctx: Context, input: PreviewClosing): Promise<ClosedTasks> {
  const actor = authorise(ctx, 'tasks.close');
  const { ids, kind } = PreviewClosing.parse(input);
  // house-rule: no change
  return transaction(ctx, async (tx) => {
    const { open, skipped } = await sortTasks(tx, actor, ids, kind);
    return { closed: open.length, skipped };
  });
}

/** Locks tasks in one order; which of them can be closed, and why the others cannot. */
async function sortTasks(tx: Tx, actor: Actor, given: readonly string[], kind: string) {
  const ids = [...new Set(given)];
  const found = await tx
    .selectFrom('task')
    .selectAll()
    .where('task_id', 'in', ids)
    .orderBy('task_id')
    .forUpdate()
    .execute();
  const mine = found.filter((task) => mayClose(task, actor));
  const open: Task[] = [];
  const left = new Map<string, number>();
  const skip = (reason: string, count = 1): void => void left.set(reason, (left.get(reason) ?? 0) + count);
  if (mine.length < ids.length) skip('不在您的管辖范围内', ids.length - mine.length);
  for (const task of mine) {
    if (task.state !== 'open') skip('已经办结');
    else if (task.kind !== kind) skip('不是同一类事项，请分开办理');
    else open.push(task);
  }
  return { open, skipped: [...left].map(([reason, count]) => ({ reason, count })) };
}
