import { runCase } from './cases.ts';
import { keysNamed } from '../engine/conditions.ts';
import { mutantsOf, type Mutant } from './mutants.ts';
import type { RuleCase } from '../rules/rule-source.ts';
import type { Rule, RuleSet } from '../engine/rule.ts';

export type MutationScore = { mutants: number; killed: number; survivors: readonly Mutant[] };

/**
 * Runs the cases against every mutant of the law that they can reach. A mutant is killed when a case gets another answer than it must, or none.
 * `reachable` only: an item that no case leads to counts as surviving.
 */
export function scoreOf(set: RuleSet, cases: readonly RuleCase[]): MutationScore {
  const touching = new Map<string, RuleCase[]>();
  for (const ruleCase of cases)
    for (const key of reachedFrom(set, ruleCase.rule)) touching.set(key, [...(touching.get(key) ?? []), ruleCase]);
  const mutants = mutantsOf(set);
  const survivors = mutants.filter(
    (mutant) => !(touching.get(mutant.item) ?? []).some((ruleCase) => tells(ruleCase, mutant.set)),
  );
  return { mutants: mutants.length, killed: mutants.length - survivors.length, survivors };
}

/** Whether a case gets another answer under a law than it must. */
export function tells(ruleCase: RuleCase, set: RuleSet): boolean {
  try {
    return JSON.stringify(runCase(ruleCase, set).actual) !== JSON.stringify(inOrder(ruleCase, set));
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return true;
    throw error;
  }
}

/** What the case expects, with its fields in the order in which an answer has them. */
function inOrder(ruleCase: RuleCase, set: RuleSet): unknown {
  const expected: Record<string, unknown> = { ...ruleCase.expect };
  const answered = Object.keys(runCase(ruleCase, set).actual);
  return Object.fromEntries(answered.map((key) => [key, expected[key]]));
}

/** Keys of the rules and parameters that the answer of a rule can depend on. */
export function reachedFrom(set: RuleSet, key: string, seen: Set<string> = new Set()): ReadonlySet<string> {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const rule of set.rules.filter((r) => r.key === key))
    for (const named of namedBy(rule)) reachedFrom(set, named, seen);
  const parameter = set.parameters.find((p) => p.key === key);
  for (const other of [parameter?.inherits, parameter?.boundedBy]) if (other) reachedFrom(set, other, seen);
  return seen;
}

function namedBy({ who, what, due, target, rank, transition }: Rule): readonly string[] {
  const lines = what?.lines ?? [];
  const named = [
    ...(who ? keysNamed(who) : []),
    ...lines.flatMap((line) => [
      ...(line.when ? keysNamed(line.when) : []),
      ...line.factors.flatMap((f) => ('parameter' in f ? [f.parameter] : [])),
    ]),
    what?.instalments,
    due?.parameter,
    target?.parameter,
    target?.tolerance,
    rank?.qualified,
    rank?.flagged,
    rank?.tie,
    transition?.switch,
  ];
  return named.filter((key) => key !== undefined);
}
