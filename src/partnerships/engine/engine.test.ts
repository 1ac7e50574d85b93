import fc from '../../testing/properties.ts';
import { describe, expect, test } from 'vitest';
import { addDays, plainDate } from '../../platform/plain-date.ts';
import { definitions, definitionsFrom } from './definition-files.ts';
import { executionOf, type Done, type Promised } from './execution.ts';
import { daysOf, mergePeriods, monthsOf } from './service-period.ts';

const amount = fc.integer({ min: 1, max: 100_000 }).map((n) => n / 100);
const promises: fc.Arbitrary<Promised[]> = fc
  .array(fc.record({ quantity: amount, dueOn: fc.constantFrom(null, '2020-01-31', '2020-12-31') }), { maxLength: 6 })
  .map((list) => list.map((p, i) => ({ ...p, id: String(i), kind: 'x', title: `承诺${i}`, unit: '个' })));
const deeds: fc.Arbitrary<Done[]> = fc.array(
  fc.record({
    commitmentId: fc.nat(7).map(String),
    quantity: amount,
    on: fc.constantFrom('2020-01-01', '2020-06-30', '2021-01-01'),
  }),
  { maxLength: 20 },
);

describe('execution of an agreement', () => {
  test('lies between 0 and 100 whatever is promised and done; what is more than promised is told as excess', () => {
    fc.assert(
      fc.property(promises, deeds, (promised, done) => {
        const { rate, commitments } = executionOf(promised, done, '2020-07-01');
        expect(rate).toBeGreaterThanOrEqual(0);
        expect(rate).toBeLessThanOrEqual(100);
        for (const c of commitments) {
          expect(c.rate >= 0 && c.rate <= 100).toBe(true);
          expect(c.excess).toBeCloseTo(Math.max(0, c.done - c.quantity), 5);
          expect(c.rate === 100).toBe(c.done >= c.quantity);
          expect(c.overdue).toBe(c.dueOn === '2020-01-31' && c.done < c.quantity);
        }
      }),
    );
  });

  test('never falls when more is done', () => {
    fc.assert(
      fc.property(promises, deeds, deeds, (promised, done, more) => {
        const before = executionOf(promised, done, '2020-07-01').rate;
        expect(executionOf(promised, [...done, ...more], '2020-07-01').rate).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  test('one of two commitments fulfilled twice over is 50 percent and an excess', () => {
    const promised = ['a', 'b'].map((id) => ({ id, kind: id, title: id, quantity: 2, unit: '个', dueOn: null }));
    const found = executionOf(promised, [{ commitmentId: 'a', quantity: 4, on: '2020-01-01' }], '2020-07-01');
    expect([found.rate, found.commitments.map((c) => c.excess)]).toEqual([50, [2, 0]]);
  });
});

describe('periods of service', () => {
  const period = fc.record({ start: fc.nat(400), length: fc.nat(90) }).map(({ start, length }) => ({
    from: addDays(plainDate('2019-01-01'), start),
    to: addDays(plainDate('2019-01-01'), start + length),
  }));

  test('count each day once, whatever overlaps and in whatever order', () => {
    fc.assert(
      fc.property(fc.array(period, { maxLength: 8 }), (periods) => {
        const days = new Set<string>();
        for (const p of periods)
          for (let day: string = p.from; day <= p.to; day = addDays(plainDate(day), 1)) days.add(day);
        expect(daysOf(periods)).toBe(days.size);
        expect(mergePeriods(periods.toReversed())).toEqual(mergePeriods(periods));
      }),
    );
  });

  test('a year from March to February is twelve months, a day less eleven', () => {
    expect(monthsOf([{ from: '2018-03-01', to: '2019-02-28' }])).toBe(12);
    expect(monthsOf([{ from: '2018-03-01', to: '2019-02-27' }])).toBe(11);
  });
});

describe('definitions', () => {
  test('of five documents are read, and kinds are named once', () => {
    expect(new Set(definitions().all.map((d) => d.document))).toEqual(
      new Set(['N2019', 'SD2017', 'N2021', 'HA2020', 'FYP14']),
    );
  });

  test('a wrong one is refused with file, line and what is at fault', () => {
    const text = [
      'key: wrong',
      'document: N2019',
      'title: {zh: 错, en: wrong}',
      'agreements:',
      '- kind: Bad Kind',
      '  title: {zh: 错, en: wrong}',
      '  parties: []',
    ].join('\n');
    expect(() => definitionsFrom([{ path: 'n2019/agreements/wrong.yaml', text }])).toThrow(
      /n2019\/agreements\/wrong\.yaml:5 agreements\.0\.kind：用小写字母/,
    );
  });

  test('an entry that fulfils a commitment nobody declares is refused', () => {
    const text =
      'key: lone\ndocument: N2019\ntitle: {zh: 记录, en: lone}\nentries:\n- {kind: deed, title: {zh: 活动, en: deed}, fulfils: nothing}\n';
    expect(() => definitionsFrom([{ path: 'lone.yaml', text }])).toThrow('deed 指向的承诺 nothing 没有定义');
  });
});
