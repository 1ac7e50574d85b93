import type { Actor } from '../../platform/context.ts';
import { errors } from '../../platform/errors.ts';
import { rangeOf, scopeOf } from '../../organizations/index.ts';
import { assess, printedGoal } from './targets/assess.ts';
import type { IndicatorDefinition } from './definition.ts';
import { jurisdictionCode, type SetGoal } from './targets/goals.ts';
import { valueOf, type Measured } from './counting/measure.ts';
import type { BoardRow, GoalShown, PlaceRow } from './schema.ts';
import type { Place } from './store.ts';

/**
 * The place a board is asked for: the reader's own unless told, and never outside what the reader answers for.
 * @throws NOT_FOUND
 */
export function placeAsked(actor: Actor, asked: number | undefined): number {
  const code = asked ?? actor.divisionCode ?? (actor.level === 'nation' ? 0 : null);
  if (code === null) throw errors.NOT_FOUND({ details: { division: null } });
  const { lo, hi } = rangeOf(code);
  const inside = scopeOf(actor, code);
  if (inside.length !== 1 || inside[0]!.lo !== lo || inside[0]!.hi !== hi)
    throw errors.NOT_FOUND({ details: { division: code } });
  return code;
}

/** Whether the indicator's document speaks to a place on a day: inside its jurisdiction, and its period has begun. */
export function concerns(d: IndicatorDefinition, code: number, on: string): boolean {
  const { lo, hi } = rangeOf(jurisdictionCode(d));
  return code >= lo && code < hi && (d.period.from === undefined || d.period.from <= on);
}

export const shownGoal = (d: IndicatorDefinition, goal: SetGoal): GoalShown => ({
  ...goal,
  printed: printedGoal(d, goal),
});

const LAGGING: readonly string[] = ['behind', 'not_met'];

/** One place of an indicator: value, goal and how they stand. */
export function placeRow(
  d: IndicatorDefinition,
  place: Place,
  measured: Measured | undefined,
  goal: SetGoal | undefined,
  on: string,
): PlaceRow {
  const m = measured ?? { part: 0, whole: d.count ? null : 0 };
  const value = valueOf(d, m);
  return {
    ...place,
    value,
    part: m.part,
    whole: m.whole,
    goal: goal ?? null,
    assessment: assess(value, goal ?? null, d, on),
  };
}

/** An indicator of a place with how many of the places below lag. */
export function boardRow(
  d: IndicatorDefinition,
  asked: {
    code: number;
    below: readonly Place[];
    on: string;
    figures: Map<number, Measured>;
    goals: Map<number, SetGoal>;
  },
): { row: BoardRow; places: PlaceRow[] } {
  const { code, below, on, figures, goals } = asked;
  const places = below.map((p) => placeRow(d, p, figures.get(p.code), goals.get(p.code), on));
  const own = placeRow(d, { code, name: '' }, figures.get(code), goals.get(code), on);
  const goal = goals.get(code);
  const row: BoardRow = {
    key: d.key,
    title: d.title,
    document: d.document,
    clause: d.clause,
    unit: d.unit,
    scale: d.scale,
    value: own.value,
    part: own.part,
    whole: own.whole,
    goal: goal ? shownGoal(d, goal) : null,
    assessment: own.assessment,
    behind: places.filter((p) => LAGGING.includes(p.assessment.state)).length,
    below: places.filter((p) => p.goal !== null).length,
  };
  return { row, places };
}
