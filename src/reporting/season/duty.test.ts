import fc from '../../testing/properties.ts';
import { expect, test } from 'vitest';
import { chinaDate } from '../../platform/clock.ts';
import { addDays, plainDate } from '../../platform/plain-date.ts';
import { daysOver, dutyKindOf, lastDayInTime, standingOf } from './duty.ts';
import { remindDistances } from '../report/report-settings.ts';

test('on the due day is in time while the day counts, and late where the province has decided that it does not', () => {
  expect(standingOf(lastDayInTime('2020-06-15', true), '2020-06-15', '2020-06-20')).toBe('on_time');
  expect(standingOf(lastDayInTime('2020-06-15', false), '2020-06-15', '2020-06-20')).toBe('late');
  expect(standingOf('2020-06-15', null, '2020-06-15')).toBe('pending');
  expect(standingOf('2020-06-15', null, '2020-06-16')).toBe('missing');
  expect(daysOver('2018-06-15', null, '2018-06-16')).toBe(1);
});

test('the day is the day in China, whatever the hour elsewhere', () => {
  expect(chinaDate(new Date('2020-06-15T15:59:59Z'))).toBe('2020-06-15');
  expect(chinaDate(new Date('2020-06-15T16:00:00Z'))).toBe('2020-06-16');
});

test('a report is over by as many days as it is late, and never while it is in time', () => {
  fc.assert(
    fc.property(fc.integer({ min: -40, max: 40 }), (n) => {
      const today = addDays(plainDate('2020-06-15'), n);
      expect(daysOver('2020-06-15', null, today)).toBe(Math.max(0, n));
      expect(standingOf('2020-06-15', null, today)).toBe(n > 0 ? 'missing' : 'pending');
      expect(standingOf('2020-06-15', today, '2021-01-01')).toBe(n > 0 ? 'late' : 'on_time');
    }),
  );
});

test('distances of a reminder are read with Chinese or Western commas, once each, largest first', () => {
  expect(remindDistances('1,10，5,5')).toEqual([10, 5, 1]);
  expect(remindDistances(undefined)).toEqual([]);
});

test('only the two progress tables are opened as periodic reports', () => {
  expect(dutyKindOf('sd2017.progress-table-first')).toMatchObject({ form: 'annex1', half: 'first' });
  expect(dutyKindOf('sd2017.catalogue-published')).toMatchObject({ half: null });
  expect(dutyKindOf('sd2017.enrolment')).toBeNull();
});
