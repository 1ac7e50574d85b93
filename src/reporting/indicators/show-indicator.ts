import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { changeSince } from './targets/assess.ts';
import { boardRow, placeAsked, shownGoal } from './board.ts';
import type { IndicatorDefinition } from './definition.ts';
import { indicatorErrors } from './errors.ts';
import { indicatorOf } from './files.ts';
import { goalsOf, goalsOfLaw, lawSet, withAreas } from './targets/goals.ts';
import { measure, measureLines, valueOf } from './counting/measure.ts';
import { window, yearBefore } from './period.ts';
import { ShowIndicator, type HistoryPoint, type IndicatorView } from './schema.ts';
import { fallenSchools } from './schools.ts';
import { splitsOf } from './targets/split-store.ts';
import { figuresOf, placeName, placesBelow } from './store.ts';

const POINTS = 6;

/** The definition of a key. @throws INDICATOR_UNKNOWN */
export function definitionOf(key: string): IndicatorDefinition {
  const found = indicatorOf(key);
  if (!found) throw indicatorErrors.INDICATOR_UNKNOWN({ details: { key } });
  return found;
}

/**
 * One indicator of a place on a day with all that explains it: rule, goals by document, sub-lines and their overlap, baseline, change against a year before,
 * the places below, the last year-ends, splits and returned figures.
 * @throws INDICATOR_UNKNOWN, NOT_FOUND
 */
export async function showIndicator(ctx: Context, input: ShowIndicator): Promise<IndicatorView> {
  const actor = authorise(ctx, 'indicator.read');
  const asked = ShowIndicator.parse(input);
  const defined = definitionOf(asked.key);
  const code = placeAsked(actor, asked.divisionCode);
  const on = asked.on ?? ctx.clock.today();
  return transactionAs(ctx.db, 'system', async (tx) => {
    const below = await placesBelow(tx, code, on);
    const codes = [code, ...below.map((p) => p.code)];
    const set = await lawSet(tx);
    const d = withAreas(set, defined, on);
    const { figures } = await figuresOf(tx, [d], codes, on);
    const goals = (await goalsOf(tx, set, [d], codes, on)).get(d.key)!;
    const { row, places } = boardRow(d, { code, below, on, figures: figures.get(d.key)!, goals });
    const change = changeSince(row.value, await valueOn(tx, d, code, yearBefore(on)));
    return {
      ...row,
      divisionCode: code,
      place: await placeName(tx, code),
      on,
      rule: d.rule,
      goals: goalsOfLaw(set, d, code, on).map((g) =>
        shownGoal(d, { ...g, value: row.goal?.source === 'split' ? row.goal.value : g.value }),
      ),
      ...(await measureLines(tx, d, code, on, row.part)),
      baseline: baselineOf(d, row.value, row.goal?.value ?? null),
      change,
      alert: d.alert !== undefined && change !== null && -change.points > d.alert.falls,
      kind: d.count ? 'count' : d.share ? 'share' : 'coverage',
      period: { kind: d.period.kind, ...window(d.period, on) },
      places,
      history: await historyOf(tx, d, code, on),
      splits: await splitsOf(tx, d.key, code),
      returns: await returnsOf(tx, d.key, code),
      returnable: isReturnable(d),
      schools: await fallenSchools(tx, d, code, on),
    };
  });
}

/** Whether figures may be returned for places without records: the definition names the returned figures as one of its sources. */
export const isReturnable = (d: IndicatorDefinition): boolean =>
  [...d.also, ...(d.count ? [d.count] : [])].some((c) => c.view === 'report_indicator_return');

async function valueOn(tx: Tx, d: IndicatorDefinition, code: number, on: string): Promise<number | null> {
  return valueOf(d, await measure(tx, d, code, on));
}

function baselineOf(d: IndicatorDefinition, value: number | null, goal: number | null): IndicatorView['baseline'] {
  if (!d.baseline) return null;
  const { obligation: _, ...baseline } = d.baseline;
  const change = value === null || baseline.kind === 'separate' ? null : value - baseline.value;
  return { ...baseline, change, below: goal !== null && goal < baseline.value };
}

/** The ends of the years before, as locked where they were locked, and the day itself. */
async function historyOf(tx: Tx, d: IndicatorDefinition, code: number, on: string): Promise<HistoryPoint[]> {
  const year = Number(on.slice(0, 4));
  const first = d.period.from === undefined ? year - POINTS + 1 : Number(d.period.from.slice(0, 4));
  const ends = Array.from({ length: POINTS - 1 }, (_, i) => year - POINTS + 1 + i)
    .filter((y) => y >= first)
    .map((y) => `${y}-12-31`);
  const locked = await tx
    .selectFrom('indicator_lock')
    .select(['as_of', 'value'])
    .where('indicator', '=', d.key)
    .where('division_code', '=', code)
    .execute();
  const kept = new Map(locked.map((l) => [l.as_of, l.value === null ? null : Number(l.value)]));
  const points: HistoryPoint[] = [];
  for (const day of [...ends, on])
    points.push({
      on: day,
      value: kept.has(day) ? kept.get(day)! : await valueOn(tx, d, code, day),
      locked: kept.has(day),
    });
  return points;
}

async function returnsOf(tx: Tx, key: string, code: number): Promise<IndicatorView['returns']> {
  const { rows } = await sql<{
    returnId: string;
    countedOn: string;
    quantity: string;
    source: string;
    madeName: string;
  }>`
    select return_id as "returnId", counted_on as "countedOn", quantity::text as quantity, source, made_name as "madeName" from indicator_return
    where indicator = ${key} and division_code = ${code} and withdrawn_at is null order by counted_on desc limit 20`.execute(
    tx,
  );
  return rows.map((r) => ({ ...r, quantity: Number(r.quantity) }));
}
