import { describe, expect, it, test } from 'vitest';
import { aParameter, aRule } from '../builders.ts';
import { factsOf } from '../facts/facts.ts';
import { lawOf } from './parameters.ts';
import { judge, keepsTerms, prepareRule, termsOf } from './terms.ts';
import type { Rule } from './rule.ts';

const law = lawOf(
  {
    documents: [],
    parameters: [
      aParameter('on', true, { type: 'boolean' }),
      aParameter('off', false, { type: 'boolean' }),
      aParameter('unset', null, { type: 'boolean' }),
    ],
    rules: [],
  },
  ['00'],
);
const transition = (key: string) => ({ anchor: 'enrolled_on', switch: key }) as const;
const rule = (overrides: Partial<Rule> = {}) =>
  aRule(
    { kind: 'fact', fact: 'study_wish', op: 'eq', operand: { kind: 'value', value: true } },
    { valid: { from: '2018-01-01', to: '2020-12-31' }, ...overrides },
  );
const basis = (of: Rule, day: string, enrolled: string | null = null) =>
  termsOf(of, law, factsOf({ enrolled_on: enrolled }), day);

describe('under which terms a case stands', () => {
  test.each([
    ['the day before', '2017-12-31', 'not_yet_in_force', false],
    ['the first day', '2018-01-01', 'in_force', true],
    ['the last day', '2020-12-31', 'in_force', true],
    ['the day after', '2021-01-01', 'ended', false],
  ] as const)('%s', (_name, day, expected, truth) => {
    expect(basis(rule(), day).basis).toBe(expected);
    expect(judge(prepareRule(rule(), law, day), factsOf({ study_wish: true }))).toBe(truth);
  });

  test.each([
    ['on', '2019-09-01', 'kept', true],
    ['on', '2020-12-31', 'kept', true],
    ['on', '2021-01-01', 'ended', false],
    ['on', null, 'anchor_unknown', null],
    ['off', '2019-09-01', 'ended', false],
    ['unset', '2019-09-01', 'switch_not_set', null],
  ] as const)('after the end, the switch %s and in since %s: %s', (key, enrolled, expected, truth) => {
    const kept = rule({ transition: transition(key) });
    expect(basis(kept, '2021-09-01', enrolled).basis).toBe(expected);
    const facts = factsOf({ study_wish: true, enrolled_on: enrolled });
    expect(judge(prepareRule(kept, law, '2021-09-01'), facts)).toBe(truth);
  });

  it('kept terms are those of the day one was in, at the earliest of the first day', () => {
    const kept = rule({ transition: transition('on') });
    expect(basis(kept, '2021-09-01', '2019-09-01')).toMatchObject({ day: '2019-09-01', anchor: '2019-09-01' });
    expect(basis(kept, '2021-09-01', '2016-09-01')).toMatchObject({ day: '2018-01-01', anchor: '2016-09-01' });
    expect(basis(kept, '2021-09-01', '2018-01-01')).toMatchObject({ day: '2018-01-01' });
  });

  it('a rule without an end or without a way of keeping keeps nothing; what is unknown under it stays unknown', () => {
    const open = rule({ valid: { from: '2018-01-01', to: null }, transition: transition('on') });
    expect(keepsTerms(open, law)).toEqual({ truth: false, use: null });
    expect(keepsTerms(rule(), law)).toEqual({ truth: false, use: null });
    expect(basis(open, '2017-01-01').basis).toBe('not_yet_in_force');
    expect(basis(open, '2030-01-01').basis).toBe('in_force');
    expect(judge(prepareRule(open, law, '2030-01-01'), factsOf({}))).toBeNull();
    expect(keepsTerms(rule({ transition: transition('nowhere') }), law)).toEqual({ truth: null, use: null });
  });

  it('binds the conditions of a day once; a rule without a condition holds for everyone', () => {
    const prepared = prepareRule(rule(), law, '2020-01-01');
    expect(prepared.conditionOn('2020-01-01')).toBe(prepared.conditionOn('2020-01-01'));
    expect(judge(prepareRule(rule({ who: null }), law, '2020-01-01'), factsOf({}))).toBe(true);
  });
});
