import { bindCondition, truthOf, type BoundCondition } from './conditions.ts';
import { factValue, type Day, type Facts } from '../facts/facts.ts';
import type { Law, ParameterUse } from './parameters.ts';
import { inForce, type Rule, type Truth } from './rule.ts';

/**
 * Under which terms a case stands: the rule is in force that day, or has ended but the person was already in (老生老办法)
 * and keeps its terms, or does not apply, or it cannot be said until the anchor date or the switch is known.
 */
export type Terms =
  | { basis: 'in_force'; day: Day }
  | { basis: 'kept'; day: Day; anchor: Day; use: ParameterUse }
  | { basis: 'not_yet_in_force' }
  | { basis: 'ended'; use: ParameterUse | null }
  | { basis: 'anchor_unknown'; use: ParameterUse }
  | { basis: 'switch_not_set'; use: ParameterUse | null };

/** Finds the terms for a person on a day. Kept terms are those of the anchor date, at the earliest those of the rule's first day. */
export function termsOf(rule: Rule, law: Law, facts: Facts, day: Day): Terms {
  if (inForce(rule.valid, day)) return { basis: 'in_force', day };
  if (day < rule.valid.from || rule.valid.to === null) return { basis: 'not_yet_in_force' };
  const keeping = keepsTerms(rule, law);
  if (!keeping.use || keeping.truth === false) return { basis: 'ended', use: keeping.use };
  if (keeping.truth === null) return { basis: 'switch_not_set', use: keeping.use };
  const anchor = rule.transition ? factValue(facts, rule.transition.anchor, day) : null;
  if (typeof anchor !== 'string') return { basis: 'anchor_unknown', use: keeping.use };
  if (anchor > rule.valid.to) return { basis: 'ended', use: keeping.use };
  return { basis: 'kept', day: anchor > rule.valid.from ? anchor : rule.valid.from, anchor, use: keeping.use };
}

/** Whether the rule's terms outlive it here: the switch as it stood on the rule's last day; unknown when nobody has set it. */
export function keepsTerms(rule: Rule, law: Law): { truth: Truth; use: ParameterUse | null } {
  if (!rule.transition || rule.valid.to === null) return { truth: false, use: null };
  const use = law.parameter(rule.transition.switch, rule.valid.to);
  const value = use?.version?.value;
  return { truth: typeof value === 'boolean' ? value : null, use };
}

/** A rule made ready for many persons: conditions of each day of terms are bound once and kept. */
export type PreparedRule = { rule: Rule; law: Law; day: Day; conditionOn: (terms: Day) => BoundCondition };

const ALWAYS: BoundCondition = { kind: 'all', of: [] };

/** Prepares a rule for one place and one day asked about. */
export function prepareRule(rule: Rule, law: Law, day: Day): PreparedRule {
  const bound = new Map<Day, BoundCondition>();
  const conditionOn = (terms: Day) => {
    const known = bound.get(terms);
    if (known) return known;
    const condition = rule.who ? bindCondition(rule.who, law, terms) : ALWAYS;
    bound.set(terms, condition);
    return condition;
  };
  return { rule, law, day, conditionOn };
}

/** The bare answer for one person: the fast path, equal to the outcome of `evaluate` by property test. */
export function judge(prepared: PreparedRule, facts: Facts): Truth {
  const terms = termsOf(prepared.rule, prepared.law, facts, prepared.day);
  if (terms.basis === 'in_force' || terms.basis === 'kept')
    return truthOf(prepared.conditionOn(terms.day), facts, prepared.day);
  return terms.basis === 'anchor_unknown' || terms.basis === 'switch_not_set' ? null : false;
}
