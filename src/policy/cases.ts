import type { Decision } from './decision.ts';
import { evaluate } from './evaluate.ts';
import { factsOf } from './facts.ts';
import { jurisdictionsOf, lawOf, yearlyDay, type Law } from './parameters.ts';
import type { RuleCase } from './rule-source.ts';
import type { Parameter, ParameterValue, RuleSet } from './rule.ts';

/** What a case got, in the shape of its expectation, so that the two can be compared field by field. */
export type CaseResult = { actual: RuleCase['expect']; decision: Decision | null };

/**
 * Runs one dated example situation against a rule set. Only the fields that the case expects are reported.
 * @throws RangeError when the set has no version of the case's rule.
 */
export function runCase(ruleCase: RuleCase, set: RuleSet): CaseResult {
  const law = lawOf(withSettings(set, ruleCase), jurisdictionsOf(ruleCase.jurisdiction));
  const rule = law.rule(ruleCase.rule, ruleCase.on) ?? law.versions(ruleCase.rule).at(-1);
  if (!rule) throw new RangeError(`no rule ${ruleCase.rule}`);
  if (rule.due) return { actual: dueResult(ruleCase, law, rule.due.parameter), decision: null };
  const decision = evaluate(rule, factsOf(ruleCase.facts), law, ruleCase.on);
  const { expect } = ruleCase;
  const actual: RuleCase['expect'] = {
    outcome: decision.outcome,
    ...(expect.fails ? { fails: decision.fails } : {}),
    ...(expect.missing ? { missing: decision.missing.map((m) => (m.kind === 'fact' ? m.fact : m.key)) } : {}),
    ...(expect.fen === undefined ? {} : { fen: decision.amount?.totalFen ?? null }),
    ...(expect.terms ? { terms: decision.terms.basis } : {}),
  };
  return { actual, decision };
}

/** For a deadline the case's day is the day of the act: yes in time, no late, unknown while nothing is set. */
function dueResult(ruleCase: RuleCase, law: Law, key: string): RuleCase['expect'] {
  const use = law.parameter(key, ruleCase.on);
  const value = use?.version?.value;
  if (typeof value !== 'string') return { outcome: 'unknown', ...(ruleCase.expect.missing ? { missing: [key] } : {}) };
  const due = yearlyDay(value, Number(ruleCase.on.slice(0, 4)));
  return { outcome: ruleCase.on <= due ? 'yes' : 'no', ...(ruleCase.expect.due ? { due } : {}) };
}

function withSettings(set: RuleSet, ruleCase: RuleCase): RuleSet {
  const settings = Object.entries(ruleCase.parameters);
  if (settings.length === 0) return set;
  return {
    ...set,
    parameters: set.parameters.map((p) => withSetting(p, ruleCase.parameters[p.key], ruleCase.jurisdiction)),
  };
}

function withSetting(parameter: Parameter, value: ParameterValue | undefined, jurisdiction: string): Parameter {
  if (value === undefined) return parameter;
  const valid = { from: '1900-01-01', to: null };
  const local = {
    jurisdiction,
    valid,
    value,
    operator: 'exact',
    status: 'set_locally',
    document: '',
    clause: '',
    note: null,
  } as const;
  return { ...parameter, versions: [local, ...parameter.versions.filter((v) => v.jurisdiction !== jurisdiction)] };
}

/** Obligations that the rules encode and a case proves: the "encoded" column of `coverage`. */
export function encodedObligations(set: RuleSet, cases: readonly RuleCase[]): readonly string[] {
  const named = new Set([...set.rules.flatMap((r) => r.obligations), ...set.parameters.flatMap((p) => p.obligations)]);
  return [...new Set(cases.flatMap((c) => c.proves))].filter((id) => named.has(id)).sort();
}
