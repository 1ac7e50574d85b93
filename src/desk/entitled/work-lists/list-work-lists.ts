import { sql } from 'kysely';
import { authorise, type Context } from '../../../platform/context.ts';
import { read } from '../../../platform/db.ts';
import { insideRanges, scopeOf } from '../../../organizations/index.ts';
import { ListWorkLists, type WorkList } from '../schema.ts';

/** Work lists of the own area, newest first, each with how many are still open. */
export async function listWorkLists(
  ctx: Context,
  input: ListWorkLists,
): Promise<{ rows: WorkList[]; total: number; page: number; size: number }> {
  const actor = authorise(ctx, 'find.send');
  const { page, size } = ListWorkLists.parse(input);
  const inside = insideRanges('l.division_code', scopeOf(actor));
  return read(ctx, async (tx) => {
    const counted = await sql<{ n: number }>`select count(*) as n from find_list l where ${inside}`.execute(tx);
    const { rows } = await sql<Omit<WorkList, 'madeAt'> & { madeAt: Date }>`
      select q.*, d.name as "divisionName", (select count(*) from find_item i where i.list_id = q."listId" and i.state = 'open') as open
      from (select l.list_id as "listId", l.division_code as division, l.rule_key as benefit, l.rule_title as title, l.category, l.missing, l.asked_on as "askedOn",
          l.due_on as "dueOn", l.unit_name as "unitName", l.made_name as "madeName", l.made_at as "madeAt", l.items, l.note
        from find_list l where ${inside} order by l.made_at desc, l.list_id limit ${size} offset ${(page - 1) * size}) q
      left join lateral (select v.name from division v where v.code = q.division order by v.valid_from desc limit 1) d on true
      order by q."madeAt" desc, q."listId"`.execute(tx);
    return {
      rows: rows.map((row) => ({ ...row, madeAt: row.madeAt.toISOString() })),
      total: counted.rows[0]!.n,
      page,
      size,
    };
  });
}
