import { areasHold, rangeOf } from '../../organizations/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { fen, formatYuan } from '../../platform/money.ts';
import { fundErrors } from '../errors.ts';
import { leftOf, lockBudget, openedBudget, requireLeft } from './budget-store.ts';
import { isPosted, post } from './post.ts';
import { AllocateBudget } from './schema.ts';

export type Allocated = { leftFen: number; places: number };

/**
 * Gives parts of a budget to places below it, all or none. What exceeds the money left is refused with the excess (N2021 四(四)). The same document and sum
 * for a place again changes nothing.
 * @throws NOT_FOUND, BUDGET_EXCEEDED, BUDGET_OTHER_PLACE
 */
export async function allocateBudget(ctx: Context, input: AllocateBudget): Promise<Allocated> {
  const actor = authorise(ctx, 'funds.plan');
  const { budgetId, parts, documentNo } = AllocateBudget.parse(input);
  return transaction(ctx, async (tx) => {
    const parent = await lockBudget(tx, actor, budgetId);
    const below = rangeOf(parent.division_code);
    if (parts.some((p) => p.divisionCode === parent.division_code || !areasHold([below], p.divisionCode)))
      throw fundErrors.BUDGET_OTHER_PLACE();
    let given = 0;
    for (const { divisionCode, amountFen } of parts) {
      const of = { source: parent.source, divisionCode, year: parent.year, parentId: budgetId };
      const child = await openedBudget(tx, ctx, actor, of);
      const key = `allocate ${budgetId} ${child.budget_id} ${documentNo} ${amountFen}`;
      if (await isPosted(tx, key)) continue;
      given += amountFen;
      requireLeft(parent, given);
      await post(tx, ctx, [
        {
          key,
          kind: 'allocate',
          debit: { budgetId: child.budget_id, bucket: 'available' },
          credit: { budgetId, bucket: 'available' },
          fen: amountFen,
          divisionCode,
          source: parent.source,
          year: parent.year,
          documentNo,
          on: ctx.clock.today(),
        },
      ]);
    }
    await audit(tx, ctx, {
      action: 'funds.allocate',
      subjectType: 'budget',
      subjectId: budgetId,
      divisionCode: parent.division_code,
      summary: `分配预算 ${formatYuan(fen(given))} 至 ${parts.length} 个地区，${documentNo}`,
      payload: { parts },
    });
    return { leftFen: leftOf(parent) - given, places: parts.length };
  });
}
