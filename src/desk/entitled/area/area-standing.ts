import type { Context } from '../../../platform/context.ts';
import { errors } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/db.ts';
import { countArea, countsOf } from '../entitled-store.ts';
import { searchFor } from '../find-entitled.ts';

/** How a rule stands in an area today: who should receive and does not, who receives and is not entitled. */
export type AreaStanding = { rule: string; title: string; shouldReceive: number; notEntitled: number; clean: boolean };

/**
 * Runs a rule again over everybody of a division: clean when nobody should receive without receiving and nobody receives without being entitled.
 * @throws NOT_FOUND outside the actor's area, FIND_BENEFIT_UNKNOWN
 */
export async function areaStanding(
  tx: Tx,
  ctx: Context,
  asked: { division: number; benefit: string },
): Promise<AreaStanding> {
  if (ctx.actor === null) throw errors.NOT_SIGNED_IN();
  const { search } = await searchFor(tx, ctx, ctx.actor, asked);
  const { shouldReceive, notEntitled } = countsOf(await countArea(tx, search));
  const clean = shouldReceive === 0 && notEntitled === 0;
  return { rule: search.rule.key, title: search.rule.title.zh, shouldReceive, notEntitled, clean };
}

/** Refuses the key of a rule that does not speak of persons in the actor's area. @throws FIND_BENEFIT_UNKNOWN */
export async function refuseUnknownRule(tx: Tx, ctx: Context, benefit: string): Promise<void> {
  if (ctx.actor === null) throw errors.NOT_SIGNED_IN();
  await searchFor(tx, ctx, ctx.actor, { benefit });
}
