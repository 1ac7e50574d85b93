import fc from '../../../testing/properties.ts';
import { describe, expect, it } from 'vitest';
import { assess, changeSince, percentOf, printedGoal, type Goal, type Operator, OPERATORS } from './assess.ts';
import { indicatorOf, indicators, parseIndicator } from '../files.ts';
import { elapsed, window, yearBefore, yearsOf } from '../period.ts';

const plan = { kind: 'cumulative', from: '2021-01-01', to: '2025-12-31' } as const;
const figure = { period: plan, unit: 'persons' } as const;
const goal = (value: number, operator: Operator, tolerance = 0): Goal => ({ value, operator, tolerance });
const END = '2025-12-31';

describe('a figure against its goal', () => {
  it('more than 3.6 million is a strict sign: exactly 360.0 (万) is not met, 360.1 is', () => {
    const stock = { period: { kind: 'stock' } as const, unit: 'persons' as const };
    expect(assess(3_600_000, goal(3_600_000, 'gt'), stock, END)).toMatchObject({ state: 'not_met', hard: true });
    expect(assess(3_601_000, goal(3_600_000, 'gt'), stock, END)).toMatchObject({ state: 'met' });
  });

  it('about one hundred: 98 is 98.0 %, short with a tolerance of 0 %, within one of 5 %, and never failed', () => {
    expect(assess(98, goal(100, 'about'), figure, END)).toMatchObject({
      state: 'open',
      percent: 98,
      hard: false,
      least: 100,
    });
    expect(assess(98, goal(100, 'about', 5), figure, END)).toMatchObject({ state: 'within', percent: 98, least: 95 });
  });

  it('[FYP14-23-02] 55 % of two million after three of five years is behind', () => {
    const at = assess(1_100_000, goal(2_000_000, 'gt'), figure, '2023-12-31');
    expect(at).toMatchObject({ state: 'behind', percent: 55 });
    expect(Math.round(elapsed(plan, '2023-12-31') * 100)).toBe(60);
    expect(assess(1_210_000, goal(2_000_000, 'gt'), figure, '2023-12-31').state).toBe('on_pace');
  });

  it('an end below the goal is failed by hard goals only', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...OPERATORS),
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 0, max: 2e6 }),
        (operator, value, actual) => {
          const { state, hard } = assess(actual, goal(value, operator), figure, END);
          if (state === 'not_met') expect(hard).toBe(true);
          if (actual > value)
            expect(state).toBe(
              operator === 'eq' || operator === 'each' ? (operator === 'each' ? 'met' : 'not_met') : 'met',
            );
        },
      ),
    );
  });

  it('a hard goal is not failed before its day: the end of the plan, or of the year', () => {
    const stock = { period: { kind: 'stock', to: END } as const, unit: 'persons' as const };
    expect(assess(1, goal(2, 'gt'), stock, '2021-12-31').state).toBe('open');
    expect(assess(1, goal(2, 'gt'), stock, END).state).toBe('not_met');
    const rate = { period: { kind: 'year', from: '2017-01-01' } as const, unit: 'percent' as const };
    expect([
      assess(96, goal(100, 'each'), rate, '2019-12-01').state,
      assess(96, goal(100, 'each'), rate, '2019-12-31').state,
    ]).toEqual(['open', 'not_met']);
  });

  it('progress above one hundred per cent stays as it is', () => {
    expect(assess(3_200_000, goal(3_000_000, 'gte'), figure, '2023-12-31')).toMatchObject({
      state: 'met',
      percent: 106.7,
      gap: 0,
    });
  });

  it('per cent is rounded half up to one decimal, and nothing is divided by nothing', () => {
    expect([percentOf(14, 20), percentOf(2950, 3000), percentOf(118, 120), percentOf(1, 0)]).toEqual([
      70,
      98.3,
      98.3,
      null,
    ]);
  });

  it('a change against the year before says by how much and whether it grew', () => {
    expect(changeSince(300, 250)).toEqual({ before: 250, points: 50, percent: 20, grew: true });
    expect(changeSince(60, 80)).toEqual({ before: 80, points: -20, percent: -25, grew: false });
    expect(changeSince(null, 80)).toBeNull();
  });
});

describe('periods', () => {
  it('a cumulative figure ends with its plan: a day of the year after changes nothing', () => {
    expect(window(plan, '2026-06-30')).toEqual({ from: '2021-01-01', to: END });
    expect(window(plan, '2022-06-30')).toEqual({ from: '2021-01-01', to: '2022-06-30' });
    expect(yearsOf(plan)).toBe(5);
  });

  it('a yearly figure begins with its year, the first one with the document', () => {
    const year = { kind: 'year', from: '2021-06-28' } as const;
    expect(window(year, '2022-03-01')).toEqual({ from: '2022-01-01', to: '2022-03-01' });
    expect(window(year, '2021-09-01')).toEqual({ from: '2021-06-28', to: '2021-09-01' });
  });

  it('the year before a leap day is the last of February', () => {
    expect(yearBefore('2024-02-29')).toBe('2023-02-28');
    expect(yearBefore('2023-12-31')).toBe('2022-12-31');
  });
});

describe('definitions', () => {
  it('[FYP14-B1-05] box 1 prints >360, >97, >[200] and >[2000]; a rate that became cumulative would print in brackets, too', () => {
    const box = (key: string, value: number, kind?: 'cumulative') => {
      const d = indicatorOf(key)!;
      return printedGoal(kind ? { ...d, period: plan } : d, goal(value, 'gt'));
    };
    expect([
      box('fyp14.students', 3_600_000),
      box('fyp14.graduate-employment', 97),
      box('fyp14.high-skilled', 2_000_000),
      box('fyp14.trainings', 20_000_000),
    ]).toEqual(['>360', '>97', '>[200]', '>[2000]']);
    expect(box('fyp14.graduate-employment', 97, 'cumulative')).toBe('>[97]');
  });

  it('every definition names its document and clause, and no unit changes under a key', () => {
    expect(indicators().length).toBeGreaterThan(12);
    for (const d of indicators())
      expect(d).toMatchObject({ clause: expect.stringMatching(/./), title: { zh: expect.stringMatching(/./) } });
  });

  it('a bad definition is refused with its file, its line and what was expected', () => {
    const text = 'key: n2021.x\nversion: 1\nunit: kilometres\n';
    const { definition, faults } = parseIndicator('n2021/indicators/x.yaml', text);
    expect(definition).toBeNull();
    expect(faults.find((f) => f.message.startsWith('unit'))).toMatchObject({
      file: 'n2021/indicators/x.yaml',
      line: 3,
    });
    expect(parseIndicator('y.yaml', 'key: [').faults[0]).toMatchObject({ file: 'y.yaml', line: 1 });
  });
});
