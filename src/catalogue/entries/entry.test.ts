import fc from '../../testing/properties.ts';
import { describe, expect, it } from 'vitest';
import { dutyOn } from '../filing/deadline.ts';
import { checksumOf, differencesOf, openOn } from './entry.ts';
import type { Entry, EntryState } from '../schema.ts';
import { linkSchool } from '../file/schools.ts';

const day = fc.integer({ min: 1, max: 28 }).map((d) => `2020-02-${String(d).padStart(2, '0')}`);
const entry: fc.Arbitrary<Entry> = fc.record({
  entryKey: fc.uuid(),
  institutionId: fc.uuid(),
  schoolName: fc.string(),
  schoolGrade: fc.constant(null),
  major: fc.string(),
  level: fc.constantFrom('中级工', '高级工'),
  base: fc.constantFrom('初中', '高中'),
  years: fc.constantFrom(3, 5),
  plan: fc.option(fc.nat(100), { nil: null }),
  programmeSeats: fc.constant(null),
  tuitionFen: fc.nat(),
  accommodationFen: fc.nat(),
  designated: fc.boolean(),
  requirement: fc.constant(null),
  state: fc.constantFrom<EntryState>('open', 'suspended', 'removed'),
  stateFrom: fc.option(day, { nil: null }),
  stateReason: fc.constant(null),
  doubts: fc.constant([]),
  position: fc.nat(),
});
const list = fc.uniqueArray(entry, { selector: (e) => e.entryKey, maxLength: 12 });

describe('entries of a catalogue', () => {
  it('change from open to closed, or from closed to open, on one day only', () => {
    fc.assert(
      fc.property(entry, day, day, (e, a, b) => {
        const [first, last] = a <= b ? [a, b] : [b, a];
        const turns = openOn(e, first) !== openOn(e, last);
        expect(turns && !(e.stateFrom !== null && first < e.stateFrom && e.stateFrom <= last)).toBe(false);
        if (e.stateFrom !== null && last >= e.stateFrom) expect(openOn(e, last)).toBe(e.state === 'open');
      }),
    );
  });

  it('have one checksum whatever their order, and another when a fact differs', () => {
    fc.assert(
      fc.property(list, (entries) => {
        expect(checksumOf(entries.toReversed())).toBe(checksumOf(entries));
        const [first, ...rest] = entries;
        if (first)
          expect(checksumOf([{ ...first, tuitionFen: (first.tuitionFen ?? 0) + 1 }, ...rest])).not.toBe(
            checksumOf(entries),
          );
      }),
    );
  });

  it('differ by exactly what was added, removed and changed', () => {
    fc.assert(
      fc.property(list, list, (before, after) => {
        const { added, removed, changed, unchanged } = differencesOf(before, after);
        expect(added.length + changed.length + unchanged).toBe(after.length);
        expect(removed.length + changed.length + unchanged).toBe(before.length);
        expect(differencesOf(after, after)).toMatchObject({
          added: [],
          removed: [],
          changed: [],
          unchanged: after.length,
        });
      }),
    );
  });
});

describe('a yearly duty', () => {
  it('is in time on the day itself, late or overdue from the next', () => {
    const due = '2020-02-29';
    expect(dutyOn(due, '2020-02-29', '2020-05-01').state).toBe('on_time');
    expect(dutyOn(due, '2020-03-01', '2020-05-01').state).toBe('late');
    expect(dutyOn(due, null, '2020-02-29').state).toBe('pending');
    expect(dutyOn(due, null, '2020-03-01').state).toBe('overdue');
    expect(dutyOn(null, null, '2020-03-01').state).toBe('no_deadline');
  });
});

describe('the name of a school', () => {
  const city = 371700000000;
  const school = (name: string, short: string[] = [], at = city) => ({
    institution_id: name,
    name,
    short_names: short,
    location_code: at,
  });
  const cities = [{ code: 371600000000, name: '滨州市' }];
  it('is linked by the exact name or a known short name, never by likeness', () => {
    const known = [school('测试工程技师学院', ['测试工院'])];
    expect(linkSchool('测试工程技师学院', city, known, cities)).toMatchObject({
      institutionId: '测试工程技师学院',
      byShortName: false,
    });
    expect(linkSchool('测试工院', city, known, cities)).toMatchObject({ name: '测试工程技师学院', byShortName: true });
    expect(linkSchool('测试工程学院', city, known, cities)).toMatchObject({ institutionId: null, doubt: null });
  });
  it("goes to a person when it is another city's, or a short name of several", () => {
    expect(linkSchool('滨州测试技校', city, [], cities).doubt).toBe('school_elsewhere');
    expect(linkSchool('甲校', city, [school('甲校', [], 371600000000)], cities).doubt).toBe('school_elsewhere');
    expect(linkSchool('工院', city, [school('甲校', ['工院']), school('乙校', ['工院'])], cities).doubt).toBe(
      'school_ambiguous',
    );
    expect(linkSchool('工院', city, [school('甲校', ['工院'], 371600000000)], cities).doubt).toBe('school_ambiguous');
  });
});
