import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { mine } from '../scope.ts';
import { ListApprenticeships, type ApprenticeshipYear } from './schema.ts';

const ITEM = 'apprenticeship_subsidy';
const KIND = 'apprenticeship';

/**
 * The yearly settlement of new-type apprenticeships, by enterprise and year (that in which a year of training became due): apprentices owed for, what is due for them and
 * paid, and the enterprise's use statement: what it received in advance, stated as spent, and has left (N2021 四(三)). Money in fen; the newest year first.
 */
export async function listApprenticeships(
  ctx: Context,
  input: ListApprenticeships,
): Promise<{ rows: ApprenticeshipYear[]; total: number }> {
  const actor = authorise(ctx, 'funds.read');
  const { year } = ListApprenticeships.parse(input);
  const of = (column: string) => (year === undefined ? sql`` : sql`and ${sql.ref(column)} = ${year}`);
  const { rows } = await read(ctx, (tx) =>
    sql<ApprenticeshipYear>`
      with owed as (
          select e.institution_id, extract(year from e.due_on)::integer as year, count(distinct e.person_id) as apprentices, sum(e.amount_fen)::bigint as due,
            coalesce(sum(p.fen), 0)::bigint as paid
          from entitlement e left join lateral (select sum(b.amount_fen)::bigint as fen from bank_line b
            where b.person_id = e.person_id and b.entitlement_id = e.entitlement_id and b.outcome = 'paid') p on true
          where e.item = ${ITEM} and e.outcome = 'due' and e.withdrawn_at is null and e.institution_id is not null and ${mine(actor, 'e')} group by 1, 2),
        used as (
          select g.institution_id, g.year, sum(g.amount_fen)::bigint as received, sum(g.spent_fen)::bigint as spent
          from project_grant g where g.kind = ${KIND} and ${mine(actor, 'g', 'division_code')} group by 1, 2)
      select i.institution_id as "institutionId", i.name as enterprise, s.year, coalesce(s.apprentices, 0) as apprentices, coalesce(s.due, 0) as "dueFen", coalesce(s.paid, 0) as "paidFen",
        coalesce(s.due - s.paid, 0) as "unpaidFen", coalesce(s.received, 0) as "receivedFen", coalesce(s.spent, 0) as "spentFen", coalesce(s.received - s.spent, 0) as "leftFen"
      from (select * from owed full join used using (institution_id, year)) s join institution i on i.institution_id = s.institution_id
      where true ${of('s.year')} order by s.year desc, i.name`.execute(tx),
  );
  return { rows, total: rows.length };
}
