import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { mine } from '../scope.ts';
import { FREE } from './free-items.ts';
import { ListCharged } from './schema.ts';

/** Money matters of one school and term: what was taken although the item is free, what is not paid back, what was paid late or short. Money in fen. */
export type ChargedRow = {
  institutionId: string;
  school: string;
  schoolYear: string;
  term: string;
  students: number;
  takenFen: number;
  refundedFen: number;
  leftFen: number;
  longestDays: number;
  grantDueFen: number;
  grantPaidFen: number;
  grantLate: number;
};

/**
 * The check of what was charged first and waived later, per school and term, of the reader's area or own school: fees taken for items that are free, what of it is back and for how many days the
 * rest is not; and the national grant of the term, due, paid and not paid. Schools with something to answer come first.
 */
export async function listCharged(
  ctx: Context,
  input: ListCharged,
): Promise<{ rows: ChargedRow[]; total: number; page: number; size: number }> {
  const actor = authorise(ctx, 'funds.read');
  const { page, size, schoolYear } = ListCharged.parse(input);
  const year = schoolYear ? sql`and school_year = ${schoolYear}` : sql``;
  const all = sql`with fees as (
      select f.institution_id, f.school_year, f.term, count(distinct f.person_id) as students, sum(f.amount_fen) as taken, sum(f.refunded_fen) as refunded,
        max(case when f.refunded_fen < f.amount_fen then ${ctx.clock.today()}::date - f.taken_on else 0 end) as days
      from fee_taken f where ${mine(actor, 'f')} and f.school_year is not null ${year} and ${FREE} group by 1, 2, 3),
    grants as (
      select e.institution_id, split_part(e.period_key, '/', 1) as school_year, split_part(e.period_key, '/', 2) as term, sum(e.amount_fen) as due,
        coalesce(sum(b.amount_fen), 0) as paid, count(*) filter (where b.line_id is null and e.due_on < ${ctx.clock.today()}::date) as late
      from entitlement e left join claim_line l on l.person_id = e.person_id and l.entitlement_id = e.entitlement_id and l.state <> 'dropped'
        left join bank_line b on b.person_id = l.person_id and b.line_id = l.line_id and b.outcome = 'paid'
      where e.item = 'national_grant' and e.outcome = 'due' and e.withdrawn_at is null and ${mine(actor, 'e')} group by 1, 2, 3),
    both_sides as (select coalesce(f.institution_id, g.institution_id) as institution_id, coalesce(f.school_year, g.school_year) as school_year,
        coalesce(f.term, g.term, '') as term, coalesce(f.students, 0) as students, coalesce(f.taken, 0)::bigint as taken, coalesce(f.refunded, 0)::bigint as refunded,
        coalesce(f.days, 0) as days, coalesce(g.due, 0)::bigint as due, coalesce(g.paid, 0)::bigint as paid, coalesce(g.late, 0) as late
      from fees f full join grants g on g.institution_id = f.institution_id and g.school_year = f.school_year and g.term = f.term)`;
  const where = schoolYear ? sql`where b.school_year = ${schoolYear}` : sql``;
  return read(ctx, async (tx) => {
    const { rows: counted } = await sql<{ n: number }>`${all} select count(*) as n from both_sides b ${where}`.execute(
      tx,
    );
    const { rows } = await sql<ChargedRow>`${all}
      select b.institution_id as "institutionId", i.name as school, b.school_year as "schoolYear", b.term, b.students, b.taken as "takenFen", b.refunded as "refundedFen",
        b.taken - b.refunded as "leftFen", b.days as "longestDays", b.due as "grantDueFen", b.paid as "grantPaidFen", b.late as "grantLate"
      from both_sides b join institution i on i.institution_id = b.institution_id ${where}
      order by b.taken - b.refunded desc, b.late desc, i.name, b.school_year, b.term limit ${size} offset ${(page - 1) * size}`.execute(
      tx,
    );
    return { rows, total: counted[0]!.n, page, size };
  });
}
