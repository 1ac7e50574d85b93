import { addDays, plainDate } from '../../platform/plain-date.ts';
import type {
  AmountLine,
  Comparison,
  Condition,
  Parameter,
  ParameterVersion,
  Rule,
  RuleSet,
  Validity,
} from '../engine/rule.ts';

/** The law with one small thing wrong in it: which item, what was done to it, and the law so changed. */
export type Mutant = { item: string; what: string; set: RuleSet };

/**
 * Every small fault that a slip of the pen could put into the content of the law: figures one up and down, days one earlier and later, switches turned,
 * codes dropped, comparisons shifted, conditions dropped and negated. The cases must tell each from the law. Pure and in a fixed order.
 */
export function mutantsOf(set: RuleSet): readonly Mutant[] {
  const ofRules = set.rules.flatMap((rule, i) =>
    ruleMutants(rule).map(({ what, rule: wrong }) => ({
      item: rule.key,
      what,
      set: { ...set, rules: set.rules.with(i, wrong) },
    })),
  );
  const ofParameters = set.parameters.flatMap((parameter, i) =>
    parameterMutants(parameter).map(({ what, parameter: wrong }) => ({
      item: parameter.key,
      what,
      set: { ...set, parameters: set.parameters.with(i, wrong) },
    })),
  );
  return [...ofRules, ...ofParameters];
}

const shifted = (day: string, by: number): string => addDays(plainDate(day), by);

function validities(valid: Validity): { what: string; valid: Validity }[] {
  const { from, to } = valid;
  const ends = to === null ? [] : [-1, 1].map((by) => ({ what: `to ${by} day`, valid: { from, to: shifted(to, by) } }));
  return [...[-1, 1].map((by) => ({ what: `from ${by} day`, valid: { from: shifted(from, by), to } })), ...ends];
}

function ruleMutants(rule: Rule): { what: string; rule: Rule }[] {
  const dated =
    rule.kind === 'deadline' || rule.kind === 'target' || rule.kind === 'ranking' ? [] : validities(rule.valid);
  const dates = dated.map(({ what, valid }) => ({ what, rule: { ...rule, valid } }));
  const who = rule.who
    ? conditionMutants(rule.who).map((m) => ({ what: m.what, rule: { ...rule, who: m.condition } }))
    : [];
  const lines = rule.what?.lines ?? [];
  const sums = lines.flatMap((line, i) =>
    lineMutants(line).map((m) => ({ what: m.what, rule: withLine(rule, i, m.line) })),
  );
  const kept = rule.transition ? [{ what: 'terms not kept', rule: { ...rule, transition: null } }] : [];
  const target = rule.target ? targetMutants(rule, rule.target) : [];
  return [...dates, ...who, ...sums, ...kept, ...target];
}

function targetMutants(rule: Rule, target: NonNullable<Rule['target']>): { what: string; rule: Rule }[] {
  const swaps = {
    gte: 'gt',
    gt: 'gte',
    eq: 'gte',
    each: 'about',
    about: 'gte',
    gradual: 'gte',
    best_effort: 'gte',
  } as const;
  const operator = swaps[target.operator];
  return [{ what: `${target.operator} → ${operator}`, rule: { ...rule, target: { ...target, operator } } }];
}

function withLine(rule: Rule, i: number, line: AmountLine): Rule {
  if (!rule.what?.lines) return rule;
  return { ...rule, what: { ...rule.what, lines: rule.what.lines.with(i, line) } };
}

function lineMutants(line: AmountLine): { what: string; line: AmountLine }[] {
  const { when, ...rest } = line;
  const conditions = when
    ? [
        { what: 'line without its condition', line: rest },
        ...conditionMutants(when).map((m) => ({ what: m.what, line: { ...line, when: m.condition } })),
      ]
    : [];
  const factors =
    line.factors.length > 1
      ? line.factors.map((_, i) => ({
          what: 'factor dropped',
          line: { ...line, factors: line.factors.toSpliced(i, 1) },
        }))
      : [];
  return [...conditions, ...factors];
}

type ConditionMutant = { what: string; condition: Condition };
const SHIFTS: Partial<Record<Comparison, Comparison>> = { gte: 'gt', gt: 'gte', lte: 'lt', lt: 'lte' };

function conditionMutants(condition: Condition): ConditionMutant[] {
  return [
    {
      what: `not ${nameOf(condition)}`,
      condition: { kind: 'not', of: condition, ...(condition.fails ? { fails: condition.fails } : {}) },
    },
    ...within(condition),
  ];
}

const nameOf = (condition: Condition): string =>
  condition.kind === 'fact' ? condition.fact : 'key' in condition ? condition.key : condition.kind;

function within(condition: Condition): ConditionMutant[] {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const { of } = condition;
      const dropped =
        of.length > 1
          ? of.map((part, i) => ({
              what: `without ${nameOf(part)}`,
              condition: { ...condition, of: of.toSpliced(i, 1) },
            }))
          : [];
      const inner = of.flatMap((part, i) =>
        conditionMutants(part).map((m) => ({ what: m.what, condition: { ...condition, of: of.with(i, m.condition) } })),
      );
      const swapped =
        of.length > 1
          ? [
              {
                what: 'all ↔ any',
                condition: { ...condition, kind: condition.kind === 'all' ? ('any' as const) : ('all' as const) },
              },
            ]
          : [];
      return [...dropped, ...swapped, ...inner];
    }
    case 'not':
      return within(condition.of).map((m) => ({ what: m.what, condition: { ...condition, of: m.condition } }));
    case 'fact':
      return factMutants(condition);
    default:
      return condition.kind === 'parameter' ? operandMutants(condition) : [];
  }
}

function factMutants(leaf: Extract<Condition, { kind: 'fact' }>): ConditionMutant[] {
  const op = SHIFTS[leaf.op];
  const moved = op ? [{ what: `${leaf.fact} ${leaf.op} → ${op}`, condition: { ...leaf, op } }] : [];
  return [...moved, ...operandMutants(leaf)];
}

/** A list of codes loses each of its codes. */
function operandMutants(leaf: Extract<Condition, { kind: 'fact' | 'parameter' }>): ConditionMutant[] {
  const { operand } = leaf;
  if (operand.kind !== 'value' || !Array.isArray(operand.value) || operand.value.length < 2) return [];
  const codes = operand.value as readonly string[];
  return codes.map((code, i) => ({
    what: `without code ${code}`,
    condition: { ...leaf, operand: { kind: 'value' as const, value: codes.toSpliced(i, 1) } },
  }));
}

function parameterMutants(parameter: Parameter): { what: string; parameter: Parameter }[] {
  return parameter.versions.flatMap((version, i) =>
    versionMutants(parameter, version).map((m) => ({
      what: m.what,
      parameter: { ...parameter, versions: parameter.versions.with(i, m.version) },
    })),
  );
}

const short = (value: ParameterVersion['value']): string =>
  Array.isArray(value) && value.length > LONG ? `${value.length} codes` : String(value);

function versionMutants(
  parameter: Parameter,
  version: ParameterVersion,
): { what: string; version: ParameterVersion }[] {
  const values = otherValues(parameter, version.value).map((value) => ({
    what: `${short(version.value)} → ${short(value)}`,
    version: { ...version, value },
  }));
  return [...values, { what: 'not set', version: { ...version, valid: { from: '1900-01-01', to: '1900-01-01' } } }];
}

/** A longer list loses its first, middle and last place only. */
const LONG = 12;

function otherValues({ type, options }: Parameter, value: ParameterVersion['value']): ParameterVersion['value'][] {
  if (typeof value === 'number') return [value - 1, value + 1];
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'string') {
    if (type === 'day') return [shifted(value, -1), shifted(value, 1)];
    if (type === 'yearly_day') return value.endsWith('last') ? [] : [yearly(value, -1), yearly(value, 1)];
    return (options ?? []).filter((option) => option !== value);
  }
  const dropped = value.length > LONG ? [0, Math.floor(value.length / 2), value.length - 1] : value.map((_, i) => i);
  return value.length < 2 ? [] : dropped.map((i) => value.toSpliced(i, 1));
}

const yearly = (value: string, by: number): string => shifted(`2019-${value}`, by).slice(5);
