import { withInstalments, workAmount } from './amount.ts';
import { leafTruth, factsRead, partsOf, type BoundCondition } from './conditions.ts';
import type { Decision, FactCited, Missing, ParameterCited, Reason, RuleCited, WorkedAmount } from './decision.ts';
import { FACTS, factValue, type Day, type FactName, type Facts } from '../facts/facts.ts';
import type { Law, ParameterUse } from './parameters.ts';
import { outcomeOf, type Rule, type Truth } from './rule.ts';
import { allOf, anyOf } from './truth.ts';
import { prepareRule, termsOf, type PreparedRule, type Terms } from './terms.ts';

/**
 * Decides one rule for one person: outcome, reasons, the facts and parameters used, and the sum in fen worked line by line.
 * `facts` are as they stood on `day`; `law` is that of the person's place. Pure and total: it always answers.
 */
export function evaluate(rule: Rule, facts: Facts, law: Law, day: Day): Decision {
  return decide(prepareRule(rule, law, day), facts);
}

/** {@link evaluate} for a rule already prepared: for many persons on one day. */
export function decide(prepared: PreparedRule, facts: Facts): Decision {
  const { rule, law, day } = prepared;
  const terms = termsOf(rule, law, facts, day);
  const applies = terms.basis === 'in_force' || terms.basis === 'kept';
  const condition = applies ? prepared.conditionOn(terms.day) : null;
  const reasons = condition && reasonFor(condition, facts, day);
  const truth = reasons ? reasons.truth : truthOutside(terms);
  const amount = truth && applies ? amountOf(rule, law, terms.day, facts, day) : null;
  return {
    ...headOf(rule, law),
    outcome: outcomeOf(truth),
    tests: condition ? testsIn(condition) : [],
    date: day,
    terms: { basis: terms.basis, day: applies ? terms.day : null },
    reasons,
    fails: truth === false ? failuresOf(reasons, terms) : [],
    missing: truth === null ? missingOf(reasons, terms, rule, law) : [],
    amount,
    service: truth && rule.what?.kind === 'service' ? rule.what.service : null,
    parameters: parametersCited(rule, law, terms, condition, truth),
    facts: factsCited(condition, rule, facts, day),
  };
}

function amountOf({ what }: Rule, law: Law, terms: Day, facts: Facts, day: Day): WorkedAmount | null {
  if (!what?.lines) return null;
  return withInstalments(workAmount(what.lines, law, terms, facts, day), what.instalments, law, terms);
}

function headOf(rule: Rule, law: Law) {
  const document = law.document(rule.document);
  return {
    rule: {
      key: rule.key,
      version: rule.version,
      hash: rule.hash,
      kind: rule.kind,
      title: rule.title,
      basis: rule.basis,
    },
    document: {
      code: rule.document,
      title: document?.title ?? { zh: rule.document, en: rule.document },
      numbers: document?.numbers ?? [],
      validTo: rule.valid.to,
    },
    clause: rule.clause,
    obligations: rule.obligations,
    jurisdiction: law.jurisdictions[0] ?? rule.jurisdiction,
    payee: rule.payee,
    period: rule.period,
    fund: rule.fund,
    priority: rule.priority,
  };
}

const truthOutside = (terms: Terms): Truth =>
  terms.basis === 'anchor_unknown' || terms.basis === 'switch_not_set' ? null : false;

/** Truth and reasons of a bound condition; every branch is looked at, so the card shows all of them. */
export function reasonFor(condition: BoundCondition, facts: Facts, day: Day): Reason {
  const fails = condition.fails;
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const of = condition.of.map((part) => reasonFor(part, facts, day));
      const truths = of.map((part) => part.truth);
      return { kind: condition.kind, truth: condition.kind === 'all' ? allOf(truths) : anyOf(truths), fails, of };
    }
    case 'not': {
      const inner = reasonFor(condition.of, facts, day);
      return { kind: 'not', truth: inner.truth === null ? null : !inner.truth, fails, of: [inner] };
    }
    case 'test': {
      const inner = reasonFor(condition.of, facts, day);
      const { key, title, rule } = condition;
      return { kind: 'test', truth: inner.truth, fails, key, title, version: rule.version, of: [inner] };
    }
    case 'constant': {
      const value = condition.use?.version?.value ?? null;
      return { kind: 'parameter', truth: condition.truth, fails, key: condition.key, value, wanted: condition.wanted };
    }
    case 'fact':
      return factReason(condition, facts, day);
  }
}

function factReason(leaf: Extract<BoundCondition, { kind: 'fact' }>, facts: Facts, day: Day): Reason {
  const { fact, op, operand, fails } = leaf;
  const base = {
    kind: 'fact' as const,
    truth: leafTruth(leaf, facts, day),
    fails,
    fact,
    op,
    value: factValue(facts, fact, day),
  };
  if (operand.kind === 'fact')
    return { ...base, wanted: factValue(facts, operand.fact, day), wantedFact: operand.fact };
  if (operand.kind === 'event_date') return { ...base, wanted: day };
  if (operand.kind === 'unset') return { ...base, wanted: null, parameter: operand.key };
  return { ...base, wanted: operand.value, parameter: operand.use?.key };
}

function failuresOf(reasons: Reason | null, terms: Terms): readonly string[] {
  if (!reasons) return [terms.basis === 'not_yet_in_force' ? 'document_not_yet_in_force' : 'document_ended'];
  return [...new Set(failureCodes(reasons))];
}

/** Codes of the nodes that make the whole false: the nearest named one on each false path. */
function failureCodes(reason: Reason): string[] {
  if (reason.fails) return [reason.fails];
  if (reason.kind === 'fact') return [`${reason.fact}_not_met`];
  if (reason.kind === 'parameter') return [`${reason.key}_excludes`];
  if (reason.kind === 'not')
    return reason.of.flatMap((part) => ('fact' in part ? [`${part.fact}_excluded`] : ['excluded']));
  return reason.of.filter((part) => part.truth === false).flatMap(failureCodes);
}

function missingOf(reasons: Reason | null, terms: Terms, rule: Rule, law: Law): readonly Missing[] {
  if (reasons) return unique(unknowns(reasons, law, rule));
  if (terms.basis === 'anchor_unknown' && rule.transition) return [missingFact(rule.transition.anchor)];
  return rule.transition ? [missingParameter(rule.transition.switch, law, rule)] : [];
}

function unknowns(reason: Reason, law: Law, rule: Rule): Missing[] {
  if (reason.truth !== null) return [];
  if (reason.kind === 'fact') return unknownLeaf(reason, law, rule);
  if (reason.kind === 'parameter') return [missingParameter(reason.key, law, rule)];
  return reason.of.flatMap((part) => unknowns(part, law, rule));
}

function unknownLeaf(reason: Extract<Reason, { kind: 'fact' }>, law: Law, rule: Rule): Missing[] {
  const missing: Missing[] = reason.value === null ? [missingFact(reason.fact)] : [];
  if (reason.wanted === null && reason.wantedFact) missing.push(missingFact(reason.wantedFact));
  if (reason.wanted === null && reason.parameter) missing.push(missingParameter(reason.parameter, law, rule));
  return missing;
}

const missingFact = (fact: FactName): Missing => ({ kind: 'fact', fact, paper: FACTS[fact].paper });

function missingParameter(key: string, law: Law, rule: Rule): Missing {
  const use = law.parameter(key, rule.valid.from);
  return use ? { kind: 'parameter', key, label: use.parameter.label } : { kind: 'test', key };
}

function unique(missing: readonly Missing[]): Missing[] {
  return [...new Map(missing.map((m) => [m.kind === 'fact' ? m.fact : m.key, m])).values()];
}

/** What a bound condition cites is the same for every person, so it is worked out once. */
function once<T>(work: (condition: BoundCondition) => T): (condition: BoundCondition) => T {
  const known = new WeakMap<BoundCondition, { value: T }>();
  return (condition) => {
    const found = known.get(condition) ?? { value: work(condition) };
    known.set(condition, found);
    return found.value;
  };
}

const testsIn = once((condition: BoundCondition): readonly RuleCited[] => {
  const found = new Map<string, RuleCited>();
  const walk = (node: BoundCondition): void => {
    if (node.kind === 'test') found.set(node.key, { key: node.key, version: node.rule.version, hash: node.rule.hash });
    partsOf(node).forEach(walk);
  };
  walk(condition);
  return [...found.values()];
});

function parametersCited(
  rule: Rule,
  law: Law,
  terms: Terms,
  condition: BoundCondition | null,
  truth: Truth,
): readonly ParameterCited[] {
  const cited = condition ? parametersIn(condition) : [];
  const uses: ParameterUse[] = 'use' in terms && terms.use ? [terms.use] : [];
  const day = 'day' in terms ? terms.day : rule.valid.from;
  const factors = truth ? (rule.what?.lines ?? []).flatMap((line) => line.factors) : [];
  for (const factor of factors) {
    const use = 'parameter' in factor ? law.parameter(factor.parameter, day) : null;
    if (use) uses.push(use);
  }
  return uses.length === 0 ? cited : byKey([...cited, ...uses.map(cite)]);
}

const byKey = (cited: readonly ParameterCited[]): readonly ParameterCited[] => [
  ...new Map(cited.map((c) => [c.key, c])).values(),
];

const parametersIn = once((condition) => byKey(usesIn(condition).map(cite)));

function usesIn(condition: BoundCondition): ParameterUse[] {
  if (condition.kind === 'constant') return condition.use ? [condition.use] : [];
  if (condition.kind === 'fact') {
    const operand = condition.operand;
    return (operand.kind === 'value' || operand.kind === 'unset') && operand.use ? [operand.use] : [];
  }
  return partsOf(condition).flatMap(usesIn);
}

/** A parameter as a decision cites it; nothing set is cited as NO_STANDARD. */
export function cite({ key, parameter, version }: ParameterUse): ParameterCited {
  const value = version?.value ?? null;
  const valueLabel = typeof value === 'string' ? parameter.labels[value] : undefined;
  return {
    key,
    label: parameter.label,
    unit: parameter.unit,
    value,
    ...(valueLabel === undefined ? {} : { valueLabel }),
    operator: version?.operator ?? null,
    status: version?.status ?? 'NO_STANDARD',
    jurisdiction: version?.jurisdiction ?? null,
    from: version?.valid.from ?? null,
    document: version?.document ?? null,
    clause: version?.clause ?? null,
  };
}

const factsIn = once(factsRead);

function factsCited(condition: BoundCondition | null, rule: Rule, facts: Facts, day: Day): readonly FactCited[] {
  const names = condition ? [...factsIn(condition)] : [];
  for (const factor of rule.what?.lines?.flatMap((line) => line.factors) ?? [])
    if ('fact' in factor) names.push(factor.fact);
  if (rule.transition) names.push(rule.transition.anchor);
  return [...new Set(names)].map((fact) => {
    const origin = fact === 'age_years' ? facts.birth_date : facts[fact];
    return { ...origin, fact, list: FACTS[fact].source, value: factValue(facts, fact, day) };
  });
}
