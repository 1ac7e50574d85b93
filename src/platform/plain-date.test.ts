import fc from '../testing/properties.ts';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  ageOn,
  comparePlainDates,
  daysBetween,
  formatChineseDate,
  fromEpochDay,
  isPlainDate,
  lastDayOfFebruary,
  parsePlainDate,
  plainDate,
  schoolYearOf,
  toEpochDay,
  weekdayOf,
  yearOf,
} from './plain-date.ts';

const day = fc
  .integer({ min: toEpochDay(plainDate('1850-01-01')), max: toEpochDay(plainDate('2150-12-31')) })
  .map(fromEpochDay);

describe('plain dates', () => {
  it('reads only real days written yyyy-mm-dd', () => {
    expect(parsePlainDate('2020-02-29')).toBe('2020-02-29');
    for (const bad of [
      '2019-02-29',
      '2020-13-01',
      '2020-00-10',
      '2020-1-1',
      '2020/01/01',
      '0000-01-01',
      ' 2020-01-01',
      '',
    ]) {
      expect(parsePlainDate(bad), bad).toBeNull();
    }
    expect(() => plainDate('2021-02-29')).toThrow(RangeError);
  });

  it('goes to a day number and back for every day', () => {
    fc.assert(fc.property(day, (d) => fromEpochDay(toEpochDay(d)) === d && isPlainDate(d)));
  });

  it('adds days so that the distance is what was added', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -20_000, max: 20_000 }), (d, n) => {
        expect(daysBetween(d, addDays(d, n))).toBe(n);
        expect(comparePlainDates(d, addDays(d, n))).toBe(Math.sign(-n) + 0);
      }),
    );
  });

  it('agrees with the platform calendar on the weekday', () => {
    fc.assert(fc.property(day, (d) => weekdayOf(d) % 7 === new Date(`${d}T00:00:00Z`).getUTCDay()));
  });

  it('counts a year of age on the birthday and not a day before', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 110 }), (birth, years) => {
        fc.pre(!birth.endsWith('02-29'));
        const birthday = addYears(birth, years);
        expect(ageOn(birth, birthday)).toBe(years);
        expect(ageOn(birth, addDays(birthday, -1))).toBe(years - 1);
      }),
    );
  });

  it('lets someone born on 29 February come of age on 1 March of a common year', () => {
    const birth = plainDate('2004-02-29');
    expect(ageOn(birth, plainDate('2022-02-28'))).toBe(17);
    expect(ageOn(birth, plainDate('2022-03-01'))).toBe(18);
    expect(ageOn(birth, plainDate('2024-02-29'))).toBe(20);
  });

  it('keeps months within the month they reach', () => {
    expect(addMonths(plainDate('2020-01-31'), 1)).toBe('2020-02-29');
    expect(addMonths(plainDate('2020-03-31'), -1)).toBe('2020-02-29');
    fc.assert(
      fc.property(day, fc.integer({ min: -600, max: 600 }), (d, n) => {
        const moved = addMonths(d, n);
        const months = (yearOf(moved) - yearOf(d)) * 12 + Number(moved.slice(5, 7)) - Number(d.slice(5, 7));
        return months === n;
      }),
    );
  });

  it('ends February on the day before 1 March', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), (year) => addDays(lastDayOfFebruary(year), 1).endsWith('-03-01')),
    );
  });

  it('puts each day into exactly one school year', () => {
    fc.assert(
      fc.property(day, (d) => {
        const { from, to, startYear, label } = schoolYearOf(d);
        expect(from <= d && d < to).toBe(true);
        expect(label).toBe(`${startYear}-${startYear + 1}`);
      }),
    );
    expect(schoolYearOf(plainDate('2020-08-31')).label).toBe('2019-2020');
    expect(schoolYearOf(plainDate('2020-09-01')).label).toBe('2020-2021');
  });

  it('writes dates as letters do', () => {
    expect(formatChineseDate(plainDate('2024-09-01'))).toBe('2024年9月1日');
  });
});
