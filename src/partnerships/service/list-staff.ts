import { sql } from 'kysely';
import { insideRanges } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { ListStaff } from '../schema.ts';
import { serviceOf } from './service-days.ts';

export type StaffRow = {
  staffId: string;
  name: string;
  duty: string;
  title: string | null;
  specialty: string | null;
  volunteers: boolean;
  institution: string;
  days: number;
  months: number;
  certificate: string | null;
  uses: { review: string; usedOn: string }[];
};

/** Experts, teachers and managers of one's school or area, with their confirmed service, certificate and the uses made of it. */
export async function listStaff(ctx: Context, input: ListStaff): Promise<Page<StaffRow>> {
  const actor = authorise(ctx, 'agreement.read');
  const { page, size, institutionId } = ListStaff.parse(input);
  const own = actor.institutionId === null ? sql`false` : sql`s.institution_id = ${actor.institutionId}::uuid`;
  const where = sql`(${insideRanges('s.division_code', actor.areas)} or ${own}) and ${institutionId ? sql`s.institution_id = ${institutionId}::uuid` : sql`true`}`;
  return read(ctx, async (tx) => {
    const { rows } = await sql<
      Omit<StaffRow, 'days' | 'months'>
    >`select s.staff_id as "staffId", s.name, s.duty, s.title, s.specialty, s.volunteers, i.name as institution,
        (select c.number from service_certificate c where c.staff_id = s.staff_id and c.revoked_on is null order by c.issued_on desc limit 1) as certificate,
        coalesce((select jsonb_agg(jsonb_build_object('review', u.review, 'usedOn', u.used_on) order by u.used_on) from preference_use u
          join service_certificate c using (certificate_id) where c.staff_id = s.staff_id), '[]') as uses
      from support_staff s join institution i using (institution_id) where ${where} order by s.institution_id, s.name, s.staff_id limit ${size} offset ${(page - 1) * size}`.execute(
      tx,
    );
    const { rows: counted } = await sql<{
      n: number;
    }>`select count(*)::int as n from support_staff s where ${where}`.execute(tx);
    const served =
      rows.length === 0 ? [] : await serviceOf(tx, { staffIds: rows.map((r) => r.staffId), to: ctx.clock.today() });
    const byId = new Map(served.map((s) => [s.staffId, s]));
    return {
      rows: rows.map((r) => ({ ...r, days: byId.get(r.staffId)?.days ?? 0, months: byId.get(r.staffId)?.months ?? 0 })),
      total: counted[0]!.n,
      page,
      size,
    };
  });
}
