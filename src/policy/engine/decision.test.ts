import { describe, expect, it, test } from 'vitest';
import { aParameter, aRule } from '../builders.ts';
import { factsOf, type FactName } from '../facts/facts.ts';
import { workAmount } from './amount.ts';
import { bindCondition, factsRead, keysNamed, leafTruth, leavesOf } from './conditions.ts';
import { cite, evaluate } from './evaluate.ts';
import { lawOf } from './parameters.ts';
import type { AmountLine, Condition, ParameterValue, Rule } from './rule.ts';

const DAY = '2020-06-01';
const parameters = [
  aParameter('rate', 1500.5, { type: 'yuan', unit: '元' }),
  aParameter('share', 0.35),
  aParameter('tenth', 0.1),
  aParameter('months', 10),
  aParameter('most', 3),
  aParameter('unset', null),
  aParameter('twice', 2),
  aParameter('way', 'fast', { type: 'code', labels: { fast: { zh: '快', en: 'quick' } } }),
  aParameter('open', true, { type: 'boolean' }),
];
const law = lawOf({ documents: [], parameters, rules: [] }, ['37', '00']);
const exists = (fact: FactName, value: boolean): Condition => ({
  kind: 'fact',
  fact,
  op: 'exists',
  operand: { kind: 'value', value },
});
const is = (fact: FactName, value: boolean, fails?: string): Condition => ({
  kind: 'fact',
  fact,
  op: 'eq',
  operand: { kind: 'value', value },
  ...(fails ? { fails } : {}),
});
const setting = (key: string, op: 'eq' | 'exists', value: ParameterValue): Condition => ({
  kind: 'parameter',
  key,
  op,
  operand: { kind: 'value', value },
});
const label = { zh: '一项', en: 'one' };
const line = (factors: AmountLine['factors'], when?: Condition): AmountLine => ({
  label,
  factors,
  ...(when ? { when } : {}),
});
const facts = factsOf({ study_wish: true, boards: false, course_fee: 12_345, study_months: 4 }, 'roll', '2020-05-01');

describe('the sum of a benefit', () => {
  test.each([
    ['money of a parameter in fen', [{ parameter: 'rate' }], 150_050],
    ['times a whole number', [{ parameter: 'rate' }, { parameter: 'months' }], 1_500_500],
    ['times a fraction, exactly', [{ parameter: 'rate' }, { parameter: 'share' }], 52_518],
    ['half a fen upwards', [{ fact: 'course_fee' }, { parameter: 'tenth' }], 1235],
    ['money and counts of facts', [{ fact: 'course_fee' }, { fact: 'study_months' }], 49_380],
    ['a factor that is not set', [{ parameter: 'rate' }, { parameter: 'unset' }], null],
    ['a factor the law does not know', [{ parameter: 'nowhere' }], null],
    ['a fact that nobody knows', [{ fact: 'fee_charged' }], null],
  ] as const)('%s', (_name, factors, fen) => {
    const worked = workAmount([line(factors)], law, DAY, facts, DAY);
    expect([worked.lines[0]!.fen, worked.totalFen]).toEqual([fen, fen]);
  });

  it('shows each factor with its label, kind and whether it is money', () => {
    const factors = [
      { parameter: 'rate' },
      { parameter: 'nowhere' },
      { parameter: 'months' },
      { fact: 'course_fee' },
      { fact: 'study_months' },
    ] as const;
    const [worked] = workAmount([line(factors)], law, DAY, facts, DAY).lines;
    expect(worked!.factors.map((f) => [f.kind, f.name, f.label.zh, f.value, f.money])).toEqual([
      ['parameter', 'rate', 'rate', 150_050, true],
      ['parameter', 'nowhere', 'nowhere', null, false],
      ['parameter', 'months', 'months', 10, false],
      ['fact', 'course_fee', expect.any(String), 12_345, true],
      ['fact', 'study_months', expect.any(String), 4, false],
    ]);
    expect(worked!.factors[3]!.label.zh).not.toBe('course_fee');
  });

  it('leaves out a line whose condition is false and is open where it is', () => {
    const rate = [{ parameter: 'rate' }];
    const of = (when: Condition) => workAmount([line(rate, when), line([{ parameter: 'most' }])], law, DAY, facts, DAY);
    expect(of(is('study_wish', true))).toMatchObject({ totalFen: 150_053, lines: [{ applies: true }, {}] });
    expect(of(is('boards', true))).toMatchObject({ totalFen: 3, lines: [{ applies: false, fen: 0 }, { fen: 3 }] });
    expect(of(is('training_wish', true))).toMatchObject({ totalFen: null, lines: [{ applies: null, fen: null }, {}] });
  });

  it('is not told beyond what can be counted exactly', () => {
    const much = factsOf({ course_fee: Number.MAX_SAFE_INTEGER });
    expect(
      workAmount([line([{ fact: 'course_fee' }, { parameter: 'twice' }])], law, DAY, much, DAY).totalFen,
    ).toBeNull();
    const twice = [line([{ fact: 'course_fee' }]), line([{ fact: 'course_fee' }])];
    expect(workAmount(twice, law, DAY, much, DAY).totalFen).toBeNull();
    expect(workAmount(twice.slice(1), law, DAY, much, DAY).totalFen).toBe(Number.MAX_SAFE_INTEGER);
    expect(
      workAmount([line([{ fact: 'course_fee' }, { parameter: 'months' }, { parameter: 'share' }])], law, DAY, much, DAY)
        .totalFen,
    ).toBeNull();
  });
});

describe('conditions', () => {
  it('that ask whether something is known are never open', () => {
    const truth = (fact: FactName, known: boolean) => {
      const [leaf] = leavesOf(bindCondition(exists(fact, known), law, DAY));
      return leafTruth(leaf!, facts, DAY);
    };
    expect([truth('study_wish', true), truth('study_wish', false), truth('sex', true), truth('sex', false)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('on what a place has set: a value, one set at all, and one that nobody set', () => {
    const outcome = (who: Condition) => evaluate(aRule(who), facts, law, DAY).outcome;
    expect(outcome(setting('open', 'eq', true))).toBe('yes');
    expect(outcome(setting('open', 'eq', false))).toBe('no');
    expect(outcome(setting('unset', 'eq', true))).toBe('unknown');
    expect(outcome(setting('unset', 'exists', true))).toBe('no');
    expect(outcome(setting('unset', 'exists', false))).toBe('yes');
    expect(outcome(setting('open', 'exists', true))).toBe('yes');
    expect(outcome(setting('nowhere', 'exists', true))).toBe('no');
    expect(outcome({ kind: 'test', key: 'nowhere' })).toBe('unknown');
  });

  it('name the parameters and tests they rest on, and the facts they read, each once', () => {
    const limited: Condition = {
      kind: 'fact',
      fact: 'study_months',
      op: 'lte',
      operand: { kind: 'parameter', key: 'most' },
    };
    const beside: Condition = {
      kind: 'fact',
      fact: 'study_months',
      op: 'gte',
      operand: { kind: 'fact', fact: 'allowance_months' },
    };
    const who: Condition = {
      kind: 'any',
      of: [
        limited,
        { kind: 'not', of: { kind: 'test', key: 'other' } },
        { kind: 'all', of: [setting('open', 'eq', true), beside] },
        is('boards', true),
      ],
    };
    expect(keysNamed(who)).toEqual(['most', 'other', 'open']);
    expect(factsRead(bindCondition(who, law, DAY))).toEqual(['study_months', 'allowance_months', 'boards']);
  });
});

describe('a decision', () => {
  const decided = (who: Condition, overrides: Partial<Rule> = {}, day = DAY) =>
    evaluate(aRule(who, overrides), facts, law, day);

  test.each([
    ['the code of the comparison', is('boards', true, 'does_not_board'), ['does_not_board']],
    ['the fact, where no code is given', is('boards', true), ['boards_not_met']],
    ['the setting', setting('open', 'eq', false), ['open_excludes']],
    ['what excludes', { kind: 'not', of: is('study_wish', true) }, ['study_wish_excluded']],
    ['that something excludes', { kind: 'not', of: { kind: 'any', of: [is('study_wish', true)] } }, ['excluded']],
    [
      'each thing once',
      { kind: 'all', of: [is('boards', true), is('boards', true), is('study_wish', true)] },
      ['boards_not_met'],
    ],
  ] as readonly (readonly [string, Condition, string[]])[])('a no names %s', (_name, who, fails) => {
    expect(decided(who)).toMatchObject({ outcome: 'no', fails, missing: [] });
  });

  it('outside the days of its document it says so and nothing else', () => {
    const valid = { from: '2018-01-01', to: '2019-12-31' };
    const ended = decided(is('study_wish', true), { valid });
    expect([ended.outcome, ended.fails, ended.document.validTo]).toEqual(['no', ['document_ended'], '2019-12-31']);
    expect(decided(is('study_wish', true), { valid }, '2017-01-01').fails).toEqual(['document_not_yet_in_force']);
  });

  it('an open answer names each fact with its paper, each setting by its label, each unknown test', () => {
    const who: Condition = {
      kind: 'all',
      of: [
        is('study_wish', true),
        is('training_wish', true),
        { kind: 'fact', fact: 'study_months', op: 'gte', operand: { kind: 'fact', fact: 'allowance_months' } },
        { kind: 'fact', fact: 'study_months', op: 'lte', operand: { kind: 'parameter', key: 'unset' } },
        setting('unset', 'eq', 2),
        { kind: 'test', key: 'nowhere' },
      ],
    };
    expect(decided(who).missing.map((m) => (m.kind === 'fact' ? m.fact : m))).toEqual([
      'training_wish',
      'allowance_months',
      { kind: 'parameter', key: 'unset', label: { zh: 'unset', en: 'unset' } },
      { kind: 'test', key: 'nowhere' },
    ]);
  });

  it('a switch or a day that is not known is what is missing after the end', () => {
    const valid = { from: '2018-01-01', to: '2019-12-31' };
    const kept = (key: string) =>
      decided(is('study_wish', true), { valid, transition: { anchor: 'enrolled_on', switch: key } });
    expect(kept('open').missing).toMatchObject([{ kind: 'fact', fact: 'enrolled_on' }]);
    expect(kept('unset').missing).toMatchObject([{ kind: 'parameter', key: 'unset' }]);
    expect(kept('open').facts.map((f) => f.fact)).toEqual(['enrolled_on']);
    expect(kept('unset').parameters.map((p) => [p.key, p.status])).toEqual([['unset', 'NO_STANDARD']]);
  });

  it('cites settings, factors and facts with list and day, each once; the place is the nearest', () => {
    const who: Condition = {
      kind: 'all',
      of: [
        is('study_wish', true),
        setting('open', 'eq', true),
        { kind: 'fact', fact: 'study_months', op: 'gt', operand: { kind: 'parameter', key: 'most' } },
        {
          kind: 'not',
          of: { kind: 'fact', fact: 'age_years', op: 'gt', operand: { kind: 'parameter', key: 'months' } },
        },
      ],
    };
    const what = {
      kind: 'amount',
      lines: [line([{ parameter: 'rate' }, { parameter: 'most' }, { fact: 'course_fee' }])],
    } as const;
    const young = { ...facts, ...factsOf({ birth_date: '2015-01-01' }, 'identity card', '2015-02-02') };
    const decision = evaluate(aRule(who, { what }), young, law, DAY);
    expect([decision.outcome, decision.jurisdiction, decision.document.numbers]).toEqual(['yes', '37', []]);
    expect(decision.parameters.map((p) => p.key)).toEqual(['open', 'most', 'months', 'rate']);
    expect(decision.facts.map((f) => [f.fact, f.value, f.source, f.asOf])).toEqual([
      ['study_wish', true, 'roll', '2020-05-01'],
      ['study_months', 4, 'roll', '2020-05-01'],
      ['age_years', 5, 'identity card', '2015-02-02'],
      ['course_fee', 12_345, 'roll', '2020-05-01'],
    ]);
    const refused = evaluate(aRule({ kind: 'all', of: [who, is('boards', true)] }, { what }), young, law, DAY);
    expect([refused.outcome, refused.parameters.map((p) => p.key)]).toEqual(['no', ['open', 'most', 'months']]);
  });

  it('tells a code by its label and what is not set as NO_STANDARD', () => {
    expect(cite(law.parameter('way', DAY)!)).toMatchObject({ value: 'fast', valueLabel: { zh: '快', en: 'quick' } });
    expect(cite(law.parameter('months', DAY)!)).not.toHaveProperty('valueLabel');
    expect(cite(law.parameter('unset', DAY)!)).toEqual({
      key: 'unset',
      label: { zh: 'unset', en: 'unset' },
      unit: null,
      value: null,
      operator: null,
      status: 'NO_STANDARD',
      jurisdiction: null,
      from: null,
      document: null,
      clause: null,
    });
  });
});
