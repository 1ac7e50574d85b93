import { findingKinds, findingsOf, institutionList, institutionLists, markedCopy } from '../../people/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Download } from '../../platform/http.ts';
import { messageOf } from '../../standards/cleaning/index.ts';
import { ListRosters, RosterFindings, RosterId } from '../schema.ts';

type Page<T> = { rows: T[]; total: number; page: number; size: number };

/** The rosters that came in: an institution's own, or those of one's area. */
export async function listRosters(
  ctx: Context,
  input: ListRosters,
): Promise<Page<Awaited<ReturnType<typeof institutionLists>>['rows'][number]>> {
  const actor = authorise(ctx, 'training.read');
  const page = ListRosters.parse(input);
  return read(ctx, async (tx) => ({ ...(await institutionLists(tx, actor, 'training_roster', page)), ...page }));
}

/** What was found in rosters, cell by cell; only for who imports, because it holds numbers in full. @throws NOT_FOUND */
export async function rosterFindings(
  ctx: Context,
  input: RosterFindings,
): Promise<Page<Awaited<ReturnType<typeof findingsOf>>['rows'][number]>> {
  const actor = authorise(ctx, 'training.import');
  const asked = RosterFindings.parse(input);
  return read(ctx, async (tx) => {
    await institutionList(tx, actor, asked.listId, 'training_roster');
    return { ...(await findingsOf(tx, ctx.vault, asked.listId, asked)), page: asked.page, size: asked.size };
  });
}

/** The kinds of findings of rosters, ranked by the rows they touch. @throws NOT_FOUND */
export async function rankRosterFindings(
  ctx: Context,
  input: RosterId,
): Promise<{ kinds: Awaited<ReturnType<typeof findingKinds>> }> {
  const actor = authorise(ctx, 'training.read');
  const { listId } = RosterId.parse(input);
  return read(ctx, async (tx) => {
    await institutionList(tx, actor, listId, 'training_roster');
    return { kinds: await findingKinds(tx, listId) };
  });
}

/** The institution's own workbook marked, classes that cannot be beside the rows. @throws NOT_FOUND */
export async function markedRoster(ctx: Context, input: RosterId): Promise<Download> {
  const actor = authorise(ctx, 'training.import');
  const { listId } = RosterId.parse(input);
  const found = await read(ctx, async (tx) => {
    const list = await institutionList(tx, actor, listId, 'training_roster');
    const classes = await tx
      .selectFrom('training_class')
      .select(['sheet', 'head_row', 'doubts'])
      .where('list_id', '=', listId)
      .execute();
    return { list, classes };
  });
  const marks = found.classes.flatMap(({ sheet, head_row: row, doubts }) =>
    (sheet === null || row === null ? [] : doubts).map((code) => ({
      sheet: sheet!,
      row: row!,
      level: 'doubtful' as const,
      code,
      note: messageOf(code as 'impossible_hours'),
    })),
  );
  return markedCopy(ctx, found.list, marks);
}
