import { factValue, type Day, type FactValue, type Facts } from '../facts/facts.ts';
import type { Law } from '../engine/parameters.ts';
import type { Target, Truth } from '../engine/rule.ts';

/**
 * How far a target is reached on the figures of a day. `reached` is the bare comparison, null while a figure is not known; `outcome` is what may be
 * said of it: only a hard target (gte, gt, eq, each) that is not reached is failed, the others stay open until they are.
 */
export type TargetStanding = {
  reached: Truth;
  outcome: Truth;
  actual: FactValue;
  wanted: number | null;
  hard: boolean;
};

const HARD: readonly Target['operator'][] = ['gte', 'gt', 'eq', 'each'];
const PER_CENT = 100;

/** Holds the actual figure against the target of a place and day; `about` counts as reached from the tolerance below it, none unless set. */
export function judgeTarget(target: Target, law: Law, facts: Facts, day: Day): TargetStanding {
  const value = law.parameter(target.parameter, day)?.version?.value;
  const wanted = typeof value === 'number' ? value : null;
  const actual = factValue(facts, target.actual, day);
  const hard = HARD.includes(target.operator);
  if (wanted === null || typeof actual !== 'number') return { reached: null, outcome: null, actual, wanted, hard };
  const reached = holds(target, actual, wanted, toleranceOf(target, law, day));
  return { reached, outcome: reached || hard ? reached : null, actual, wanted, hard };
}

function toleranceOf(target: Target, law: Law, day: Day): number {
  const value = target.tolerance ? law.parameter(target.tolerance, day)?.version?.value : undefined;
  return typeof value === 'number' ? value : 0;
}

function holds(target: Target, actual: number, wanted: number, tolerance: number): boolean {
  if (target.operator === 'gt') return actual > wanted;
  if (target.operator === 'eq') return actual === wanted;
  if (target.operator === 'about') return actual * PER_CENT >= wanted * (PER_CENT - tolerance);
  return actual >= wanted;
}
