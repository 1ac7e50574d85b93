import type { Actor, Context } from '../platform/context.ts';
import type { Tx } from '../platform/db.ts';
import { rangeOf } from '../organizations/index.ts';

export type CatalogueFile = { fileId: string | null; name: string; sha256: string };

/** The record that a catalogue file came in: sender, hash, day. */
export async function insertList(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  list: { listId: string; cityCode: number; file: CatalogueFile; jobId: string | null },
): Promise<void> {
  const area = rangeOf(list.cityCode);
  await tx
    .insertInto('source_list')
    .values({
      list_id: list.listId,
      kind: 'catalogue',
      sender_unit_id: actor.unitId,
      sender_name: actor.unitName,
      area_lo: area.lo,
      area_hi: area.hi,
      coverage: 'complete',
      list_date: ctx.clock.today(),
      file_id: list.file.fileId,
      file_name: list.file.name,
      sha256: list.file.sha256,
      job_id: list.jobId,
      received_at: ctx.clock.now(),
    })
    .execute();
}

export type ListCounts = {
  rows: number;
  accepted: number;
  corrected: number;
  review: number;
  refused: number;
  skipped: number;
};
