import fc from 'fast-check';
import { FACT_NAMES, factDefinition, factsOf, type FactName, type Facts, type FactValue } from './facts/facts.ts';
import type { Comparison, Condition, Operand, Parameter, ParameterValue, Rule } from './engine/rule.ts';

/** A rule with a condition and the rest filled in; for tests of the engine. */
export function aRule(who: Condition, overrides: Partial<Rule> = {}): Rule {
  return {
    key: 'test.rule',
    version: 1,
    kind: 'eligibility',
    title: { zh: '测试规则', en: 'test rule' },
    document: 'TEST',
    clause: '一',
    basis: [],
    obligations: [],
    jurisdiction: '00',
    valid: { from: '2018-01-01', to: '2020-12-31' },
    transition: null,
    who,
    what: null,
    due: null,
    target: null,
    rank: null,
    payee: null,
    period: null,
    fund: null,
    priority: null,
    group: null,
    order: 0,
    hash: '0'.repeat(64),
    ...overrides,
  };
}

/** A parameter of the nation with one value, from 2000 on unless told; null: nothing is set. For tests of the engine. */
export function aParameter(key: string, value: ParameterValue | null, overrides: Partial<Parameter> = {}): Parameter {
  const version = {
    jurisdiction: '00',
    valid: { from: '2000-01-01', to: null },
    operator: 'exact',
    status: 'stated',
    document: 'TEST',
    clause: '一',
    note: null,
  } as const;
  return {
    key,
    label: { zh: key, en: key },
    type: 'number',
    unit: null,
    levels: ['nation'],
    options: null,
    labels: {},
    obligations: [],
    inherits: null,
    boundedBy: null,
    versions: value === null ? [] : [{ ...version, value }],
    ...overrides,
  };
}

const day = (from: string, to: string) =>
  fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

const EDGES = ['2000-02-29', '2004-02-29', '1989-07-01', '1989-07-02', '2002-02-28', '2002-03-01'];

function anyValue(name: FactName): fc.Arbitrary<FactValue> {
  const { type, options } = factDefinition(name);
  const codes = options ? Object.keys(options) : ['371721', '3717', '37', '410100'];
  switch (type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: 0, max: 90 });
    case 'fen':
      return fc.integer({ min: 0, max: 1_000_000 });
    case 'code':
      return fc.constantFrom(...codes);
    case 'codes':
      return fc.subarray(codes);
    case 'date':
      return name === 'birth_date'
        ? fc.oneof(day('1955-01-01', '2010-12-31'), fc.constantFrom(...EDGES))
        : day('2014-01-01', '2021-12-31');
  }
}

/** Random facts about one person: each known or unknown, every kind of value, leap days among the birth dates. */
export function anyFacts(unknownShare = 5): fc.Arbitrary<Facts> {
  const stated = FACT_NAMES.filter((name) => !factDefinition(name).completedYearsSince);
  const record = Object.fromEntries(
    stated.map((name) => [name, fc.option(anyValue(name), { nil: null, freq: unknownShare })]),
  );
  return fc.record(record).map((values) => factsOf(values));
}

/** A full-time student of a registered rural household, able and willing: near to every rule of the plan. */
const NEAR: Partial<Record<FactName, FactValue>> = {
  identity_usable: true,
  alive: true,
  sex: 'male',
  birth_date: '2002-05-06',
  household_types: ['out_of_poverty'],
  registered_on: '2014-12-31',
  residence: 'rural',
  relation_to_head: 'child',
  education_level: 'junior_high',
  school_stage: 'not_at_school',
  graduation_proved: true,
  labour_skill: 'ordinary',
  veteran: false,
  study_wish: true,
  training_wish: true,
  active_student_status: false,
  student_status: 'active',
  study_mode: 'full_time',
  enrolled_on: '2018-09-01',
  choice_in_catalogue: true,
  appraisal_at_graduation: true,
  appraisal_of_own_major: true,
  training_completed: true,
};

/** Facts about someone who differs from an entitled person in up to four facts, so that every rule says yes, no and unknown often. */
export const nearFacts: fc.Arbitrary<Facts> = fc
  .tuple(anyFacts(3), fc.subarray(FACT_NAMES, { maxLength: 4 }))
  .map(([random, changed]) => ({
    ...factsOf(NEAR),
    ...Object.fromEntries(changed.map((name) => [name, random[name] ?? { value: null }])),
  }));

/**
 * Facts `read` by a rule about someone who differs from one of the written `situations` in up to three of them, or from everyone: values of any situation,
 * so days and figures on both sides of each limit, random ones, and unknown.
 */
export function factsNear(
  read: readonly FactName[],
  situations: readonly Readonly<Partial<Record<FactName, FactValue>>>[],
): fc.Arbitrary<Partial<Record<FactName, FactValue>>> {
  const pool = (name: FactName) => {
    const written = situations.flatMap((facts) => (name in facts ? [facts[name] ?? null] : []));
    const known = written.length > 0 ? [{ weight: 3, arbitrary: fc.constantFrom(...written) }] : [];
    return fc.oneof(
      ...known,
      { weight: 2, arbitrary: anyValue(name) },
      { weight: 1, arbitrary: fc.constant<FactValue>(null) },
    );
  };
  const random = fc.record(Object.fromEntries(read.map((name) => [name, pool(name)])));
  const [like, changed] = [
    fc.constantFrom(...situations),
    fc.subarray([...read], { maxLength: Math.min(3, read.length) }),
  ];
  const near = fc
    .tuple(like, random, changed)
    .map(([situation, other, names]) =>
      Object.fromEntries(
        read.map((name) => [name, names.includes(name) ? other[name] : (situation[name] ?? null)] as const),
      ),
    );
  return fc.oneof({ weight: 4, arbitrary: near }, { weight: 1, arbitrary: random });
}

function anyLeaf(): fc.Arbitrary<Condition> {
  return fc.constantFrom(...FACT_NAMES).chain((fact): fc.Arbitrary<Condition> => {
    const { type } = factDefinition(fact);
    const value = (op: Comparison, of: fc.Arbitrary<FactValue>) =>
      of.map((v): Condition => ({ kind: 'fact', fact, op, operand: { kind: 'value', value: v } }));
    const exists = value('exists', fc.boolean());
    const { options } = factDefinition(fact);
    const codes = options ? Object.keys(options) : ['371721', '3717', '37', '410100'];
    if (type === 'boolean') return fc.oneof(value('eq', fc.boolean()), exists);
    if (type === 'code')
      return fc.oneof(
        value('eq', fc.constantFrom(...codes)),
        value('in', fc.subarray(codes, { minLength: 1 })),
        exists,
      );
    if (type === 'codes') return fc.oneof(value('has_any', fc.subarray(codes, { minLength: 1 })), exists);
    const op = fc.constantFrom<Comparison>('eq', 'gte', 'lte', 'gt', 'lt');
    const alike = FACT_NAMES.filter((name) => factDefinition(name).type === type);
    const other = fc.constantFrom(...alike).map((name): Operand => ({ kind: 'fact', fact: name }));
    const literal = anyValue(fact).map((v): Operand => ({ kind: 'value', value: v }));
    const operand =
      type === 'date'
        ? fc.oneof(literal, other, fc.constant<Operand>({ kind: 'event_date' }))
        : fc.oneof(literal, other);
    return fc.oneof(fc.record({ kind: fc.constant('fact' as const), fact: fc.constant(fact), op, operand }), exists);
  });
}

/** Random condition trees over every fact, comparison and kind of operand. */
export const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    anyLeaf(),
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      of: fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), of: tie('node') }),
  ),
})).node;

/** Random days before, in and after the validity of the rules, leap days among them. */
export const anyDay: fc.Arbitrary<string> = fc.oneof(
  day('2017-06-01', '2022-12-31'),
  fc.constantFrom('2020-02-29', '2020-12-31', '2021-01-01', '2017-12-23', '2017-12-22', '2018-02-28'),
);
