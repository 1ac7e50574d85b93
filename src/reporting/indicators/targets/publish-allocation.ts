import { sql } from 'kysely';
import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { transaction, type Tx, lockUntilEnd } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { placeAsked } from '../board.ts';
import { indicatorErrors } from '../errors.ts';
import { goalsOf, lawSet } from './goals.ts';
import { AllocationId } from '../schema.ts';
import { definitionOf } from '../show-indicator.ts';

export type Published = { allocationId: string; reopened: number };

/**
 * Makes a drafted split hold: from its day on the places below are held against their shares, and the split before it ends. Refused while the shares fall short of
 * the total as it is now. Where a place's own published split no longer reaches its new share, that split stops holding (`reopened`).
 * @throws NOT_FOUND, INDICATOR_SPLIT_STATE, INDICATOR_SPLIT_SHORT
 */
export async function publishAllocation(ctx: Context, input: AllocationId): Promise<Published> {
  const actor = authorise(ctx, 'indicator.split');
  const { allocationId } = AllocationId.parse(input);
  return transaction(ctx, async (tx) => {
    const split = await tx
      .selectFrom('indicator_allocation')
      .selectAll()
      .where('allocation_id', '=', allocationId)
      .forUpdate()
      .executeTakeFirst();
    if (!split) throw errors.NOT_FOUND();
    placeAsked(actor, split.division_code);
    if (split.state !== 'draft') throw indicatorErrors.INDICATOR_SPLIT_STATE();
    const d = definitionOf(split.indicator);
    await lockUntilEnd(tx, `indicator split ${split.indicator}`);
    const goals = await goalsOf(tx, await lawSet(tx), [d], [split.division_code], split.valid_from);
    const total = goals.get(d.key)?.get(split.division_code)?.value ?? Number(split.total);
    const shortfall = total - Number(split.allotted);
    if (shortfall > 0)
      throw indicatorErrors.INDICATOR_SPLIT_SHORT({
        message: `各地目标之和比总目标少 ${shortfall}，不能下达。`,
        details: { total, allotted: Number(split.allotted), shortfall },
      });
    await endSplitsBefore(tx, split);
    await tx
      .updateTable('indicator_allocation')
      .set({ state: 'published', total, published_by: actor.userId, published_at: ctx.clock.now() })
      .where('allocation_id', '=', allocationId)
      .execute();
    await tx
      .updateTable('indicator_share')
      .set({ published: true })
      .where('allocation_id', '=', allocationId)
      .execute();
    const reopened = await reopenShort(tx, allocationId, split);
    await audit(tx, ctx, {
      action: 'indicator.publish_split',
      subjectType: 'indicator_allocation',
      subjectId: allocationId,
      divisionCode: split.division_code,
      summary: `下达${d.title.zh}任务分解（第${split.version}版），合计 ${split.allotted}${reopened > 0 ? `；${reopened} 个地区须重新分解` : ''}`,
    });
    return { allocationId, reopened };
  });
}

type SplitRow = { indicator: string; division_code: number; year: number | null; valid_from: string };

async function endSplitsBefore(tx: Tx, split: SplitRow): Promise<void> {
  const before = await tx
    .updateTable('indicator_allocation')
    .set({ state: 'replaced' })
    .where('indicator', '=', split.indicator)
    .where('division_code', '=', split.division_code)
    .where('year', 'is not distinct from', split.year)
    .where('state', '=', 'published')
    .returning('allocation_id')
    .execute();
  await endShares(
    tx,
    before.map((b) => b.allocation_id),
    split.valid_from,
  );
}

/** Shares hold until the day; ones that never began hold no longer at all. */
async function endShares(tx: Tx, allocationIds: readonly string[], day: string): Promise<void> {
  if (allocationIds.length === 0) return;
  await sql`update indicator_share set valid_to = greatest(valid_from, ${day}::date) where allocation_id = any(${[...allocationIds]}::uuid[]) and valid_to is null`.execute(
    tx,
  );
}

/** Published splits of the places below that do not reach their new share, and then those below them, which rest on nothing. */
async function reopenShort(tx: Tx, allocationId: string, split: SplitRow): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update indicator_allocation a set state = 'short' from indicator_share s
    where s.allocation_id = ${allocationId} and a.indicator = s.indicator and a.division_code = s.division_code and a.year is not distinct from s.year
      and a.state = 'published' and a.allotted < s.value returning a.allocation_id as id`.execute(tx);
  let short = rows.map((r) => r.id);
  let reopened = 0;
  while (short.length > 0) {
    reopened += short.length;
    await endShares(tx, short, split.valid_from);
    const below = await sql<{ id: string }>`
      update indicator_allocation a set state = 'short' from indicator_share s where s.allocation_id = any(${short}::uuid[]) and a.indicator = s.indicator
        and a.division_code = s.division_code and a.year is not distinct from s.year and a.state = 'published' returning a.allocation_id as id`.execute(
      tx,
    );
    short = below.rows.map((r) => r.id);
  }
  return reopened;
}
