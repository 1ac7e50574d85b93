import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { fen, formatYuan } from '../../platform/money.ts';
import { fundErrors } from '../errors.ts';
import { leftOf, openedBudget } from './budget-store.ts';
import { openIn, sourceOf } from './fund-book.ts';
import { fundBook } from './fund-sources.ts';
import { post } from './post.ts';
import { PlanBudget } from './schema.ts';

export type Planned = { budgetId: string; plannedFen: number; leftFen: number };

/**
 * Money decided for a source, place and year by a dated document reaches its budget; parts from several tiers add up. The same document, tier and sum again changes nothing.
 * Closes open coordination items of that source, place and year. Money in fen.
 * @throws BUDGET_SOURCE_CLOSED, INPUT_INVALID for a tier that is none
 */
export async function planBudget(ctx: Context, input: PlanBudget): Promise<Planned> {
  const actor = authorise(ctx, 'funds.plan');
  const {
    source,
    year,
    tier,
    amountFen,
    documentNo,
    divisionCode = actor.divisionCode ?? -1,
  } = PlanBudget.parse(input);
  const book = fundBook();
  const found = sourceOf(book, source);
  if (!found || !openIn(found, year)) throw fundErrors.BUDGET_SOURCE_CLOSED({ details: { source, year } });
  if (!book.tiers.some((t) => t.code === tier))
    throw errors.INPUT_INVALID({ fields: [{ path: 'tier', message: '请选择' }] });
  return transaction(ctx, async (tx) => {
    const budget = await openedBudget(tx, ctx, actor, { source, divisionCode, year });
    const key = `plan ${budget.budget_id} ${tier} ${documentNo} ${amountFen}`;
    const fresh = await post(tx, ctx, [
      {
        key,
        kind: 'plan',
        debit: { budgetId: budget.budget_id, bucket: 'available' },
        credit: null,
        fen: amountFen,
        divisionCode,
        source,
        year,
        tier,
        documentNo,
        on: ctx.clock.today(),
      },
    ]);
    const added = fresh.size === 0 ? 0 : amountFen;
    if (added > 0) {
      await tx
        .updateTable('funding_gap')
        .set({ closed_by: actor.userId, closed_at: ctx.clock.now(), document_no: documentNo })
        .where('division_code', '=', divisionCode)
        .where('source', '=', source)
        .where('year', '=', year)
        .where('closed_at', 'is', null)
        .execute();
      await audit(tx, ctx, {
        action: 'funds.plan',
        subjectType: 'budget',
        subjectId: budget.budget_id,
        divisionCode,
        summary: `安排${found.title.zh} ${year} 年预算 ${formatYuan(fen(amountFen))}，${documentNo}`,
        payload: { tier, amountFen },
      });
    }
    return { budgetId: budget.budget_id, plannedFen: budget.planned_fen + added, leftFen: leftOf(budget) + added };
  });
}
