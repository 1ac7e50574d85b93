import { sql } from 'kysely';
import { rangeOf } from '../../../organizations/index.ts';
import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { transaction, transactionAs, type Tx, lockUntilEnd } from '../../../platform/db.ts';
import { queueJob } from '../../../platform/jobs.ts';
import { placeAsked } from '../board.ts';
import type { IndicatorDefinition } from '../definition.ts';
import { indicatorErrors } from '../errors.ts';
import { indicators } from '../files.ts';
import { measure } from '../counting/measure.ts';
import { rowsSql } from '../counting/rows-sql.ts';
import { INDICATORS_JOB } from '../jobs.ts';
import { ReturnFigure } from '../schema.ts';
import { definitionOf, isReturnable } from '../show-indicator.ts';

/**
 * Returns a figure of a place that keeps no records here (补报), with its official source. Never beside records of the same place and year, which would count twice;
 * a part is never larger than its whole.
 * @throws INDICATOR_UNKNOWN, INDICATOR_NOT_RETURNED, INDICATOR_FUTURE, INDICATOR_HAS_RECORDS, INDICATOR_RETURNED_ALREADY, INDICATOR_PART_TOO_LARGE, NOT_FOUND
 */
export async function returnFigure(ctx: Context, input: ReturnFigure): Promise<{ returnId: string }> {
  const actor = authorise(ctx, 'indicator.return');
  const given = ReturnFigure.parse(input);
  const d = definitionOf(given.key);
  const code = placeAsked(actor, given.divisionCode);
  if (!isReturnable(d)) throw indicatorErrors.INDICATOR_NOT_RETURNED();
  if (given.countedOn > ctx.clock.today()) throw indicatorErrors.INDICATOR_FUTURE();
  const beside = await transactionAs(ctx.db, 'system', (tx) => recordsBeside(tx, d, code, given.countedOn));
  if (beside > 0) throw indicatorErrors.INDICATOR_HAS_RECORDS({ details: { records: beside } });
  return transaction(ctx, async (tx) => {
    await lockUntilEnd(tx, `indicator return ${code}`);
    await refusePartAboveWhole(tx, d, code, given.countedOn, given.quantity);
    const returnId = ctx.newId();
    const kept = await tx
      .insertInto('indicator_return')
      .values({
        return_id: returnId,
        indicator: given.key,
        division_code: code,
        counted_on: given.countedOn,
        quantity: given.quantity,
        source: given.source,
        made_by: actor.userId,
        made_name: actor.name,
        made_at: ctx.clock.now(),
      })
      .onConflict((c) => c.doNothing())
      .returning('return_id')
      .executeTakeFirst();
    if (!kept) throw indicatorErrors.INDICATOR_RETURNED_ALREADY();
    await audit(tx, ctx, {
      action: 'indicator.return',
      subjectType: 'indicator_return',
      subjectId: returnId,
      divisionCode: code,
      summary: `补报${d.title.zh} ${given.quantity}（${given.countedOn}，来源：${given.source}）`,
    });
    await queueJob(tx, ctx, { kind: INDICATORS_JOB, title: '指标汇总', input: { places: [code] } });
    return { returnId };
  });
}

/** Records of the place in the year of the figure, returned figures of places below it included. */
async function recordsBeside(tx: Tx, d: IndicatorDefinition, code: number, on: string): Promise<number> {
  const year: IndicatorDefinition = {
    ...d,
    period: d.period.kind === 'stock' ? d.period : { kind: 'year', from: `${on.slice(0, 4)}-01-01` },
  };
  const end = d.period.kind === 'stock' ? on : `${on.slice(0, 4)}-12-31`;
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from (${rowsSql(year, 'part', end, [rangeOf(code)])}) r
    where not exists (select 1 from indicator_return x where x.return_id = r.source_id and x.division_code = ${code})`.execute(
    tx,
  );
  return rows[0]!.n;
}

async function refusePartAboveWhole(
  tx: Tx,
  d: IndicatorDefinition,
  code: number,
  on: string,
  quantity: number,
): Promise<void> {
  const whole = d.within === undefined ? undefined : definitionOf(d.within);
  const parts = indicators().filter((other) => other.within === d.key);
  if (whole && quantity > (await measure(tx, whole, code, on)).part) throw indicatorErrors.INDICATOR_PART_TOO_LARGE();
  for (const part of parts)
    if ((await measure(tx, part, code, on)).part > quantity) throw indicatorErrors.INDICATOR_PART_TOO_LARGE();
}
