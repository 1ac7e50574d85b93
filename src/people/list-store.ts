import type { Selectable } from 'kysely';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db.ts';
import { errors } from '../platform/errors.ts';
import type { SourceList } from '../platform/db-types.ts';
import { dropStaged } from './staging.ts';

export type ListRow = Selectable<SourceList>;

/** The list, locked until the transaction ends. @throws NOT_FOUND outside the reader's area */
export async function lockedList(tx: Tx, listId: string): Promise<ListRow> {
  const row = await tx
    .selectFrom('source_list')
    .selectAll()
    .where('list_id', '=', listId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row;
}

/** The list as it stands. @throws NOT_FOUND outside the reader's area */
export async function listById(tx: Tx, listId: string): Promise<ListRow> {
  const row = await tx.selectFrom('source_list').selectAll().where('list_id', '=', listId).executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row;
}

export async function updateList(tx: Tx, listId: string, patch: Partial<Omit<ListRow, 'list_id'>>): Promise<void> {
  await tx.updateTable('source_list').set(patch).where('list_id', '=', listId).execute();
}

/** Leaves nothing of a list but the entry that it came and was given up. */
export async function forgetList(ctx: Context, tx: Tx, listId: string): Promise<void> {
  await tx.deleteFrom('import_problem').where('list_id', '=', listId).execute();
  await updateList(tx, listId, { state: 'cancelled' });
  await dropStaged(ctx, listId);
}
