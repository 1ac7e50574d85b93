import type { IndicatorDefinition } from '../definition.ts';
import { elapsed, isOver, yearsOf } from '../period.ts';

export type Operator = 'gte' | 'gt' | 'eq' | 'each' | 'about' | 'gradual' | 'best_effort';
export const OPERATORS: readonly Operator[] = ['gte', 'gt', 'eq', 'each', 'about', 'gradual', 'best_effort'];

/** What a figure is held against: how much, how strictly, and how far below still counts as reached (per cent, `about` only). */
export type Goal = { value: number; operator: Operator; tolerance: number };

/**
 * met: reached. within: about, and inside the tolerance. not_met: a hard target whose day has come. on_pace, behind: the period
 * goes on. open: not reached, and of a kind that cannot be failed. none: nothing to hold it against; no_data: nobody to count.
 */
export type State = 'met' | 'within' | 'not_met' | 'on_pace' | 'behind' | 'open' | 'none' | 'no_data';

export type Assessment = {
  state: State;
  hard: boolean;
  /** Per cent of the goal, one decimal. */
  percent: number | null;
  gap: number | null;
  /** The least value that counts as reached. */
  least: number | null;
  /** Where the figure should be by now, and where it ends at this pace. */
  expected: number | null;
  forecast: number | null;
  perYear: number | null;
};

const HARD: readonly Operator[] = ['gte', 'gt', 'eq', 'each'];

/** Per cent with one decimal, half up, from whole numbers. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * 1000) / whole) / 10;
}

/** Whether the bare comparison holds. */
export function reaches(value: number, goal: Goal): boolean {
  if (goal.operator === 'gt') return value > goal.value;
  if (goal.operator === 'eq') return value === goal.value;
  return value >= leastOf(goal);
}

function leastOf(goal: Goal): number {
  return goal.operator === 'about' ? (goal.value * (100 - goal.tolerance)) / 100 : goal.value;
}

/** A figure of a day held against its goal: reached or not, how far, at what pace, and where it ends if it goes on like this. */
export function assess(
  value: number | null,
  goal: Goal | null,
  definition: Pick<IndicatorDefinition, 'period' | 'unit'>,
  on: string,
): Assessment {
  const hard = goal !== null && HARD.includes(goal.operator);
  const { period } = definition;
  const paced = period.kind !== 'stock' && definition.unit !== 'percent';
  const share = elapsed(period, on);
  const forecast = paced && value !== null && share > 0 ? Math.round(value / share) : null;
  if (goal === null || value === null)
    return {
      state: goal === null ? 'none' : 'no_data',
      hard,
      percent: null,
      gap: null,
      least: null,
      expected: null,
      forecast,
      perYear: null,
    };
  const expected = paced ? goal.value * share : null;
  return {
    state: stateOf(value, goal, { hard, expected, over: isOver(period, on) }),
    hard,
    percent: percentOf(value, goal.value),
    gap: Math.max(0, goal.value - value),
    least: leastOf(goal),
    expected,
    forecast,
    perYear: period.kind === 'cumulative' ? goal.value / yearsOf(period) : null,
  };
}

function stateOf(value: number, goal: Goal, at: { hard: boolean; expected: number | null; over: boolean }): State {
  if (reaches(value, goal)) return value < goal.value ? 'within' : 'met';
  if (at.expected !== null && !at.over) return value >= at.expected ? 'on_pace' : 'behind';
  return at.hard && at.over ? 'not_met' : 'open';
}

const SIGNS: Record<Operator, string> = {
  gte: '≥',
  gt: '>',
  eq: '=',
  each: '=',
  about: '≈',
  gradual: '→',
  best_effort: '↗',
};

/** A goal as a plan prints it: `>360`, `>[200]`; brackets mark a total over the years of the plan. */
export function printedGoal(definition: Pick<IndicatorDefinition, 'period' | 'scale'>, goal: Goal): string {
  const figure = String(goal.value / definition.scale);
  return `${SIGNS[goal.operator]}${definition.period.kind === 'cumulative' ? `[${figure}]` : figure}`;
}

export type Change = { before: number; points: number; percent: number | null; grew: boolean };

/** A figure against the one a year before: the difference (points for a rate) and in per cent; `grew` is a true increase. */
export function changeSince(value: number | null, before: number | null): Change | null {
  if (value === null || before === null) return null;
  const points = Math.round((value - before) * 10) / 10;
  return { before, points, percent: percentOf(value - before, before), grew: value > before };
}
