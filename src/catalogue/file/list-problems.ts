import { findingOf, type ListFinding } from '../../people/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { ListProblems } from '../schema.ts';
import { findVersion } from '../store.ts';

export type ProblemView = ListFinding & { entryKey: string | null; resolution: string | null; note: string | null };

/** What was found in the file of a version, row by row, with the entry each row became; remarks inside the table stand among what is open. @throws NOT_FOUND */
export async function listProblems(ctx: Context, input: ListProblems): Promise<Page<ProblemView>> {
  authorise(ctx, 'catalogue.edit');
  const { page, size, versionId, decision, open } = ListProblems.parse(input);
  return read(ctx, async (tx) => {
    const { listId } = await findVersion(tx, versionId);
    if (listId === null) return { rows: [], total: 0, page, size };
    let query = tx
      .selectFrom('import_problem as p')
      .leftJoin('catalogue_entry as e', (join) =>
        join.onRef('e.position', '=', 'p.list_row').on('e.version_id', '=', versionId),
      )
      .where('p.list_id', '=', listId);
    if (decision) query = query.where('p.decision', '=', decision);
    if (open === 'yes')
      query = query.where((eb) =>
        eb.or([
          eb.and([eb('p.decision', '=', 'review'), eb('p.resolution', 'is', null)]),
          eb('p.code', '=', 'footer_row'),
        ]),
      );
    if (open === 'no') query = query.where('p.resolution', 'is not', null);
    const { n } = await query.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    const rows = await query
      .select([
        'p.seq',
        'p.sheet',
        'p.row',
        'p.column_name',
        'p.field',
        'p.code',
        'p.decision',
        'p.message',
        'p.was',
        'p.now',
      ])
      .select(['p.resolution', 'p.resolution_note', 'e.entry_key'])
      .orderBy('p.seq')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return {
      page,
      size,
      total: n,
      rows: rows.map((p) => ({
        ...findingOf(p, (sealed) => ctx.vault.decrypt(sealed)),
        entryKey: p.entry_key,
        resolution: p.resolution,
        note: p.resolution_note,
      })),
    };
  });
}
