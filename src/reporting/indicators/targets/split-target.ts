import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { transaction, type Tx } from '../../../platform/db.ts';
import { placeAsked } from '../board.ts';
import { indicatorErrors } from '../errors.ts';
import { goalsOf, isUndivided, lawSet } from './goals.ts';
import { SplitTarget } from '../schema.ts';
import { definitionOf } from '../show-indicator.ts';
import { placesBelow } from '../store.ts';

export type Split = { allocationId: string; version: number; total: number; allotted: number; shortfall: number };

/**
 * Drafts how a place splits its goal among the places right below it (任务分解); each saving is a version, and the one before it lapses. The draft says by how much the
 * shares fall short; only {@link publishAllocation} makes it hold.
 * @throws INDICATOR_UNKNOWN, INDICATOR_NO_GOAL, INDICATOR_NOT_SPLIT, INDICATOR_NOT_BELOW, NOT_FOUND
 */
export async function splitTarget(ctx: Context, input: SplitTarget): Promise<Split> {
  const actor = authorise(ctx, 'indicator.split');
  const given = SplitTarget.parse(input);
  const d = definitionOf(given.key);
  const code = placeAsked(actor, given.divisionCode);
  return transaction(ctx, async (tx) => {
    const total = await totalOf(tx, given, code);
    const below = new Set((await placesBelow(tx, code, given.validFrom)).map((p) => p.code));
    const codes = given.shares.map((s) => s.divisionCode);
    if (new Set(codes).size !== codes.length || codes.some((c) => !below.has(c)))
      throw indicatorErrors.INDICATOR_NOT_BELOW({ details: { codes: codes.filter((c) => !below.has(c)) } });
    const allotted = given.shares.reduce((n, s) => n + s.value, 0);
    const version = await nextVersion(tx, given.key, code, given.year);
    const allocationId = ctx.newId();
    await tx
      .insertInto('indicator_allocation')
      .values({
        allocation_id: allocationId,
        indicator: given.key,
        division_code: code,
        year: given.year,
        version,
        state: 'draft',
        total,
        allotted,
        valid_from: given.validFrom,
        reason: given.reason,
        made_by: actor.userId,
        made_name: actor.name,
        made_at: ctx.clock.now(),
      })
      .execute();
    await tx
      .insertInto('indicator_share')
      .values(
        given.shares.map((s) => ({
          allocation_id: allocationId,
          division_code: s.divisionCode,
          indicator: given.key,
          year: given.year,
          value: s.value,
          valid_from: given.validFrom,
        })),
      )
      .execute();
    const shortfall = Math.max(0, total - allotted);
    await audit(tx, ctx, {
      action: 'indicator.split',
      subjectType: 'indicator_allocation',
      subjectId: allocationId,
      divisionCode: code,
      summary: `${d.title.zh}任务分解（第${version}版）：目标 ${total}，分解 ${allotted}${shortfall > 0 ? `，差 ${shortfall}` : ''}`,
    });
    return { allocationId, version, total, allotted, shortfall };
  });
}

/** What the place itself has to reach. @throws INDICATOR_NO_GOAL, INDICATOR_NOT_SPLIT */
async function totalOf(tx: Tx, given: { key: string; validFrom: string }, code: number): Promise<number> {
  const d = definitionOf(given.key);
  const goal = (await goalsOf(tx, await lawSet(tx), [d], [code], given.validFrom)).get(d.key)?.get(code);
  if (!goal) throw indicatorErrors.INDICATOR_NO_GOAL();
  if (isUndivided(d, goal)) throw indicatorErrors.INDICATOR_NOT_SPLIT();
  return goal.value;
}

/** Lets the draft at work lapse and numbers the next version. */
async function nextVersion(tx: Tx, key: string, code: number, year: number | null): Promise<number> {
  const rows = await tx
    .selectFrom('indicator_allocation')
    .select(['allocation_id', 'version', 'state'])
    .where('indicator', '=', key)
    .where('division_code', '=', code)
    .where('year', 'is not distinct from', year)
    .forUpdate()
    .execute();
  const drafts = rows.filter((r) => r.state === 'draft').map((r) => r.allocation_id);
  if (drafts.length > 0)
    await tx
      .updateTable('indicator_allocation')
      .set({ state: 'replaced' })
      .where('allocation_id', 'in', drafts)
      .execute();
  return Math.max(0, ...rows.map((r) => r.version)) + 1;
}
