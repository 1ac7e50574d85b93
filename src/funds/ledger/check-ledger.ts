import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';

export type LedgerFault = { budgetId: string; account: string; postedFen: number; shownFen: number };
export type LedgerCheck = { budgets: number; postings: number; movedFen: number; faults: LedgerFault[] };

/**
 * Whether the ledger holds now, over what the reader may see: a posting has both its sides, so debits equal credits; here every budget's sums are compared with its postings.
 * Faults name budget and account; the list is empty at any moment.
 */
export async function checkLedger(ctx: Context): Promise<LedgerCheck> {
  authorise(ctx, 'funds.read');
  return read(ctx, async (tx) => {
    const { rows: sums } = await sql<{ budgets: number; postings: number; fen: number }>`
      select (select count(*) from budget) as budgets, count(*) as postings, coalesce(sum(amount_fen), 0)::bigint as fen from posting`.execute(
      tx,
    );
    const { rows: faults } = await sql<LedgerFault>`
      with sides as (
        select debit_budget as id, debit as account, amount_fen as fen from posting where debit_budget is not null
        union all select credit_budget, credit, -amount_fen from posting where credit_budget is not null),
      posted as (select id, sum(fen) filter (where account = 'available') as available, sum(fen) filter (where account = 'committed') as committed,
        sum(fen) filter (where account = 'sent') as sent, sum(fen) filter (where account = 'paid') as paid from sides group by id),
      both_sides as (select b.budget_id, v.* from budget b left join posted p on p.id = b.budget_id cross join lateral (values
        ('available', coalesce(p.available, 0), b.planned_fen - b.allocated_fen - b.committed_fen - b.sent_fen - b.paid_fen),
        ('committed', coalesce(p.committed, 0), b.committed_fen), ('sent', coalesce(p.sent, 0), b.sent_fen), ('paid', coalesce(p.paid, 0), b.paid_fen))
        v(account, posted, shown))
      select budget_id as "budgetId", account, posted::bigint as "postedFen", shown as "shownFen" from both_sides where posted <> shown`.execute(
      tx,
    );
    const { budgets, postings, fen } = sums[0]!;
    return { budgets, postings, movedFen: fen, faults };
  });
}
