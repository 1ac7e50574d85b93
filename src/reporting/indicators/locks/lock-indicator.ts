import { sql } from 'kysely';
import { rangeOf } from '../../../organizations/index.ts';
import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { transactionAs, type Tx } from '../../../platform/db.ts';
import { placeAsked } from '../board.ts';
import type { IndicatorDefinition } from '../definition.ts';
import { indicatorErrors } from '../errors.ts';
import { goalsOf, lawSet, withAreas } from '../targets/goals.ts';
import { measure, valueOf } from '../counting/measure.ts';
import { rowsSql, type Side } from '../counting/rows-sql.ts';
import { LockIndicator } from '../schema.ts';
import { definitionOf } from '../show-indicator.ts';

export type Locked = { lockId: string; value: number | null; rows: number };

/**
 * Locks the value of a place and day with a copy of the records behind it; from then on it never moves, whatever becomes of them.
 * @throws INDICATOR_UNKNOWN, INDICATOR_FUTURE, INDICATOR_LOCKED_ALREADY, INDICATOR_MOVING, NOT_FOUND
 */
export async function lockIndicator(ctx: Context, input: LockIndicator): Promise<Locked> {
  const actor = authorise(ctx, 'indicator.lock');
  const given = LockIndicator.parse(input);
  const defined = definitionOf(given.key);
  const code = placeAsked(actor, given.divisionCode);
  if (given.on > ctx.clock.today()) throw indicatorErrors.INDICATOR_FUTURE();
  return transactionAs(ctx.db, 'system', async (tx) => {
    const set = await lawSet(tx);
    const d = withAreas(set, defined, given.on);
    const measured = await measure(tx, d, code, given.on);
    const goal = (await goalsOf(tx, set, [d], [code], given.on)).get(d.key)?.get(code);
    const lockId = ctx.newId();
    const value = valueOf(d, measured);
    const made = await tx
      .insertInto('indicator_lock')
      .values({
        lock_id: lockId,
        indicator: d.key,
        indicator_version: d.version,
        division_code: code,
        as_of: given.on,
        value,
        part: measured.part,
        whole: measured.whole,
        target: goal?.value ?? null,
        note: given.note,
        locked_by: actor.userId,
        locked_name: actor.name,
        locked_at: ctx.clock.now(),
      })
      .onConflict((c) => c.doNothing())
      .returning('lock_id')
      .executeTakeFirst();
    if (!made) throw indicatorErrors.INDICATOR_LOCKED_ALREADY();
    const rows = await keepRows(tx, d, lockId, code, given.on);
    const after = await measure(tx, d, code, given.on);
    if (after.part !== measured.part || after.whole !== measured.whole) throw indicatorErrors.INDICATOR_MOVING();
    await audit(tx, ctx, {
      action: 'indicator.lock',
      subjectType: 'indicator_lock',
      subjectId: lockId,
      divisionCode: code,
      summary: `锁定${d.title.zh}（${given.on}）：${value ?? '无'}，${rows} 条记录`,
    });
    return { lockId, value, rows };
  });
}

async function keepRows(tx: Tx, d: IndicatorDefinition, lockId: string, code: number, on: string): Promise<number> {
  const sides: Side[] = d.count ? ['part'] : ['part', 'whole'];
  let kept = 0;
  for (const side of sides) {
    const done = await sql`
      insert into indicator_lock_row (lock_id, seq, side, source_id, division_code, counted_on, person_id, institution_id, quantity)
      select ${lockId}, ${kept}::integer + (row_number() over (order by r.source_id))::integer, ${side}, r.source_id, r.division_code, r.counted_on, r.person_id, r.institution_id, r.quantity
      from (${rowsSql(d, side, on, [rangeOf(code)])}) r`.execute(tx);
    kept += Number(done.numAffectedRows ?? 0n);
  }
  return kept;
}
