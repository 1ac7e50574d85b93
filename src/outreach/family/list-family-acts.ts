import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { inside } from './inside.ts';
import { ListFamilyActs, type FamilyActRow } from '../schema.ts';

/** What families of one's area did on their phones; those nobody has looked at come first. @throws NOT_FOUND for a division outside */
export async function listFamilyActs(ctx: Context, input: ListFamilyActs): Promise<Page<FamilyActRow>> {
  const actor = authorise(ctx, 'application.draft');
  const { page, size, division, verdict } = ListFamilyActs.parse(input);
  const wanted =
    verdict === undefined ? sql`true` : verdict === 'open' ? sql`a.verdict is null` : sql`a.verdict = ${verdict}`;
  return read(ctx, async (tx) => {
    const { rows } = await sql<Omit<FamilyActRow, 'at'> & { at: Date; total: number }>`
      select a.act_id as "actId", a.number, a.kind, a.person_id as "personId", a.person_name as name, a.application_id as "applicationId", a.summary,
        a.village_code as "villageCode", (select d.name from division d where d.code = a.village_code order by d.valid_from desc limit 1) as "villageName",
        a.at, a.verdict, a.verdict_note as note, a.verdict_by_name as by, count(*) over ()::int as total
      from family_act a where ${inside(actor, 'a.village_code', division)} and a.state = 'done' and ${wanted}
      order by a.verdict is not null, a.at desc, a.act_id limit ${size} offset ${(page - 1) * size}`.execute(tx);
    const lines = rows.map(({ total: _total, at, ...row }) => ({ ...row, at: at.toISOString() }));
    return { rows: lines, total: rows[0]?.total ?? 0, page, size };
  });
}
