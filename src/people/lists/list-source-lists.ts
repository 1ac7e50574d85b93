import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { rangeOf } from '../../organizations/index.ts';
import { type ListRow } from './list-store.ts';
import { ListSourceLists, type SourceListView } from '../schema.ts';

/**
 * Which lists came in for the reader's area, newest first: sender, date, hash, coverage, counts, and how many days old each is today.
 */
export async function listSourceLists(
  ctx: Context,
  input: ListSourceLists,
): Promise<{ rows: SourceListView[]; total: number; page: number; size: number }> {
  authorise(ctx, 'register.read');
  const { page, size, kind, areaCode } = ListSourceLists.parse(input);
  return read(ctx, async (tx) => {
    let query = tx.selectFrom('source_list');
    if (kind) query = query.where('kind', '=', kind);
    if (areaCode !== undefined) {
      const { lo, hi } = rangeOf(areaCode);
      query = query.where('area_lo', '<', hi).where('area_hi', '>', lo);
    }
    const { n } = await query.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    const rows = await query
      .selectAll()
      .orderBy('list_date', 'desc')
      .orderBy('received_at', 'desc')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    const codes = rows.map((r) => r.area_lo);
    const names =
      codes.length === 0
        ? []
        : await tx.selectFrom('division').select(['code', 'full_name']).where('code', 'in', codes).execute();
    const nameOf = new Map(names.map((d) => [d.code, d.full_name]));
    return {
      total: n,
      page,
      size,
      rows: rows.map((r) => listView(r, ctx, nameOf.get(r.area_lo) ?? String(r.area_lo))),
    };
  });
}

/** A list as screens and the command line see it: its age in days by the clock, and whether the reader's own office sent it. */
export function listView(r: ListRow, ctx: Context, areaName: string): SourceListView {
  const today = ctx.clock.today();
  return {
    own: r.sender_unit_id === ctx.actor?.unitId,
    listId: r.list_id,
    kind: r.kind,
    sender: r.sender_name,
    areaCode: r.area_lo,
    areaName,
    coverage: r.coverage,
    listDate: r.list_date,
    ageDays: Math.round((Date.parse(today) - Date.parse(r.list_date)) / 86_400_000),
    fileName: r.file_name,
    sha256: r.sha256,
    state: r.state,
    refusalCode: r.refusal_code,
    refusalMessage: r.refusal_message,
    counts: {
      rows: r.rows,
      accepted: r.accepted,
      corrected: r.corrected,
      review: r.review,
      refused: r.refused,
      skipped: r.skipped,
      personsNew: r.persons_new,
      personsChanged: r.persons_changed,
      personsUnchanged: r.persons_unchanged,
      noLongerListed: r.no_longer_listed,
    },
    jobId: r.job_id,
    publishJobId: r.publish_job_id,
    publicationSeq: r.publication_seq,
    receivedAt: new Date(r.received_at).toISOString(),
    publishedAt: r.published_at === null ? null : new Date(r.published_at).toISOString(),
  };
}
