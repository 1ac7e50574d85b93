import type { Actor, Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { rangeOf } from '../../organizations/index.ts';
import { insertList } from '../../people/index.ts';

export type CatalogueFile = { fileId: string | null; name: string; sha256: string };

/** The record that a catalogue file came in: sender, hash, day. */
export async function insertCatalogueList(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  list: { listId: string; cityCode: number; file: CatalogueFile; jobId: string | null },
): Promise<void> {
  const { listId, cityCode, file, jobId } = list;
  const listDate = ctx.clock.today();
  await insertList(
    tx,
    ctx,
    actor,
    { listId, kind: 'catalogue', area: rangeOf(cityCode), coverage: 'complete', listDate, file },
    { job_id: jobId },
  );
}

export type ListCounts = {
  rows: number;
  accepted: number;
  corrected: number;
  review: number;
  refused: number;
  skipped: number;
};
