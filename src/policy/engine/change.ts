import { leafTruth, leavesOf, type BoundCondition } from './conditions.ts';
import { factDefinition, factValue, type Day, type FactName, type Facts, type FactValue } from '../facts/facts.ts';
import { nextDay, type Law } from './parameters.ts';
import type { Rule } from './rule.ts';
import { judge, prepareRule, termsOf } from './terms.ts';

/** One fact that would have to be otherwise. */
export type FactChange = { fact: FactName; from: FactValue; to: FactValue };

const MOST = 3;

/**
 * The smallest set of at most three changeable facts that would turn the answer: into yes when it is no or unknown, into no
 * when it is yes. Null when no such set exists. No smaller set does; among equals the one in the order of the rule. For staff only.
 */
export function smallestChange(rule: Rule, facts: Facts, law: Law, day: Day): readonly FactChange[] | null {
  const prepared = prepareRule(rule, law, day);
  const wanted = judge(prepared, facts) !== true;
  const terms = termsOf(rule, law, facts, day);
  if (terms.basis !== 'in_force' && terms.basis !== 'kept') return null;
  const options = changesOf(prepared.conditionOn(terms.day), facts, day);
  const turns = (changes: readonly FactChange[]): boolean => judge(prepared, applyChanges(facts, changes)) === wanted;
  for (let size = 1; size <= MOST; size++) {
    const found = firstSet(options, size, [], turns);
    if (found) return found;
  }
  return null;
}

/** The facts as they would be after the changes. */
export function applyChanges(facts: Facts, changes: readonly FactChange[]): Facts {
  return { ...facts, ...Object.fromEntries(changes.map((c) => [c.fact, { ...facts[c.fact], value: c.to }])) };
}

function firstSet(
  options: readonly (readonly FactChange[])[],
  size: number,
  chosen: readonly FactChange[],
  turns: (changes: readonly FactChange[]) => boolean,
): readonly FactChange[] | null {
  if (chosen.length === size) return turns(chosen) ? chosen : null;
  for (const [i, changes] of options.entries()) {
    for (const change of changes) {
      const found = firstSet(options.slice(i + 1), size, [...chosen, change], turns);
      if (found) return found;
    }
  }
  return null;
}

/** Per changeable fact the values worth trying: one for each different way in which the rule's comparisons could come out. */
function changesOf(condition: BoundCondition, facts: Facts, day: Day): readonly (readonly FactChange[])[] {
  const leaves = leavesOf(condition);
  const read = leaves.flatMap((leaf) => (leaf.operand.kind === 'fact' ? [leaf.fact, leaf.operand.fact] : [leaf.fact]));
  return [...new Set(read)]
    .filter((fact) => factDefinition(fact).changeable)
    .map((fact) => {
      const from = factValue(facts, fact, day);
      const touching = leaves.filter(
        (leaf) => leaf.fact === fact || (leaf.operand.kind === 'fact' && leaf.operand.fact === fact),
      );
      const signature = (to: FactValue) =>
        touching.map((leaf) => leafTruth(leaf, applyChanges(facts, [{ fact, from, to }]), day)).join();
      const seen = new Set([signature(from)]);
      return candidates(fact, touching, facts, day)
        .filter((to) => !seen.has(signature(to)) && seen.add(signature(to)))
        .map((to) => ({ fact, from, to }));
    });
}

function candidates(fact: FactName, leaves: ReturnType<typeof leavesOf>, facts: Facts, day: Day): readonly FactValue[] {
  const { type, options } = factDefinition(fact);
  const codes = Object.keys(options ?? {});
  if (type === 'boolean') return [true, false];
  if (type === 'code') return codes;
  if (type === 'codes') {
    const held = factValue(facts, fact, day);
    return subsets(codes, Array.isArray(held) ? held : []);
  }
  const bounds = leaves.map((leaf) => boundOf(leaf, fact, facts, day)).filter((bound) => bound !== null);
  return bounds.flatMap((bound): FactValue[] => {
    if (typeof bound === 'number') return [bound, bound + 1, bound - 1];
    return typeof bound === 'string' ? [bound, nextDay(bound), dayBefore(bound)] : [];
  });
}

function boundOf(leaf: ReturnType<typeof leavesOf>[number], fact: FactName, facts: Facts, day: Day): FactValue {
  if (leaf.operand.kind === 'value') return leaf.operand.value;
  if (leaf.operand.kind === 'event_date') return day;
  return leaf.operand.kind === 'fact'
    ? factValue(facts, leaf.operand.fact === fact ? leaf.fact : leaf.operand.fact, day)
    : null;
}

/** Every set of codes, those nearest to what is held first: one added, one alone, then all others. */
function subsets(codes: readonly string[], held: readonly string[]): readonly FactValue[] {
  const added = codes.map((code) => [...new Set([...held, code])]);
  const alone = codes.map((code) => [code]);
  const every = Array.from({ length: 2 ** codes.length }, (_, bits) =>
    codes.filter((_code, i) => (bits >> i) % 2 === 1),
  );
  return [...added, ...alone, ...every];
}

function dayBefore(day: Day): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
