import fc from '../../testing/properties.ts';
import { describe, expect, test } from 'vitest';
import { ANNEX1_COLUMNS, type Annex1Figures } from '../annex1/figure.ts';
import { figureFaults, isZero, reportedTable, sumFigures, type Adjustment } from './report-figures.ts';

const cell = fc.option(fc.integer({ min: 0, max: 500 }), { nil: null });
const figures: fc.Arbitrary<Annex1Figures> = fc.record({ C: cell, D: cell, E: cell, F: cell, G: cell, H: cell });
const rows = fc
  .array(figures, { maxLength: 6 })
  .map((all) => all.map((f, i) => ({ schoolId: `s${i}`, school: `学校${i}`, figures: f })));
const adjustment: fc.Arbitrary<Adjustment> = fc.record({
  schoolId: fc.integer({ min: 0, max: 7 }).map((n) => `s${n}`),
  school: fc.constant('学校'),
  figure: fc.constantFrom(...ANNEX1_COLUMNS),
  delta: fc.integer({ min: -20, max: 20 }).filter((n) => n !== 0),
});

const of = (...n: (number | null)[]): Annex1Figures =>
  Object.fromEntries(ANNEX1_COLUMNS.map((c, i) => [c, n[i] ?? null])) as Annex1Figures;

describe('reported figures', () => {
  test('are the computed ones and the sum of the adjustments, in every cell and in the total; the computed ones never change', () => {
    fc.assert(
      fc.property(rows, fc.array(adjustment, { maxLength: 8 }), (computed, adjustments) => {
        const before = structuredClone(computed);
        const table = reportedTable(computed, adjustments);
        expect(computed).toEqual(before);
        for (const row of table.rows)
          for (const c of ANNEX1_COLUMNS) {
            const delta = adjustments
              .filter((a) => a.schoolId === row.schoolId && a.figure === c)
              .reduce((s, a) => s + a.delta, 0);
            expect(row.reported[c] ?? 0).toBe((row.computed[c] ?? 0) + delta);
          }
        for (const c of ANNEX1_COLUMNS)
          expect(table.reported[c] ?? 0).toBe(table.rows.reduce((sum, r) => sum + (r.reported[c] ?? 0), 0));
        expect(table.rows.slice(0, computed.length).map((r) => r.schoolId)).toEqual(computed.map((r) => r.schoolId));
      }),
    );
  });

  test('a blank cell stays blank and is not 0', () => {
    const table = reportedTable([{ schoolId: 's', school: '校', figures: of(null, 0) }], []);
    expect(table.reported).toMatchObject({ C: null, D: 0 });
    expect(isZero(table)).toBe(true);
  });

  test('more employed graduates than graduates, more placed than trained and negative figures are refused, more recruited than enrolled is only unusual', () => {
    const row = (f: Annex1Figures) => [{ schoolId: 's', school: '甲校', reported: f }];
    expect(figureFaults(row(of(5, 20, 4, 3, 60, 45)))).toEqual({ refused: [], unusual: [] });
    expect(figureFaults(row(of(5, 20, 4, 5, 60, 45))).refused.map((f) => f.rule)).toEqual(['employed_over_graduates']);
    expect(figureFaults(row(of(5, 20, 4, 4, 60, 61))).refused.map((f) => f.rule)).toEqual(['placed_over_trained']);
    expect(figureFaults(row(of(-1, 20, 4, 4, 60, 6))).refused.map((f) => f.rule)).toEqual(['negative']);
    expect(figureFaults(row(of(21, 20, 4, 4, 60, 6))).unusual.map((f) => f.rule)).toEqual(['recruited_over_enrolled']);
  });

  test('a sum of tables is blank only where all of them are', () => {
    expect(sumFigures([of(1, null), of(2, null, 0)])).toEqual(of(3, null, 0));
  });
});
