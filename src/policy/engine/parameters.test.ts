import { describe, expect, it, test } from 'vitest';
import { aParameter, aRule } from '../builders.ts';
import { jurisdictionsOf, lawOf, levelOf, nextDay, respects, yearlyDay } from './parameters.ts';
import type { ParameterValue } from './rule.ts';

const value = (jurisdiction: string, of: ParameterValue, from: string, to: string | null = null) => ({
  jurisdiction,
  valid: { from, to },
  value: of,
  operator: 'exact' as const,
  status: 'stated' as const,
  document: 'TEST',
  clause: '一',
  note: null,
});
const WHO = { kind: 'all', of: [] } as const;

describe('the law of a place', () => {
  test.each([
    ['00', 'nation'],
    ['37', 'province'],
    ['3717', 'city'],
    ['371721', 'county'],
    ['371', null],
    ['x37', null],
    ['37x', null],
  ] as const)('%s is the code of a %s', (code, level) => {
    expect(levelOf(code)).toBe(level);
  });

  it('is that of the county, the city, the province and the nation, nearest first', () => {
    expect(jurisdictionsOf('371721103235')).toEqual(['371721', '3717', '37', '00']);
    expect(jurisdictionsOf('370000000000')).toEqual(['37', '00']);
    expect(jurisdictionsOf('3717')).toEqual(['3717', '37', '00']);
  });

  it('takes the nearest value in force on the day, both ends included', () => {
    const p = aParameter('p', null, {
      versions: [value('00', 1, '2018-01-01', '2018-12-31'), value('37', 2, '2018-06-01', '2018-06-30')],
    });
    const law = lawOf({ documents: [], parameters: [p], rules: [] }, ['37', '00']);
    const on = (day: string) => law.parameter('p', day)?.version?.value ?? null;
    expect(
      ['2017-12-31', '2018-01-01', '2018-05-31', '2018-06-01', '2018-06-30', '2018-07-01', '2019-01-01'].map(on),
    ).toEqual([null, 1, 1, 2, 2, 1, null]);
    expect(law.parameter('nowhere', '2018-01-01')).toBeNull();
  });

  it('inherits the last value that the place or one above it had, never the nation’s and none from later', () => {
    const older = aParameter('older', null, {
      versions: [
        value('37', 3000, '2016-01-01', '2016-12-31'),
        value('37', 3500, '2017-01-01', '2017-12-31'),
        value('37', 9000, '2030-01-01'),
        value('00', 1, '2017-06-01'),
      ],
    });
    const heir = aParameter('heir', null, { inherits: 'older' });
    const at = (place: string) =>
      lawOf({ documents: [], parameters: [older, heir], rules: [] }, jurisdictionsOf(place));
    expect(at('371721').parameter('heir', '2020-01-01')?.version?.value).toBe(3500);
    expect(at('371721').parameter('heir', '2016-05-01')?.version?.value).toBe(3000);
    expect(at('371721').parameter('heir', '2017-01-01')?.version?.value).toBe(3500);
    expect(at('371721').parameter('heir', '2015-01-01')?.version).toBeNull();
    expect(at('41').parameter('heir', '2020-01-01')?.version).toBeNull();
    const orphan = lawOf({ documents: [], parameters: [aParameter('heir', null, { inherits: 'gone' })], rules: [] }, [
      '37',
      '00',
    ]);
    expect(orphan.parameter('heir', '2020-01-01')).toMatchObject({ version: null });
  });

  it('has the versions of a rule that bind it, and the rules of a kind on a day in order', () => {
    const rules = [
      aRule(WHO, { key: 't.b', order: 2, jurisdiction: '37' }),
      aRule(WHO, { key: 't.a', order: 2 }),
      aRule(WHO, { key: 't.c', order: 1, kind: 'benefit' }),
      aRule(WHO, { key: 't.far', jurisdiction: '41' }),
      aRule(WHO, { key: 't.over', valid: { from: '2016-01-01', to: '2016-12-31' } }),
    ];
    const law = lawOf({ documents: [], parameters: [], rules }, ['37', '00']);
    expect(law.rules(['eligibility', 'benefit'], '2019-01-01').map((r) => r.key)).toEqual(['t.c', 't.a', 't.b']);
    expect(law.rules(['benefit'], '2019-01-01').map((r) => r.key)).toEqual(['t.c']);
    expect(law.versions('t.b')).toHaveLength(1);
    expect([law.versions('t.far'), law.versions('nowhere'), law.document('X')]).toEqual([[], [], null]);
  });

  it('changes where a value, one inherited from or a test begins or ends inside the days asked about', () => {
    const older = aParameter('older', null, { versions: [value('37', 1, '2018-02-01', '2018-03-31')] });
    const heir = aParameter('heir', null, { inherits: 'older', versions: [value('00', 5, '2018-05-01')] });
    const rules = [aRule(WHO, { key: 't.a', valid: { from: '2018-07-01', to: '2018-12-31' } })];
    const law = lawOf({ documents: [], parameters: [older, heir], rules }, ['37', '00']);
    expect(law.changes(['heir', 't.a', 'nowhere'], '2018-01-01', '2020-01-01')).toEqual([
      '2018-02-01',
      '2018-04-01',
      '2018-05-01',
      '2018-07-01',
      '2019-01-01',
    ]);
    expect(law.changes(['heir'], '2018-02-01', '2018-04-01')).toEqual(['2018-04-01']);
  });
});

describe('days and bounds', () => {
  it('the next day crosses months, leap days and years', () => {
    expect(['2020-02-28', '2020-02-29', '2019-02-28', '2020-12-31'].map(nextDay)).toEqual([
      '2020-02-29',
      '2020-03-01',
      '2019-03-01',
      '2021-01-01',
    ]);
  });

  test.each([
    ['floor', false, true, true],
    ['coverage', false, true, true],
    ['cap', true, true, false],
    ['exact', false, true, false],
    ['about', true, true, true],
    ['best_effort', true, true, true],
  ] as const)('a local value below, at and above a %s', (operator, below, at, above) => {
    expect([4999, 5000, 5001].map((local) => respects(operator, 5000, local))).toEqual([below, at, above]);
  });

  it('a yearly day is that day of the year, or the last of its month; anything else is refused', () => {
    expect([
      yearlyDay('06-15', 2020),
      yearlyDay('02-last', 2020),
      yearlyDay('02-last', 2021),
      yearlyDay('12-last', 800),
    ]).toEqual(['2020-06-15', '2020-02-29', '2021-02-28', '0800-12-31']);
    expect(yearlyDay('04-05', 2021)).toBe('2021-04-05');
    for (const text of ['6-15', '06-15x', 'x06-15', '06-lastly', '2020-06-15'])
      expect(() => yearlyDay(text, 2020)).toThrow(`not a yearly day: ${text}`);
  });
});
