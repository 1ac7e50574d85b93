import { factValue, type Bilingual, type Day, type FactName, type Facts, type FactValue } from '../facts/facts.ts';
import type { Law, ParameterUse } from './parameters.ts';
import type { Comparison, Condition, Operand, ParameterValue, Rule, Truth } from './rule.ts';
import { compare } from './truth.ts';

const FEN_PER_YUAN = 100;

/** Yuan as whole fen, half a fen upwards. */
export function yuanToFen(yuan: number): number {
  return Math.round(yuan * FEN_PER_YUAN);
}

/** An operand with its parameter looked up for one place and day; `unset` stands for NO_STANDARD. Money is in fen. */
export type BoundOperand =
  | { kind: 'value'; value: FactValue; use: ParameterUse | null }
  | { kind: 'unset'; use: ParameterUse | null; key: string }
  | { kind: 'fact'; fact: FactName }
  | { kind: 'event_date' };

/** A condition with its parameters and tests of one place and day filled in: what is evaluated, explained and compiled. */
export type BoundCondition =
  | { kind: 'all' | 'any'; of: readonly BoundCondition[]; fails?: string }
  | { kind: 'not'; of: BoundCondition; fails?: string }
  | { kind: 'test'; key: string; title: Bilingual; rule: Rule; of: BoundCondition; fails?: string }
  | { kind: 'fact'; fact: FactName; op: Comparison; operand: BoundOperand; fails?: string }
  | { kind: 'constant'; key: string; truth: Truth; use: ParameterUse | null; wanted: FactValue; fails?: string };

/**
 * Looks up every parameter and inlines every test for one place and day.
 * A test without a version on that day is unknown, never true by default.
 */
export function bindCondition(condition: Condition, law: Law, day: Day): BoundCondition {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { ...condition, of: condition.of.map((c) => bindCondition(c, law, day)) };
    case 'not':
      return { ...condition, of: bindCondition(condition.of, law, day) };
    case 'fact':
      return { ...condition, operand: bindOperand(condition.operand, law, day) };
    case 'parameter':
      return bindSwitch(condition, law, day);
    case 'test':
      return bindTest(condition, law, day);
  }
}

function bindTest(condition: Extract<Condition, { kind: 'test' }>, law: Law, day: Day): BoundCondition {
  const rule = law.rule(condition.key, day);
  if (!rule?.who)
    return { kind: 'constant', key: condition.key, truth: null, use: null, wanted: true, fails: condition.fails };
  return {
    kind: 'test',
    key: rule.key,
    title: rule.title,
    rule,
    of: bindCondition(rule.who, law, day),
    fails: condition.fails,
  };
}

function bindOperand(operand: Operand, law: Law, day: Day): BoundOperand {
  if (operand.kind === 'value') return { ...operand, use: null };
  if (operand.kind !== 'parameter') return operand;
  const use = law.parameter(operand.key, day);
  if (!use?.version) return { kind: 'unset', use, key: operand.key };
  const { value } = use.version;
  return {
    kind: 'value',
    value: use.parameter.type === 'yuan' && typeof value === 'number' ? yuanToFen(value) : value,
    use,
  };
}

function bindSwitch(condition: Extract<Condition, { kind: 'parameter' }>, law: Law, day: Day): BoundCondition {
  const use = law.parameter(condition.key, day);
  const wanted = condition.operand.kind === 'value' ? condition.operand.value : null;
  const value: ParameterValue | null = use?.version?.value ?? null;
  return {
    kind: 'constant',
    key: condition.key,
    truth: condition.op === 'exists' ? (value !== null) === (wanted !== false) : compare(condition.op, value, wanted),
    use,
    wanted,
    fails: condition.fails,
  };
}

function operandValue(operand: BoundOperand, facts: Facts, day: Day): FactValue {
  if (operand.kind === 'value') return operand.value;
  if (operand.kind === 'fact') return factValue(facts, operand.fact, day);
  return operand.kind === 'event_date' ? day : null;
}

/** Truth of one comparison on the day asked about. */
export function leafTruth(leaf: Extract<BoundCondition, { kind: 'fact' }>, facts: Facts, day: Day): Truth {
  const value = factValue(facts, leaf.fact, day);
  if (leaf.op === 'exists') return (value !== null) === (leaf.operand.kind === 'value' ? leaf.operand.value : true);
  return compare(leaf.op, value, operandValue(leaf.operand, facts, day));
}

/** The bare answer, without reasons; stops as soon as it is settled. */
export function truthOf(condition: BoundCondition, facts: Facts, day: Day): Truth {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return settle(condition.of, condition.kind === 'any', facts, day);
    case 'not': {
      const truth = truthOf(condition.of, facts, day);
      return truth === null ? null : !truth;
    }
    case 'test':
      return truthOf(condition.of, facts, day);
    case 'constant':
      return condition.truth;
    case 'fact':
      return leafTruth(condition, facts, day);
  }
}

function settle(of: readonly BoundCondition[], settling: boolean, facts: Facts, day: Day): Truth {
  let unknown = false;
  for (const part of of) {
    const truth = truthOf(part, facts, day);
    if (truth === settling) return settling;
    unknown ||= truth === null;
  }
  return unknown ? null : !settling;
}

/** All comparisons of facts in the tree, tests included, in reading order. */
export function leavesOf(condition: BoundCondition): readonly Extract<BoundCondition, { kind: 'fact' }>[] {
  return condition.kind === 'fact' ? [condition] : partsOf(condition).flatMap(leavesOf);
}

/** The conditions directly under a node; none under a comparison. */
export function partsOf(condition: BoundCondition): readonly BoundCondition[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of;
    case 'not':
    case 'test':
      return [condition.of];
    default:
      return [];
  }
}

/** Facts the tree reads, each once; derived facts are named as they are written in the rule. */
export function factsRead(condition: BoundCondition): readonly FactName[] {
  const names = leavesOf(condition).flatMap((leaf) =>
    leaf.operand.kind === 'fact' ? [leaf.fact, leaf.operand.fact] : [leaf.fact],
  );
  return [...new Set(names)];
}

/** Keys of the parameters and tests that an unbound condition names directly. */
export function keysNamed(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(keysNamed);
    case 'not':
      return keysNamed(condition.of);
    case 'fact':
      return condition.operand.kind === 'parameter' ? [condition.operand.key] : [];
    default:
      return [condition.key];
  }
}
