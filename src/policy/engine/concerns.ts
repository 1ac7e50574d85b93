import { keysNamed } from './conditions.ts';
import { factDefinition, type FactName } from '../facts/facts.ts';
import type { Condition, Rule } from './rule.ts';

/**
 * Whether a rule asks about a person alone: every fact it reads, through its tests and the lines of its sum, is one of a person, a household
 * or a place. Rules about institutions, projects, teachers and areas are answered in the rooms that hold those.
 */
export function concernsPersons(rule: Rule, rules: readonly Rule[]): boolean {
  return [...namesRead(rule, rules, new Set())].every((name) => {
    const about = factDefinition(name).about;
    return about === undefined || about === 'person' || about === 'household' || about === 'place';
  });
}

function namesRead(rule: Rule, rules: readonly Rule[], seen: Set<string>): Set<FactName> {
  const names = new Set<FactName>();
  if (seen.has(rule.key)) return names;
  seen.add(rule.key);
  const conditions: Condition[] = rule.who ? [rule.who] : [];
  for (const line of rule.what?.lines ?? []) {
    if (line.when) conditions.push(line.when);
    for (const factor of line.factors) if ('fact' in factor) names.add(factor.fact);
  }
  for (const condition of conditions) {
    for (const name of factsIn(condition)) names.add(name);
    const tests = rules.filter((r) => keysNamed(condition).includes(r.key));
    for (const test of tests) for (const name of namesRead(test, rules, seen)) names.add(name);
  }
  return names;
}

function factsIn(condition: Condition): readonly FactName[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(factsIn);
    case 'not':
      return factsIn(condition.of);
    case 'fact':
      return condition.operand.kind === 'fact' ? [condition.fact, condition.operand.fact] : [condition.fact];
    default:
      return [];
  }
}
