import { describe, expect, it, test } from 'vitest';
import { aParameter, aRule } from '../builders.ts';
import { dueDay } from './due.ts';
import { factsOf } from '../facts/facts.ts';
import { lawOf } from '../engine/parameters.ts';
import { rankCandidates } from './rank.ts';
import type { ParameterValue, Ranking, Target } from '../engine/rule.ts';
import { judgeTarget } from './target.ts';

const DAY = '2020-06-01';
const law = (values: Record<string, ParameterValue | null>, rules: ReturnType<typeof aRule>[] = []) =>
  lawOf({ documents: [], parameters: Object.entries(values).map(([key, value]) => aParameter(key, value)), rules }, [
    '00',
  ]);

describe('when a duty falls due', () => {
  const facts = factsOf({ enrolled_on: '2019-11-30', approved_support_months: 2018 });

  test.each([
    ['one day stated', { parameter: 'p' }, '2020-04-30', '2020-04-30'],
    ['a yearly day, in the year asked about', { parameter: 'p' }, '06-15', '2020-06-15'],
    [
      'a yearly day, in the year that a fact names',
      { parameter: 'p', year: 'approved_support_months' },
      '06-15',
      '2018-06-15',
    ],
    ['days, which are meant where no unit is named', { parameter: 'p', since: 'enrolled_on' }, 30, '2019-12-30'],
    ['days by name', { parameter: 'p', since: 'enrolled_on', unit: 'days' }, 2, '2019-12-02'],
    [
      'months, to the end of a shorter month',
      { parameter: 'p', since: 'enrolled_on', unit: 'months' },
      3,
      '2020-02-29',
    ],
    ['years', { parameter: 'p', since: 'enrolled_on', unit: 'years' }, 2, '2021-11-30'],
  ] as const)('%s', (_name, due, value, expected) => {
    expect(dueDay(due, law({ p: value }), facts, DAY)).toEqual({ due: expected, missing: null });
  });

  test.each([
    ['a standard nobody set', { parameter: 'p' }, null, { kind: 'parameter', key: 'p' }],
    ['a parameter the law does not know', { parameter: 'q' }, 1, { kind: 'parameter', key: 'q' }],
    [
      'the fact that names the year',
      { parameter: 'p', year: 'support_days' },
      '06-15',
      { kind: 'fact', key: 'support_days' },
    ],
    ['the date it runs from', { parameter: 'p', since: 'registered_on' }, 30, { kind: 'fact', key: 'registered_on' }],
    ['a figure without a date to run from', { parameter: 'p' }, 30, { kind: 'fact', key: 'p' }],
    [
      'a switch is no number of days',
      { parameter: 'p', since: 'enrolled_on' },
      true,
      { kind: 'fact', key: 'enrolled_on' },
    ],
  ] as const)('cannot be said for want of %s', (_name, due, value, missing) => {
    expect(dueDay(due, law({ p: value }), facts, DAY)).toEqual({ due: null, missing });
  });
});

describe('how far a target is reached', () => {
  const judged = (operator: Target['operator'], actual: number | null, tolerance?: number | null) =>
    judgeTarget(
      {
        parameter: 'p',
        actual: 'actual_figure',
        operator,
        measure: 'stock',
        ...(tolerance === undefined ? {} : { tolerance: 't' }),
      } as Target,
      law({ p: 100, t: tolerance ?? null }),
      factsOf({ actual_figure: actual }),
      DAY,
    );

  test.each([
    ['gte', 99, false, false, true],
    ['gte', 100, true, true, true],
    ['gt', 100, false, false, true],
    ['gt', 101, true, true, true],
    ['eq', 99, false, false, true],
    ['eq', 100, true, true, true],
    ['eq', 101, false, false, true],
    ['each', 99, false, false, true],
    ['each', 100, true, true, true],
    ['gradual', 99, false, null, false],
    ['gradual', 100, true, true, false],
    ['best_effort', 99, false, null, false],
    ['best_effort', 101, true, true, false],
    ['about', 99, false, null, false],
    ['about', 100, true, true, false],
  ] as const)('%s against 100, actual %i', (operator, actual, reached, outcome, hard) => {
    expect(judged(operator, actual)).toEqual({ reached, outcome, actual, wanted: 100, hard });
  });

  it('counts about as reached from its tolerance below', () => {
    expect([judged('about', 94, 5).reached, judged('about', 95, 5).reached]).toEqual([false, true]);
    expect(judged('about', 99, null).reached).toBe(false);
  });

  it('stays open while a figure is not known', () => {
    const open = { reached: null, outcome: null, hard: true };
    expect(judged('gte', null)).toEqual({ ...open, actual: null, wanted: 100 });
    const unset = judgeTarget(
      { parameter: 'p', actual: 'actual_figure', operator: 'gte', measure: 'stock' } as Target,
      law({ p: null }),
      factsOf({ actual_figure: 3 }),
      DAY,
    );
    expect(unset).toEqual({ ...open, actual: 3, wanted: null });
  });
});

describe('who comes first', () => {
  const rules = [
    aRule({ kind: 'fact', fact: 'conditions_met', op: 'eq', operand: { kind: 'value', value: true } }, { key: 'q' }),
    aRule({ kind: 'fact', fact: 'veteran', op: 'eq', operand: { kind: 'value', value: true } }, { key: 'f' }),
  ];
  const ranking: Ranking = { qualified: 'q', score: 'support_days', flagged: 'f', flagFirst: false, tie: 't' };
  const who = (id: string, score: number | null, veteran: boolean | null, tie: number | null, qualified = true) => ({
    id,
    facts: factsOf({ conditions_met: qualified, support_days: score, veteran, received_order: tie }),
  });
  const ranked = (
    list: ReturnType<typeof who>[],
    changes: Partial<Ranking> = {},
    tie: string | null = 'received_order',
  ) => rankCandidates({ ...ranking, ...changes }, list, law({ t: tie }, rules), DAY);
  const order = (...given: Parameters<typeof ranked>) => ranked(...given).map((r) => r.id);

  it('the score, then the flag, then the tie-break of the place; who is not proved to qualify is absent', () => {
    const list = [
      who('late', 5, true, 9),
      who('low', 4, true, 1),
      who('early', 5, true, 2),
      who('plain', 5, false, 1),
      who('out', 9, true, 1, false),
    ];
    expect(order(list)).toEqual(['early', 'late', 'plain', 'low']);
    expect(ranked(list)[0]).toEqual({ id: 'early', place: 1, flagged: true, score: 5, tied: false });
    expect(ranked(list).map((r) => r.place)).toEqual([1, 2, 3, 4]);
  });

  it('the flag before the score where the clause says so, and no score where there is none', () => {
    const list = [who('best', 9, false, 1), who('flagged', 1, true, 2)];
    expect([order(list), order(list, { flagFirst: true })]).toEqual([
      ['best', 'flagged'],
      ['flagged', 'best'],
    ]);
    expect(ranked([who('a', 3, true, 1)], { score: undefined } as Partial<Ranking>)[0]!.score).toBeNull();
    expect(order([who('unknown', null, true, 1), who('zero', 0, false, 2)])).toEqual(['zero', 'unknown']);
    expect(ranked([who('unknown', null, null, 1)])[0]).toMatchObject({ score: null, flagged: false });
  });

  it('what is still equal keeps its order and is marked; nobody is told apart by a tie-break that is not set', () => {
    const list = [who('a', 5, true, 7), who('b', 5, true, 3), who('c', 4, true, 1)];
    expect(ranked(list, {}, null).map((r) => [r.id, r.tied])).toEqual([
      ['a', true],
      ['b', true],
      ['c', false],
    ]);
    expect(ranked(list, {}, 'no_such_fact').map((r) => r.id)).toEqual(['a', 'b', 'c']);
    const same = [who('a', 5, true, 7), who('b', 5, true, 7), who('none', 5, true, null)];
    expect(ranked(same).map((r) => [r.id, r.tied])).toEqual([
      ['a', true],
      ['b', true],
      ['none', false],
    ]);
    expect(order([who('none', 5, true, null), who('a', 5, true, 7)])).toEqual(['a', 'none']);
  });
});
