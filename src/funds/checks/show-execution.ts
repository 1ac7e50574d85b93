import { sql } from 'kysely';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { sourceTitle } from '../ledger/fund-book.ts';
import { fundBook } from '../ledger/fund-sources.ts';
import { ShowExecution } from './schema.ts';

/** Money of a year by source: planned, paid, share paid in tenths of a percent, persons paid and of them employed, fen per employed person. */
export type ExecutionRow = {
  source: string;
  sourceTitle: string;
  plannedFen: number;
  paidFen: number;
  executionPermille: number | null;
  persons: number;
  employed: number;
  fenPerEmployed: number | null;
};

/**
 * How far and how well the money of a year was used in the reader's area (SD2017 四(三)): per source the share of the plan that was paid and what was paid per person who came to work. Employment is what
 * the roll and the rosters say of the paid person, or a placement recorded. Plans handed on within the area count once.
 */
export async function showExecution(
  ctx: Context,
  input: ShowExecution,
): Promise<{ year: number; rows: ExecutionRow[] }> {
  const actor = authorise(ctx, 'funds.read');
  const { year } = ShowExecution.parse(input);
  const here = insideRanges('b.division_code', scopeOf(actor));
  return read(ctx, async (tx) => {
    const { rows } = await sql<Omit<ExecutionRow, 'sourceTitle' | 'executionPermille' | 'fenPerEmployed'>>`
      with paid as (select distinct c.source, l.person_id from bank_line l join bank_batch k on k.batch_id = l.batch_id join claim c on c.claim_id = k.claim_id
          join budget b on b.budget_id = k.budget_id where l.outcome = 'paid' and c.year = ${year} and ${here}),
        working as (select p.source, count(*) as persons, count(*) filter (where exists (select 1 from report_placement w where w.person_id = p.person_id)
            or exists (select 1 from student_listing s where s.person_id = p.person_id and s.known_to is null and s.job_kind in ('job', 'self_employed'))
            or exists (select 1 from training_participation t where t.person_id = p.person_id and t.known_to is null and t.job_kind in ('job', 'self_employed'))) as employed
          from paid p group by 1)
      select b.source, sum(b.planned_fen - b.allocated_fen)::bigint as "plannedFen", sum(b.paid_fen)::bigint as "paidFen", coalesce(max(w.persons), 0) as persons,
        coalesce(max(w.employed), 0) as employed
      from budget b left join working w on w.source = b.source where b.year = ${year} and ${here} group by b.source order by b.source`.execute(
      tx,
    );
    const book = fundBook();
    return {
      year,
      rows: rows.map((r) => ({
        ...r,
        sourceTitle: sourceTitle(book, r.source),
        executionPermille: r.plannedFen === 0 ? null : Math.round((r.paidFen * 1000) / r.plannedFen),
        fenPerEmployed: r.employed === 0 ? null : Math.round(r.paidFen / r.employed),
      })),
    };
  });
}
