import { sql, type SqlBool } from 'kysely';
import { insideRanges } from '../organizations/index.ts';
import { findingKinds, findingsOf, institutionList, institutionLists, markedCopy } from '../people/index.ts';
import { authorise, type Context } from '../platform/context.ts';
import { read } from '../platform/db.ts';
import type { Download } from '../platform/http.ts';
import { messageOf } from '../standards/cleaning/index.ts';
import { ListClasses, ListRosters, RosterFindings, RosterId, type ClassView } from './schema.ts';

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
  const marks = found.classes.flatMap((c) =>
    c.doubts.map((code) => ({
      sheet: c.sheet,
      row: c.head_row,
      level: 'doubtful' as const,
      code,
      note: messageOf(code as 'impossible_hours'),
    })),
  );
  return markedCopy(ctx, found.list, marks);
}

/** Training classes of one's institution or area, the newest first. */
export async function listClasses(ctx: Context, input: ListClasses): Promise<Page<ClassView>> {
  const actor = authorise(ctx, 'training.read');
  const { page, size, year } = ListClasses.parse(input);
  const scope =
    actor.institutionId === null
      ? insideRanges('c.location_code', actor.areas)
      : sql<SqlBool>`c.institution_id = ${actor.institutionId}`;
  const where = sql`${scope} and (${year ?? null}::int is null or extract(year from c.starts_on) = ${year ?? null})`;
  return read(ctx, async (tx) => {
    const { rows } =
      await sql<ClassView>`select c.class_id as "classId", i.name as institution, c.name, c.trade, c.starts_on as "startsOn", c.ends_on as "endsOn", c.days,
        c.hours::float8 as hours, c.place, c.participants, c.doubts
      from training_class c join institution i on i.institution_id = c.institution_id where ${where}
      order by c.starts_on desc nulls last, c.class_id limit ${size} offset ${(page - 1) * size}`.execute(tx);
    const counted = await sql<{ n: number }>`select count(*) as n from training_class c where ${where}`.execute(tx);
    return { rows, total: counted.rows[0]!.n, page, size };
  });
}
