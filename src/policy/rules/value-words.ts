import { factDefinition, type Bilingual, type FactName } from '../facts/facts.ts';
import type { Condition, Parameter, RuleSet } from '../engine/rule.ts';

/**
 * The words of the codes that a parameter may hold: its own labels, and for a parameter with which a rule compares a fact the words of that fact in the
 * catalogue. A code that neither names has none.
 */
export function valueWordsOf(set: RuleSet, parameter: Parameter): Readonly<Record<string, Bilingual>> {
  const facts = set.rules.flatMap((rule) => {
    const lines = (rule.what?.lines ?? []).map((line) => line.when ?? null);
    return [rule.who, ...lines].flatMap((condition) => factsComparedWith(parameter.key, condition));
  });
  return Object.assign({}, ...facts.map((fact) => factDefinition(fact).options ?? {}), parameter.labels);
}

function factsComparedWith(key: string, condition: Condition | null): FactName[] {
  if (condition === null) return [];
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap((part) => factsComparedWith(key, part));
    case 'not':
      return factsComparedWith(key, condition.of);
    case 'fact':
      return condition.operand.kind === 'parameter' && condition.operand.key === key ? [condition.fact] : [];
    default:
      return [];
  }
}
