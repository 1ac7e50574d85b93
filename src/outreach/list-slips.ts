import { sql } from 'kysely';
import { authorise, type Context } from '../platform/context.ts';
import { areasText, read } from '../platform/db.ts';
import type { Page } from '../platform/http.ts';
import { ListSlips, type SlipLine } from './schema.ts';

/**
 * The households of one's area on the register today, with the code each was handed last. The code itself is kept nowhere, so it cannot be shown again.
 */
export async function listSlips(ctx: Context, input: ListSlips): Promise<Page<SlipLine>> {
  const actor = authorise(ctx, 'application.draft');
  const { page, size, division, head, slip } = ListSlips.parse(input);
  const areas = sql`${areasText(actor.areas)}::int8multirange`;
  const width = division === undefined ? 1 : widthOf(division);
  const within =
    division === undefined ? sql`true` : sql`h.village_code >= ${division} and h.village_code < ${division + width}`;
  const named = head ? sql`h.head_name like ${`%${head.replaceAll(/[%_\\]/g, (c) => `\\${c}`)}%`}` : sql`true`;
  const held = slip === 'none' ? sql`s.slip_id is null` : slip === 'valid' ? sql`s.slip_id is not null` : sql`true`;
  return read(ctx, async (tx) => {
    const { rows } = await sql<Omit<SlipLine, 'issuedAt'> & { issuedAt: Date | null; total: number }>`
      with member as (select ps.household_id, count(*) as members, bool_or(p.phone is not null) as phone
        from person_status ps join person p on p.person_id = ps.person_id
        where ps.known_to is null and ps.valid_to is null and ps.village_code <@ ${areas} group by 1)
      select h.household_id as "householdId", coalesce(h.head_name, '') as head, m.members::int as members, m.phone, h.village_code as "villageCode",
        (select d.name from division d where d.code = h.village_code order by d.valid_from desc limit 1) as "villageName",
        s.issued_at as "issuedAt", s.issued_by_name as "issuedBy", s.valid_until as "validUntil", count(*) over ()::int as total
      from household h join member m on m.household_id = h.household_id
        left join household_slip s on s.household_id = h.household_id and s.state = 'valid' and s.valid_until >= ${ctx.clock.today()}
      where h.village_code <@ ${areas} and h.ended_on is null and ${within} and ${named} and ${held}
      order by h.village_code, h.head_name collate "zh-x-icu", h.household_id limit ${size} offset ${(page - 1) * size}`.execute(
      tx,
    );
    const lines = rows.map(({ total: _total, issuedAt, ...row }) => ({
      ...row,
      issuedAt: issuedAt?.toISOString() ?? null,
    }));
    return { rows: lines, total: rows[0]?.total ?? 0, page, size };
  });
}

/** How many codes a division of this code covers, by its trailing zeros. */
function widthOf(code: number): number {
  for (const width of [10_000_000_000, 100_000_000, 1_000_000, 1000]) if (code % width === 0) return width;
  return 1;
}
