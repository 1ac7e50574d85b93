import { describe, expect, it, test } from 'vitest';
import { aParameter, aRule } from '../builders.ts';
import { factsOf, type FactName, type FactValue } from '../facts/facts.ts';
import { smallestChange } from './change.ts';
import { lawOf } from './parameters.ts';
import type { Comparison, Condition, Operand } from './rule.ts';

const DAY = '2020-06-01';
const law = lawOf(
  { documents: [], parameters: [aParameter('most', 3), aParameter('keep', true, { type: 'boolean' })], rules: [] },
  ['00'],
);
const of = (fact: FactName, op: Comparison, operand: Operand | FactValue): Condition => ({
  kind: 'fact',
  fact,
  op,
  operand:
    typeof operand === 'object' && operand !== null && 'kind' in operand ? operand : { kind: 'value', value: operand },
});
const told = (who: Condition, facts: Partial<Record<FactName, FactValue>>, rule = {}) =>
  smallestChange(aRule(who, rule), factsOf(facts), law, DAY)?.map((c) => [c.fact, c.from, c.to]) ?? null;
const all = (...parts: Condition[]): Condition => ({ kind: 'all', of: parts });
const most: Operand = { kind: 'parameter', key: 'most' };

describe('what would have to be otherwise', () => {
  test.each([
    ['a yes or no that is no', of('study_wish', 'eq', true), { study_wish: false }, [['study_wish', false, true]]],
    ['a yes or no that nobody knows', of('study_wish', 'eq', true), {}, [['study_wish', null, true]]],
    ['a yes turns into a no', of('study_wish', 'eq', true), { study_wish: true }, [['study_wish', true, false]]],
    [
      'a code',
      of('study_mode', 'eq', 'full_time'),
      { study_mode: 'part_time' },
      [['study_mode', 'part_time', 'full_time']],
    ],
    [
      'a set keeps what is held and takes one more',
      of('household_types', 'has_any', ['unstable']),
      { household_types: ['marginal'] },
      [['household_types', ['marginal'], ['marginal', 'unstable']]],
    ],
    [
      'a set with one code alone where what is held is in the way',
      { kind: 'not', of: of('household_types', 'has_any', ['marginal']) } as Condition,
      { household_types: ['marginal', 'unstable'] },
      [['household_types', ['marginal', 'unstable'], ['out_of_poverty']]],
    ],
    [
      'two codes where one is not enough',
      all(of('trainee_groups', 'has_any', ['poor_worker']), of('trainee_groups', 'has_any', ['rural_worker'])),
      { trainee_groups: [] },
      [['trainee_groups', [], ['poor_worker', 'rural_worker']]],
    ],
    ['a figure to its limit', of('study_months', 'lte', most), { study_months: 9 }, [['study_months', 9, 3]]],
    ['a figure beyond its limit', of('study_months', 'gt', most), { study_months: 1 }, [['study_months', 1, 4]]],
    ['a figure below its limit', of('study_months', 'lt', most), { study_months: 8 }, [['study_months', 8, 2]]],
    [
      'a day to the day asked about',
      of('registered_on', 'lte', { kind: 'event_date' }),
      { registered_on: '2020-09-09' },
      [['registered_on', '2020-09-09', DAY]],
    ],
    [
      'the day before, across a month',
      of('registered_on', 'lt', { kind: 'event_date' }),
      { registered_on: '2020-09-09' },
      [['registered_on', '2020-09-09', '2020-05-31']],
    ],
    [
      'the day after',
      of('registered_on', 'gt', { kind: 'event_date' }),
      { registered_on: '2019-09-09' },
      [['registered_on', '2019-09-09', '2020-06-02']],
    ],
    [
      'a figure to that of another fact',
      of('study_months', 'gte', { kind: 'fact', fact: 'allowance_months' }),
      { study_months: 1, allowance_months: 5 },
      [['study_months', 1, 5]],
    ],
  ] as const)('%s', (_name, who, facts, change) => {
    expect(told(who, facts)).toEqual(change);
  });

  it('the other fact of a comparison too, where the first is not one an act can change', () => {
    const who = of('birth_date', 'lte', { kind: 'fact', fact: 'registered_on' });
    expect(told(who, { birth_date: '2015-01-01', registered_on: '2014-01-01' })).toEqual([
      ['registered_on', '2014-01-01', '2015-01-01'],
    ]);
  });

  it('up to three at once, in the order of the rule; four are none', () => {
    const three = all(of('study_wish', 'eq', true), of('boards', 'eq', true), of('training_wish', 'eq', true));
    const no = { study_wish: false, boards: false, training_wish: false, active_student_status: false };
    expect(told(three, no)?.map(([fact]) => fact)).toEqual(['study_wish', 'boards', 'training_wish']);
    expect(told(three, { ...no, boards: true })?.map(([fact]) => fact)).toEqual(['study_wish', 'training_wish']);
    expect(told(all(three, of('active_student_status', 'eq', true)), no)).toBeNull();
  });

  it('nothing that an act cannot change, and nothing where no value is known to compare with', () => {
    expect(told(of('sex', 'eq', 'male'), { sex: 'female' })).toBeNull();
    expect(told(of('study_months', 'lte', { kind: 'parameter', key: 'nowhere' }), { study_months: 2 })).toBeNull();
    expect(told(of('study_months', 'gte', { kind: 'fact', fact: 'allowance_months' }), {})).toBeNull();
  });

  it('under kept terms as in force, and none once the rule has ended', () => {
    const valid = { from: '2018-01-01', to: '2019-12-31' };
    const transition = { anchor: 'enrolled_on', switch: 'keep' } as const;
    const who = of('study_wish', 'eq', true);
    const facts = { study_wish: false, enrolled_on: '2019-09-01' };
    expect(told(who, facts, { valid, transition })).toEqual([['study_wish', false, true]]);
    expect(told(who, { ...facts, enrolled_on: '2020-02-01' }, { valid, transition })).toBeNull();
    expect(told(who, facts, { valid })).toBeNull();
  });
});
