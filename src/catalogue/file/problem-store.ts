import type { Tx } from '../../platform/db.ts';

export type OpenReview = { seq: number; row: number; list_row: number | null; field: string | null; code: string };

/** Problems a person has yet to decide. */
export async function openReviews(tx: Tx, listId: string | null): Promise<OpenReview[]> {
  if (listId === null) return [];
  return tx
    .selectFrom('import_problem')
    .select(['seq', 'row', 'list_row', 'field', 'code'])
    .where('list_id', '=', listId)
    .where('decision', '=', 'review')
    .where('resolution', 'is', null)
    .orderBy('seq')
    .execute();
}

/** Marks problems of a draft's list as decided; a draft that came from no list has none. */
export async function resolve(
  tx: Tx,
  listId: string | null,
  problems: readonly { seq: number }[],
  how: { resolution: 'accepted' | 'corrected' | 'dismissed'; by: string; at: Date; note: string | null },
): Promise<void> {
  if (listId === null || problems.length === 0) return;
  await tx
    .updateTable('import_problem')
    .set({ resolution: how.resolution, resolved_by: how.by, resolved_at: how.at, resolution_note: how.note })
    .where('list_id', '=', listId)
    .where(
      'seq',
      'in',
      problems.map((p) => p.seq),
    )
    .execute();
}
