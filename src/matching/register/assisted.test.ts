import fc from '../../testing/properties.ts';
import { describe, expect, test } from 'vitest';
import { assistedFrom, type Standing } from './assisted.ts';

const standing = (over: Partial<Standing> = {}): Standing => ({
  householdTypes: ['一般脱贫户'],
  identifiedOn: '2014-12-31',
  exitedOn: '2018-12-31',
  doubtfulFields: [],
  idState: 'valid',
  validFrom: '2020-06-20',
  validTo: null,
  listId: 'list',
  listRow: 4,
  ...over,
});
const day = fc.integer({ min: 0, max: 4000 }).map((n) => new Date(Date.UTC(2012, 0, 1 + n)).toISOString().slice(0, 10));

describe('assisted on a day', () => {
  test('the span that holds the day answers, with the list it came from', () => {
    expect(assistedFrom([standing()], '2020-07-01', true)).toMatchObject({
      assisted: 'yes',
      certainty: 'proved',
      reason: 'listed',
      list: { listId: 'list', row: 4 },
    });
  });
  test('a day before the first list is answered from the date of identification and only inferred', () => {
    expect(assistedFrom([standing()], '2016-01-01', true)).toMatchObject({
      assisted: 'yes',
      certainty: 'inferred',
      reason: 'listed_later',
    });
    expect(assistedFrom([standing()], '2014-12-30', true)).toMatchObject({
      assisted: 'no',
      reason: 'identified_after',
    });
    expect(assistedFrom([standing()], '2014-12-31', true)).toMatchObject({ assisted: 'yes' });
  });
  test('nobody listed is a no, a doubtful row is never a yes', () => {
    expect(assistedFrom([], '2020-07-01', true)).toMatchObject({ assisted: 'no', reason: 'not_listed' });
    for (const doubtful of [
      standing({ idState: 'doubtful' }),
      standing({ doubtfulFields: ['household_types'] }),
      standing({ identifiedOn: null }),
    ]) {
      expect(assistedFrom([doubtful], '2020-07-01', true)).toMatchObject({ assisted: 'unknown', certainty: null });
    }
  });
  test('the days of a span are half open: on its last day the next span answers', () => {
    const before = standing({ validTo: '2020-08-01', householdTypes: ['一般脱贫户'] });
    const after = standing({ validFrom: '2020-08-01', householdTypes: ['低保户'] });
    expect(assistedFrom([after, before], '2020-07-31', true).householdTypes).toEqual(['一般脱贫户']);
    expect(assistedFrom([after, before], '2020-08-01', true).householdTypes).toEqual(['低保户']);
  });
  test('an answer is proved only where the record was found by number and the day lies in a span', () => {
    fc.assert(
      fc.property(day, day, fc.option(day, { nil: null }), fc.boolean(), (asked, from, to, byNumber) => {
        const span = standing({ validFrom: from, validTo: to !== null && to > from ? to : null });
        const answer = assistedFrom([span], asked, byNumber);
        const inside = from <= asked && (span.validTo === null || asked < span.validTo);
        if (answer.certainty === 'proved') expect(inside && byNumber).toBe(true);
        if (answer.assisted === 'yes') expect(span.identifiedOn! <= asked).toBe(true);
      }),
    );
  });
});
