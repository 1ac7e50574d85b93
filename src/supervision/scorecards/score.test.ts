import fc from '../../testing/properties.ts';
import { expect, it } from 'vitest';
import { rankingOf, sheetFaults, totalOf, type Dimension } from './score.ts';

const two: Dimension[] = [
  { key: 'a', name: '甲', weight: 60 },
  { key: 'b', name: '乙', weight: 40 },
];

it('weights must sum to 100, once each', () => {
  expect(sheetFaults('region', two, [])).toEqual([]);
  expect(sheetFaults('region', [two[0]!], [])).toEqual(['sum:60']);
  expect(sheetFaults('region', [two[0]!, { ...two[1]!, key: 'a' }], [])).toEqual(['twice']);
});

it('a total lies between the smallest and the largest achievement', () => {
  const share = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(share, share, share, (weight, a, b) => {
      const dimensions = [
        { ...two[0]!, weight },
        { ...two[1]!, weight: 100 - weight },
      ];
      const total = totalOf(dimensions, [
        { key: 'a', achieved: a },
        { key: 'b', achieved: b },
      ])!;
      expect(total).toBeGreaterThanOrEqual(Math.min(a, b) - 0.05);
      expect(total).toBeLessThanOrEqual(Math.max(a, b) + 0.05);
    }),
  );
});

it('equal totals share a rank, and nobody with a missing part is ranked', () => {
  const of = (name: string, a: number | null, b: number | null) => ({
    subject: name,
    name,
    parts: [
      { key: 'a', achieved: a },
      { key: 'b', achieved: b },
    ],
  });
  const { ranked, missing } = rankingOf(two, [of('x', 80, 80), of('y', 80, 80), of('z', 90, 90), of('w', 90, null)]);
  expect(ranked.map((r) => [r.name, r.rank])).toEqual([
    ['z', 1],
    ['x', 2],
    ['y', 2],
  ]);
  expect(missing).toEqual(['w']);
});
