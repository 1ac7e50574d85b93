import type { Insertable, Selectable } from 'kysely';
import type { Actor, Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import type { SourceList } from '../../platform/db-types.ts';
import { dropStaged } from '../register/staging/staging.ts';

export type ListRow = Selectable<SourceList>;

/** A list as it comes in: what it is of, which area and day it speaks for, and its file. */
export type IncomingList = {
  listId: string;
  kind: string;
  area: { lo: number; hi: number };
  coverage: 'complete' | 'supplement';
  listDate: string;
  file: { fileId: string | null; name: string; sha256: string };
};

/** Records that the actor's office sent a list now; `more` are columns only some kinds have. */
export async function insertList(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  list: IncomingList,
  more: Partial<Insertable<SourceList>> = {},
): Promise<void> {
  await tx
    .insertInto('source_list')
    .values({
      list_id: list.listId,
      kind: list.kind,
      sender_unit_id: actor.unitId,
      sender_name: actor.unitName,
      area_lo: list.area.lo,
      area_hi: list.area.hi,
      coverage: list.coverage,
      list_date: list.listDate,
      file_id: list.file.fileId,
      file_name: list.file.name,
      sha256: list.file.sha256,
      received_at: ctx.clock.now(),
      ...more,
    })
    .execute();
}

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
