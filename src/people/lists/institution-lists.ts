import { sql, type SqlBool } from 'kysely';
import { insideRanges } from '../../organizations/index.ts';
import type { Actor } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { listById, type ListRow } from './list-store.ts';

export type InstitutionListRow = {
  listId: string;
  institution: string;
  sender: string;
  fileName: string;
  listDate: string;
  publishedAt: string | null;
  rows: number;
  accepted: number;
  corrected: number;
  review: number;
  refused: number;
  doubtful: number;
  inRegister: number;
};

/** Lists of one kind of the institutions that the actor is or answers for, the newest first. */
export async function institutionLists(
  tx: Tx,
  actor: Actor,
  kind: 'students' | 'training_roster',
  page: { page: number; size: number },
): Promise<{ rows: InstitutionListRow[]; total: number }> {
  const own = actor.institutionId;
  const scope = own === null ? insideRanges('i.location_code', actor.areas) : sql<SqlBool>`i.institution_id = ${own}`;
  const where = sql`l.kind = ${kind} and l.state = 'published' and ${scope}`;
  const matched = (decisions: string) =>
    sql`(select count(*) from record_match m where m.list_id = l.list_id and m.known_to is null and m.decision = any(${decisions}::text[]))`;
  const { rows } = await sql<Omit<InstitutionListRow, 'publishedAt'> & { publishedAt: Date | null }>`
    select l.list_id as "listId", i.name as institution, l.sender_name as sender, l.file_name as "fileName", l.list_date as "listDate", l.published_at as "publishedAt",
      l.rows, l.accepted, l.corrected, l.review, l.refused, ${matched('{offered}')} as doubtful, ${matched('{auto,decided}')} as "inRegister"
    from source_list l join institution i on i.institution_id = l.institution_id where ${where}
    order by l.published_at desc, l.list_id limit ${page.size} offset ${(page.page - 1) * page.size}`.execute(tx);
  const counted = await sql<{
    n: number;
  }>`select count(*) as n from source_list l join institution i on i.institution_id = l.institution_id where ${where}`.execute(
    tx,
  );
  return {
    rows: rows.map((r) => ({ ...r, publishedAt: r.publishedAt?.toISOString() ?? null })),
    total: counted.rows[0]!.n,
  };
}

/** A list of an institution whose findings the actor may see: the institution's own, or of one in the actor's area. @throws NOT_FOUND */
export async function institutionList(tx: Tx, actor: Actor, listId: string, kind: string): Promise<ListRow> {
  const list = await listById(tx, listId);
  const own = actor.institutionId !== null && list.institution_id === actor.institutionId;
  const inArea = actor.institutionId === null && actor.areas.some((a) => a.lo <= list.area_lo && list.area_hi <= a.hi);
  if (list.kind !== kind || !(own || inArea)) throw errors.NOT_FOUND();
  return list;
}

/** Kinds of findings of a list, those that touch most rows first. */
export async function findingKinds(
  tx: Tx,
  listId: string,
): Promise<{ code: string; decision: string; message: string; rows: number }[]> {
  const found = await sql<{ code: string; decision: string; message: string; rows: number }>`
    select code, decision, min(regexp_replace(message, '（另见.*$', '')) as message, count(distinct (sheet, row)) as rows
    from import_problem where list_id = ${listId} and decision <> 'skip' group by code, decision order by 4 desc, code`.execute(
    tx,
  );
  return found.rows;
}
