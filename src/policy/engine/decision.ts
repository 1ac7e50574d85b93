import type { Bilingual, Day, FactName, FactStatement, FactValue, ListKind } from '../facts/facts.ts';
import type {
  Comparison,
  Outcome,
  ParameterOperator,
  ParameterStatus,
  ParameterValue,
  RuleKind,
  Truth,
} from './rule.ts';

/** A parameter value as it entered the decision; `value` null is NO_STANDARD. */
export type ParameterCited = {
  key: string;
  label: Bilingual;
  value: ParameterValue | null;
  /** What a choice is called; absent where the value speaks for itself, and in decisions kept before it was stated. */
  valueLabel?: Bilingual;
  unit: string | null;
  operator: ParameterOperator | null;
  status: ParameterStatus | 'NO_STANDARD';
  jurisdiction: string | null;
  from: Day | null;
  document: string | null;
  clause: string | null;
};

export type FactCited = FactStatement & { fact: FactName; list: ListKind };

/** What would settle an open answer: a fact with the paper that proves it, or a local standard nobody has set. */
export type Missing =
  | { kind: 'fact'; fact: FactName; paper: Bilingual }
  | { kind: 'parameter'; key: string; label: Bilingual }
  | { kind: 'test'; key: string };

/** One node of the condition tree with its truth for this person: the reasons, in the order of the law. */
export type Reason =
  | { kind: 'all' | 'any' | 'not'; truth: Truth; fails?: string; of: readonly Reason[] }
  | {
      kind: 'test';
      truth: Truth;
      fails?: string;
      key: string;
      title: Bilingual;
      version: number;
      of: readonly Reason[];
    }
  | {
      kind: 'fact';
      truth: Truth;
      fails?: string;
      fact: FactName;
      op: Comparison;
      value: FactValue;
      wanted: FactValue;
      wantedFact?: FactName;
      parameter?: string;
    }
  | { kind: 'parameter'; truth: Truth; fails?: string; key: string; value: ParameterValue | null; wanted: FactValue };

/** One line of a sum: each factor as used, and the product in whole fen; null when a factor is not known. */
export type WorkedLine = {
  label: Bilingual;
  factors: readonly {
    kind: 'fact' | 'parameter';
    name: string;
    label: Bilingual;
    value: number | null;
    money: boolean;
  }[];
  applies: Truth;
  fen: number | null;
};
/** `instalments` stands where the benefit names how often it is paid; its count is null while the place has not set one. */
export type WorkedAmount = {
  lines: readonly WorkedLine[];
  totalFen: number | null;
  instalments?: { parameter: string; count: number | null };
};

export type RuleCited = { key: string; version: number; hash: string };

/** A decision by clause. It never changes; a new look at the case makes a new one. */
export type Decision = {
  outcome: Outcome;
  rule: RuleCited & {
    kind: RuleKind;
    title: Bilingual;
    /** Absent in decisions kept before rules stated it. */ basis?: readonly string[];
  };
  tests: readonly RuleCited[];
  document: { code: string; title: Bilingual; numbers: readonly string[]; validTo: Day | null };
  clause: string;
  obligations: readonly string[];
  date: Day;
  jurisdiction: string;
  terms: {
    basis: 'in_force' | 'kept' | 'not_yet_in_force' | 'ended' | 'anchor_unknown' | 'switch_not_set';
    day: Day | null;
  };
  reasons: Reason | null;
  /** Codes of what makes the answer no; empty unless the outcome is no. */
  fails: readonly string[];
  /** What would settle it; empty unless the outcome is unknown. */
  missing: readonly Missing[];
  /** Worked only when the outcome is yes and the benefit has an amount. */
  amount: WorkedAmount | null;
  service: Bilingual | null;
  payee: string | null;
  period: string | null;
  fund: string | null;
  priority: number | null;
  parameters: readonly ParameterCited[];
  facts: readonly FactCited[];
};

/** Truth of a named test anywhere in the reasons; undefined when the rule does not use it. */
export function testTruth(decision: Decision, key: string): Truth | undefined {
  return decision.reasons ? findTest(decision.reasons, key) : undefined;
}

function findTest(reason: Reason, key: string): Truth | undefined {
  if (reason.kind === 'test' && reason.key === key) return reason.truth;
  if (!('of' in reason)) return undefined;
  for (const part of reason.of) {
    const found = findTest(part, key);
    if (found !== undefined) return found;
  }
  return undefined;
}
