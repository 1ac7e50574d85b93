import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { likeText } from '../../platform/postgres/like-text.ts';
import type { Page } from '../../platform/http.ts';
import { inside } from '../family/inside.ts';
import { ListSlips, type SlipLine } from '../schema.ts';

type Row = Omit<SlipLine, 'issuedAt'> & { issuedAt: Date | null; total: number };

/**
 * The households of one's area on the register today, with the code each was handed last. The code itself is kept nowhere, so it cannot be shown again.
 * @throws NOT_FOUND for a division outside the area
 */
export async function listSlips(ctx: Context, input: ListSlips): Promise<Page<SlipLine>> {
  const actor = authorise(ctx, 'application.draft');
  const { page, size, division, head, slip } = ListSlips.parse(input);
  const today = ctx.clock.today();
  const like = likeText(head);
  const named = like === null ? sql`true` : sql`h.head_name like ${like}`;
  const held = slip === 'none' ? sql`s.slip_id is null` : slip === 'valid' ? sql`s.slip_id is not null` : sql`true`;
  return read(ctx, async (tx) => {
    const { rows } = await sql<Row>`
      with line as (select h.household_id, h.head_name, h.village_code, s.issued_at, s.issued_by_name, s.valid_until, count(*) over ()::int as total
        from household h
          left join household_slip s on s.household_id = h.household_id and s.state = 'valid' and s.valid_until >= ${today}
        where ${inside(actor, 'h.village_code', division)} and h.ended_on is null and ${named} and ${held}
          and exists (select 1 from person_status m where m.household_id = h.household_id and m.known_to is null and m.valid_to is null)
        order by h.village_code, h.head_name collate "zh-x-icu", h.household_id limit ${size} offset ${(page - 1) * size})
      select l.household_id as "householdId", coalesce(l.head_name, '') as head, m.members, m.phone, l.village_code as "villageCode",
        (select d.name from division d where d.code = l.village_code order by d.valid_from desc limit 1) as "villageName",
        l.issued_at as "issuedAt", l.issued_by_name as "issuedBy", l.valid_until as "validUntil", l.total
      from line l cross join lateral (select count(*)::int as members, bool_or(p.phone is not null) as phone
        from person_status ps join person p on p.person_id = ps.person_id
        where ps.household_id = l.household_id and ps.known_to is null and ps.valid_to is null) m
      order by l.village_code, l.head_name collate "zh-x-icu", l.household_id`.execute(tx);
    const lines = rows.map(({ total: _total, issuedAt, ...row }) => ({
      ...row,
      issuedAt: issuedAt?.toISOString() ?? null,
    }));
    return { rows: lines, total: rows[0]?.total ?? 0, page, size };
  });
}
