import type { Actor, Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { fen, formatYuan } from '../../platform/money.ts';
import { inAreas } from '../../organizations/index.ts';
import { fundErrors } from '../errors.ts';
import { locked } from '../locked.ts';

export type Budget = {
  budget_id: string;
  source: string;
  division_code: number;
  year: number;
  parent_id: string | null;
  planned_fen: number;
  allocated_fen: number;
  committed_fen: number;
  sent_fen: number;
  paid_fen: number;
  returned_fen: number;
};

/** What may still be given out, in fen. */
export const leftOf = (b: Budget): number =>
  b.planned_fen - b.allocated_fen - b.committed_fen - b.sent_fen - b.paid_fen;

/** The budget, locked until the transaction ends: whoever gives out its money waits here. @throws NOT_FOUND */
export const lockBudget = (tx: Tx, actor: Actor, budgetId: string) =>
  locked(
    tx
      .selectFrom('budget')
      .selectAll()
      .where('budget_id', '=', budgetId)
      .where((eb) => inAreas(eb, 'division_code', actor)),
  );

/** The budget of a source, place and year, opened empty when there is none, and locked. */
export async function openedBudget(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  of: { source: string; divisionCode: number; year: number; parentId?: string },
): Promise<Budget> {
  await tx
    .insertInto('budget')
    .values({
      budget_id: ctx.newId(),
      source: of.source,
      division_code: of.divisionCode,
      year: of.year,
      parent_id: of.parentId ?? null,
      opened_by: actor.userId,
      opened_at: ctx.clock.now(),
    })
    .onConflict((c) => c.columns(['source', 'division_code', 'year']).doNothing())
    .execute();
  const { budget_id } = await tx
    .selectFrom('budget')
    .select('budget_id')
    .where('source', '=', of.source)
    .where('division_code', '=', of.divisionCode)
    .where('year', '=', of.year)
    .executeTakeFirstOrThrow();
  return lockBudget(tx, actor, budget_id);
}

/** @throws BUDGET_EXCEEDED saying by how much */
export function requireLeft(budget: Budget, wanted: number): void {
  const over = wanted - leftOf(budget);
  if (over <= 0) return;
  throw fundErrors.BUDGET_EXCEEDED({
    message: `超出预算可用余额 ${formatYuan(fen(over))}，不能办理。`,
    details: { budgetId: budget.budget_id, leftFen: leftOf(budget), wantedFen: wanted, overFen: over },
  });
}
