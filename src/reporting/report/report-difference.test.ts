import fc from '../../testing/properties.ts';
import { describe, expect, test } from 'vitest';
import { ANNEX1_COLUMNS } from '../annex1/figure.ts';
import { countDifference, differenceOf, type CountedPerson } from './report-difference.ts';

const person = fc.record({
  personId: fc.integer({ min: 1, max: 12 }).map((n) => `p${n}`),
  schoolId: fc.constantFrom('s1', 's2', 's3'),
  figure: fc.constantFrom(...ANNEX1_COLUMNS),
  facts: fc.constantFrom('2020-09-01', '2020-09-02'),
});
/** A locked table: one row per person, school and column. */
const table = fc.uniqueArray(person, { selector: (p) => `${p.personId} ${p.schoolId} ${p.figure}`, maxLength: 40 });

const countIn = (rows: readonly CountedPerson[], figure: string, schoolId: string) =>
  rows.filter((r) => r.figure === figure && r.schoolId === schoolId).length;

describe('the difference of two versions', () => {
  test('explains every cell: the later count is the earlier one plus who came, less who went', () => {
    fc.assert(
      fc.property(table, table, (before, after) => {
        const lines = differenceOf(before, after);
        for (const figure of ANNEX1_COLUMNS)
          for (const school of ['s1', 's2', 's3']) {
            const here = lines.filter((l) => l.figure === figure && l.fromSchoolId !== l.toSchoolId);
            const came = here.filter((l) => l.toSchoolId === school).length;
            const went = here.filter((l) => l.fromSchoolId === school).length;
            expect(countIn(after, figure, school)).toBe(countIn(before, figure, school) + came - went);
          }
      }),
    );
  });

  test('of a table with itself is nothing, and turned round it adds what it removed', () => {
    fc.assert(
      fc.property(table, table, (one, other) => {
        expect(differenceOf(one, one)).toEqual([]);
        const there = countDifference(differenceOf(one, other));
        const back = countDifference(differenceOf(other, one));
        for (const c of ANNEX1_COLUMNS)
          expect(back[c]).toEqual({ added: there[c].removed, removed: there[c].added, corrected: there[c].corrected });
      }),
    );
  });

  test('names everybody whose row differs and nobody else', () => {
    fc.assert(
      fc.property(table, table, (before, after) => {
        const text = (p: CountedPerson) => `${p.personId} ${p.figure} ${p.schoolId} ${p.facts}`;
        const [b, a] = [new Set(before.map(text)), new Set(after.map(text))];
        const differing = [...before.filter((p) => !a.has(text(p))), ...after.filter((p) => !b.has(text(p)))];
        const named = new Set(differenceOf(before, after).map((l) => `${l.personId} ${l.figure}`));
        expect(named).toEqual(new Set(differing.map((p) => `${p.personId} ${p.figure}`)));
      }),
    );
  });

  test('a person who moved from one school to another is corrected, not added and removed', () => {
    const at = (schoolId: string): CountedPerson => ({ personId: 'p', schoolId, figure: 'D', facts: 'x' });
    expect(differenceOf([at('s1')], [at('s2')])).toEqual([
      { kind: 'corrected', personId: 'p', figure: 'D', fromSchoolId: 's1', toSchoolId: 's2' },
    ]);
  });
});
