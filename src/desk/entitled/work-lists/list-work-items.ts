import { sql } from 'kysely';
import { authorise, type Context } from '../../../platform/context.ts';
import { read } from '../../../platform/db.ts';
import { insideRanges, scopeOf } from '../../../organizations/index.ts';
import { wordsOf } from '../entitled-store.ts';
import { ListWorkItems, type WorkItem } from '../schema.ts';

type Row = Omit<WorkItem, 'checkedAt' | 'closedAt' | 'missing'> & {
  checkedAt: Date;
  closedAt: Date | null;
  missing: string[];
};

/** Persons of the work lists of the own area, village by village: what the village is asked to see to. */
export async function listWorkItems(
  ctx: Context,
  input: ListWorkItems,
): Promise<{ rows: WorkItem[]; total: number; page: number; size: number }> {
  const actor = authorise(ctx, 'find.work');
  const { page, size, listId = null, state, category = null } = ListWorkItems.parse(input);
  const inside = insideRanges('i.village_code', scopeOf(actor));
  const where = sql`where ${inside} and i.state = ${state} and (${listId}::uuid is null or i.list_id = ${listId}::uuid)
    and (${category}::text is null or i.category = ${category}::text)`;
  return read(ctx, async (tx) => {
    const counted = await sql<{ n: number }>`select count(*) as n from find_item i ${where}`.execute(tx);
    const { rows } = await sql<Row>`
      select q.*, d.name as "villageName" from (select i.person_id as "personId", i.list_id as "listId", i.person_name as name, i.village_code as "villageCode",
          i.rule_key as benefit, i.rule_title as title, i.category, i.standing, i.state, i.missing, i.note, i.sent_by as "sentBy", i.due_on as "dueOn",
          i.checked_at as "checkedAt", i.closed_at as "closedAt"
        from find_item i ${where} order by i.village_code, i.person_id limit ${size} offset ${(page - 1) * size}) q
      left join lateral (select v.name from division v where v.code = q."villageCode" order by v.valid_from desc limit 1) d on true
      order by q."villageCode", q."personId"`.execute(tx);
    return { rows: rows.map(itemOf), total: counted.rows[0]!.n, page, size };
  });
}

function itemOf(row: Row): WorkItem {
  return {
    ...row,
    missing: row.missing.map((key) => ({ key, ...wordsOf(key) })),
    checkedAt: row.checkedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}
