import { findSetting } from '../../../organizations/index.ts';
import type { Context } from '../../../platform/context.ts';
import { transactionAs, type Tx } from '../../../platform/db.ts';
import type { IndicatorDefinition } from '../definition.ts';
import { indicators } from '../files.ts';
import { goalsOf, lawSet, withAreas } from '../targets/goals.ts';
import { measureEach, valueOf, type Measured } from '../counting/measure.ts';
import { placesBelow } from '../store.ts';
import { dayBefore, dueAfter, lastPeriod, summaryCycles, type Cycle } from './summary-cycle.ts';
import { summaryDueDay, summaryMonths } from './summary-settings.ts';

/**
 * Opens the summary of the last ended period for every province whose cycle is set, with its figures filled in; those already there are left alone, so that it may be
 * run again. System work, daily: what is opened is a draft and nobody's act.
 */
export async function openDueSummaries(ctx: Context): Promise<{ opened: number }> {
  let opened = 0;
  for (const cycle of summaryCycles())
    opened += await transactionAs(ctx.db, 'system', (tx) => openCycle(tx, ctx, cycle));
  return { opened };
}

type Due = { code: number; from: string; to: string; dueOn: string | null };

async function openCycle(tx: Tx, ctx: Context, cycle: Cycle): Promise<number> {
  const today = ctx.clock.today();
  const due: Due[] = [];
  for (const { code } of await placesBelow(tx, 0, today)) {
    const months = (await findSetting(tx, code, summaryMonths(cycle.key), today))?.value;
    if (typeof months !== 'number') continue;
    const day = (await findSetting(tx, code, summaryDueDay(cycle.key), today))?.value;
    const period = lastPeriod(months, today);
    due.push({ code, ...period, dueOn: dueAfter(period.to, typeof day === 'string' ? day : null) });
  }
  let opened = 0;
  for (const [period, places] of Map.groupBy(due, (d) => `${d.from} ${d.to}`)) {
    const [from, to] = period.split(' ') as [string, string];
    opened += await openPeriod(tx, ctx, cycle, { from, to }, places);
  }
  return opened;
}

async function openPeriod(
  tx: Tx,
  ctx: Context,
  cycle: Cycle,
  period: { from: string; to: string },
  places: readonly Due[],
): Promise<number> {
  const known = await tx
    .selectFrom('indicator_summary')
    .select('division_code')
    .where('cycle', '=', cycle.key)
    .where('period_to', '=', period.to)
    .execute();
  const missing = places.filter((p) => !known.some((k) => k.division_code === p.code));
  if (missing.length === 0) return 0;
  const summaries = missing.map((p) => ({
    summary_id: ctx.newId(),
    cycle: cycle.key,
    document: cycle.document,
    division_code: p.code,
    period_from: period.from,
    period_to: period.to,
    due_on: p.dueOn,
    state: 'draft',
    opened_on: ctx.clock.today(),
  }));
  await tx.insertInto('indicator_summary').values(summaries).execute();
  const set = await lawSet(tx);
  const codes = missing.map((p) => p.code);
  const shown = indicators().filter(
    (d) => d.document === cycle.document && (d.period.from === undefined || d.period.from <= period.to),
  );
  for (const [seq, defined] of shown.entries()) {
    const d = withAreas(set, defined, period.to);
    const at = await measureEach(tx, d, codes, period.to);
    const before =
      d.period.kind === 'cumulative' && d.count ? await measureEach(tx, d, codes, dayBefore(period.from)) : null;
    const goals = (await goalsOf(tx, set, [d], codes, period.to)).get(d.key);
    await tx
      .insertInto('indicator_summary_row')
      .values(
        summaries.map((s) => {
          const code = s.division_code;
          const found = at.get(code)!;
          return {
            summary_id: s.summary_id,
            indicator: d.key,
            division_code: code,
            seq,
            period_value: inPeriod(d, found, before?.get(code)),
            value: valueOf(d, found),
            part: found.part,
            whole: found.whole,
            target: goals?.get(code)?.value ?? null,
          };
        }),
      )
      .execute();
  }
  return missing.length;
}

/** What a cumulative figure grew by in the period; any other figure is the period's own. */
function inPeriod(d: IndicatorDefinition, at: Measured, before: Measured | undefined): number | null {
  return before === undefined ? valueOf(d, at) : at.part - before.part;
}
