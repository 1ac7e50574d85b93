import { inAreas } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { leftOf, type Budget } from './budget-store.ts';
import { sourceTitle, type FundBook } from './fund-book.ts';
import { fundBook } from './fund-sources.ts';
import { BudgetId, ListBudgets, ListPostings, type BudgetView, type PostingView } from './schema.ts';

type Page<Row> = { rows: Row[]; total: number; page: number; size: number };

/** Budgets of the reader's area, the newest year and the widest place first; planned, allocated, committed, sent, paid, returned, left. */
export async function listBudgets(ctx: Context, input: ListBudgets): Promise<Page<BudgetView>> {
  const actor = authorise(ctx, 'funds.read');
  const { page, size, year, source } = ListBudgets.parse(input);
  return read(ctx, async (tx) => {
    let found = tx.selectFrom('budget as b').where((eb) => inAreas(eb, 'b.division_code', actor));
    if (year !== undefined) found = found.where('b.year', '=', year);
    if (source !== undefined) found = found.where('b.source', '=', source);
    const { n } = await found.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    const rows = await found
      .selectAll('b')
      .orderBy('b.year', 'desc')
      .orderBy('b.division_code')
      .orderBy('b.source')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return { rows: await viewsOf(tx, rows), total: n, page, size };
  });
}

async function viewsOf(tx: Tx, rows: readonly Budget[]): Promise<BudgetView[]> {
  if (rows.length === 0) return [];
  const book = fundBook();
  const names = await tx
    .selectFrom('division')
    .select(['code', 'full_name'])
    .where('code', 'in', [...new Set(rows.map((r) => r.division_code))])
    .where('valid_to', 'is', null)
    .execute();
  const nameOf = new Map(names.map((d) => [d.code, d.full_name]));
  return rows.map((b) => viewOf(b, nameOf.get(b.division_code) ?? String(b.division_code), book));
}

function viewOf(b: Budget, place: string, book: FundBook): BudgetView {
  return {
    budgetId: b.budget_id,
    source: b.source,
    sourceTitle: sourceTitle(book, b.source),
    divisionCode: b.division_code,
    place,
    year: b.year,
    plannedFen: b.planned_fen,
    allocatedFen: b.allocated_fen,
    committedFen: b.committed_fen,
    sentFen: b.sent_fen,
    paidFen: b.paid_fen,
    returnedFen: b.returned_fen,
    leftFen: leftOf(b),
  };
}

/** One budget with what was given to the places below it. @throws NOT_FOUND */
export async function openBudget(ctx: Context, input: BudgetId): Promise<BudgetView & { below: BudgetView[] }> {
  const actor = authorise(ctx, 'funds.read');
  const { budgetId } = BudgetId.parse(input);
  return read(ctx, async (tx) => {
    const rows = await tx
      .selectFrom('budget')
      .selectAll()
      .where((eb) => eb.or([eb('budget_id', '=', budgetId), eb('parent_id', '=', budgetId)]))
      .where((eb) => inAreas(eb, 'division_code', actor))
      .orderBy('division_code')
      .execute();
    const views = await viewsOf(tx, rows);
    const own = views.find((v) => v.budgetId === budgetId);
    if (!own) throw errors.NOT_FOUND();
    return { ...own, below: views.filter((v) => v !== own) };
  });
}

/** The movements of a budget, the newest first, each with the account on its other side. @throws NOT_FOUND */
export async function listPostings(ctx: Context, input: ListPostings): Promise<Page<PostingView>> {
  const actor = authorise(ctx, 'funds.read');
  const { budgetId, page, size } = ListPostings.parse(input);
  return read(ctx, async (tx) => {
    const own = await tx
      .selectFrom('budget')
      .select('budget_id')
      .where('budget_id', '=', budgetId)
      .where((eb) => inAreas(eb, 'division_code', actor))
      .executeTakeFirst();
    if (!own) throw errors.NOT_FOUND();
    const found = tx
      .selectFrom('posting as p')
      .where((eb) => eb.or([eb('p.debit_budget', '=', budgetId), eb('p.credit_budget', '=', budgetId)]));
    const { n } = await found.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    const rows = await found
      .selectAll('p')
      .orderBy('p.posted_at', 'desc')
      .orderBy('p.posting_id', 'desc')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    const views = rows.map((p) => ({
      postingId: p.posting_id,
      on: p.posted_on,
      kind: p.kind,
      debit: p.debit,
      credit: p.credit,
      amountFen: p.amount_fen,
      tier: p.tier,
      documentNo: p.document_no,
      claimId: p.claim_id,
      other: p.debit_budget === budgetId ? p.credit_budget : p.debit_budget,
    }));
    return { rows: views, total: n, page, size };
  });
}
