import type { Decision } from '../engine/decision.ts';
import { evaluate } from '../engine/evaluate.ts';
import { factsOf } from '../facts/facts.ts';
import { dueDay } from '../standings/due.ts';
import { jurisdictionsOf, lawOf, type Law } from '../engine/parameters.ts';
import { rankCandidates } from '../standings/rank.ts';
import { judgeTarget } from '../standings/target.ts';
import type { RuleCase } from '../rules/rule-source.ts';
import {
  outcomeOf,
  type Parameter,
  type ParameterValue,
  type Due,
  type Ranking,
  type Target,
  type Rule,
  type RuleSet,
} from '../engine/rule.ts';

/** What a case got, in the shape of its expectation, so that the two can be compared field by field. */
export type CaseResult = { actual: RuleCase['expect']; decision: Decision | null };

/**
 * Runs one dated example situation against a rule set. Only the fields that the case expects are reported.
 * @throws RangeError when the set has no version of the case's rule.
 */
export function runCase(ruleCase: RuleCase, set: RuleSet): CaseResult {
  const law = lawOf(
    withSettings(set, ruleCase.parameters, ruleCase.jurisdiction),
    jurisdictionsOf(ruleCase.jurisdiction),
  );
  const rule = law.rule(ruleCase.rule, ruleCase.on) ?? law.versions(ruleCase.rule).at(-1);
  if (!rule) throw new RangeError(`no rule ${ruleCase.rule}`);
  const special = specialResult(rule, ruleCase, law);
  if (special) return { actual: special, decision: null };
  const decision = evaluate(rule, factsOf(ruleCase.facts), law, ruleCase.on);
  const { expect } = ruleCase;
  const actual: RuleCase['expect'] = {
    outcome: decision.outcome,
    ...(expect.fails ? { fails: decision.fails } : {}),
    ...(expect.missing ? { missing: decision.missing.map((m) => (m.kind === 'fact' ? m.fact : m.key)) } : {}),
    ...(expect.fen === undefined ? {} : { fen: decision.amount?.totalFen ?? null }),
    ...(expect.terms ? { terms: decision.terms.basis } : {}),
    ...(expect.instalments === undefined ? {} : { instalments: decision.amount?.instalments?.count ?? 0 }),
  };
  return { actual, decision };
}

/** Deadlines, targets and rankings answer in their own way; null for rules with a condition. */
function specialResult(rule: Rule, ruleCase: RuleCase, law: Law): RuleCase['expect'] | null {
  if (rule.due) return dueResult(ruleCase, law, rule.due);
  if (rule.target) return targetResult(ruleCase, law, rule.target);
  return rule.rank ? rankResult(ruleCase, law, rule.rank) : null;
}

/** For a deadline the case's day is the day of the act: yes in time, no late, unknown while nothing is set. */
function dueResult(ruleCase: RuleCase, law: Law, rule: Due): RuleCase['expect'] {
  const { due, missing } = dueDay(rule, law, factsOf(ruleCase.facts), ruleCase.on);
  if (missing) return { outcome: 'unknown', ...(ruleCase.expect.missing ? { missing: [missing.key] } : {}) };
  return { outcome: ruleCase.on <= due ? 'yes' : 'no', ...(ruleCase.expect.due ? { due } : {}) };
}

function targetResult(ruleCase: RuleCase, law: Law, target: Target): RuleCase['expect'] {
  const { outcome, reached } = judgeTarget(target, law, factsOf(ruleCase.facts), ruleCase.on);
  return { outcome: outcomeOf(outcome), ...(ruleCase.expect.reached === undefined ? {} : { reached }) };
}

/** A ranking is answered by its order; yes when anyone qualifies. */
function rankResult(ruleCase: RuleCase, law: Law, ranking: Ranking): RuleCase['expect'] {
  const candidates = ruleCase.candidates.map((c) => ({
    id: c.name,
    facts: factsOf({ ...ruleCase.facts, ...c.facts }),
  }));
  const order = rankCandidates(ranking, candidates, law, ruleCase.on).map((r) => r.id);
  return { outcome: order.length > 0 ? 'yes' : 'no', ...(ruleCase.expect.order ? { order } : {}) };
}

/** The set with values that one place has set, instead of whatever that place had. */
export function withSettings(
  set: RuleSet,
  parameters: Readonly<Record<string, ParameterValue>>,
  jurisdiction: string,
): RuleSet {
  if (Object.keys(parameters).length === 0) return set;
  return { ...set, parameters: set.parameters.map((p) => withSetting(p, parameters[p.key], jurisdiction)) };
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
