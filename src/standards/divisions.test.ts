import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from '../testing/properties.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { plainDate } from '../platform/plain-date.ts';
import { provincesWithVillages, readDivisions, type DivisionRow } from './divisions-files.ts';
import {
  areaContains,
  areaRange,
  codeOfNumber,
  levelOf,
  lineageOf,
  NATION,
  padCode,
  parentCode,
  shortCode,
} from './divisions.ts';
import { findVillage, villageAliasKey, villageFinder, villageKind } from './village-name.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const rows: DivisionRow[] = [];
beforeAll(async () => {
  for await (const row of readDivisions(root, ['37'])) rows.push(row);
});
const on = (date: string) => (row: DivisionRow) =>
  row.validFrom <= plainDate(date) && (row.validTo === null || plainDate(date) < row.validTo);

describe('division codes', () => {
  const code12 = fc.integer({ min: 0, max: 999_999_999_999 }).map((n) => String(n).padStart(12, '0'));
  const anyCode = fc.tuple(code12, fc.constantFrom(0, 2, 4, 6, 9, 12)).map(([c, n]) => c.slice(0, n).padEnd(12, '0'));

  it('give the same area in every length they are written in', () => {
    for (const same of ['37', '3700', '370000', '370000000', '370000000000']) {
      expect(areaRange(same)).toEqual({ lo: 370_000_000_000, hi: 380_000_000_000 });
    }
    expect(areaRange('371721')).toEqual({ lo: 371_721_000_000, hi: 371_722_000_000 });
    expect(areaRange('371721100201')).toEqual({ lo: 371_721_100_201, hi: 371_721_100_202 });
    expect(areaRange(NATION)).toEqual({ lo: 0, hi: 1_000_000_000_000 });
  });

  it('hold exactly the codes that begin with them', () => {
    fc.assert(
      fc.property(anyCode, code12, (area, other) => {
        const { lo, hi } = areaRange(area);
        const within = Number(other) >= lo && Number(other) < hi;
        expect(within).toBe(other.startsWith(shortCode(area)));
        expect(Number.isSafeInteger(lo) && Number.isSafeInteger(hi)).toBe(true);
        expect(codeOfNumber(lo)).toBe(area);
      }),
    );
  });

  it('lie within their parent, all the way up to the nation', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        const line = lineageOf(code);
        expect(line.at(-1)).toBe(NATION);
        for (const above of line) expect(areaContains(above, code)).toBe(true);
      }),
    );
  });

  it('skip the prefecture where there is none', () => {
    expect(parentCode('371721100')).toBe('371721000000');
    expect(parentCode('371721')).toBe('371700000000');
    expect(parentCode('419001')).toBe('410000000000');
    expect(parentCode('110101')).toBe('110000000000');
    expect(parentCode('370000')).toBe(NATION);
    expect(parentCode(NATION)).toBeNull();
    expect(levelOf('441900')).toBe('prefecture');
  });

  it('are refused in any other form', () => {
    for (const bad of ['', '3', '370', '37170', '3717211', '37172110020', '37x', '3717211002011']) {
      expect(() => padCode(bad), bad).toThrow(RangeError);
    }
  });
});

describe('the reference divisions', () => {
  it('hold the whole country down to the county, and Shandong down to the village', async () => {
    const now = rows.filter(on('2025-12-31')).filter((row) => row.source === 'mca');
    const count = (level: string) => now.filter((row) => row.level === level).length;
    expect([count('province'), count('prefecture'), count('county')]).toEqual([34, 333, 2845]);
    expect(rows.filter((row) => row.level === 'village')).toHaveLength(62_074);
    expect(await provincesWithVillages(root)).toEqual(['37', '41']);
  });

  it('name every parent before its children, each unit at most once on a day', () => {
    const seen = new Set<string>();
    const until = new Map<string, DivisionRow>();
    for (const row of rows) {
      if (row.parentCode12 !== null) expect(seen.has(row.parentCode12), `${row.code12} ${row.name}`).toBe(true);
      const before = until.get(row.code12);
      if (before) expect(before.validTo! <= row.validFrom, row.code12).toBe(true);
      expect(row.validTo === null || row.validFrom < row.validTo, row.code12).toBe(true);
      seen.add(row.code12);
      until.set(row.code12, row);
    }
  });

  it('agree with the rule for parents, but for four units of the 1980s', () => {
    const differing = rows.filter((row) => row.parentCode12 !== parentCode(row.code12));
    expect(new Set(differing.map((row) => row.code12.slice(0, 6)))).toEqual(new Set(['340901', '422921', '632421']));
    expect(differing).toHaveLength(4);
  });

  it('close 莱芜 in 2019 and keep its history', () => {
    const cities = (date: string) =>
      rows.filter(on(date)).filter((row) => row.level === 'prefecture' && row.code12.startsWith('37'));
    expect(cities('2017-09-01')).toHaveLength(17);
    expect(cities('2018-12-31').map((row) => row.name)).toContain('莱芜市');
    expect(cities('2020-09-01')).toHaveLength(16);
    expect(rows.filter(on('2020-09-01')).find((row) => row.code12.startsWith('370116'))?.name).toBe('莱芜区');
    expect(rows.find((row) => row.code12 === '371202000000')?.validTo).toBe('2019-01-09');
  });
});

describe('village names', () => {
  it('find the village through every word for its committee', () => {
    const villages = ['北关居委会', '八里庙村', '后苗庄村', '刘庄村委会', '袁窑村', '新街村'].map((name) => ({ name }));
    const cases = {
      北关居民委员会: '北关居委会',
      北关社区居民委员会: '北关居委会',
      八里庙: '八里庙村',
      后苗庄: '后苗庄村',
      刘庄行政村: '刘庄村委会',
      刘庄村民委员会: '刘庄村委会',
      '袁窑 村民委员会': '袁窑村',
      新街: '新街村',
    };
    for (const [written, name] of Object.entries(cases)) {
      expect(findVillage(written, villages), written).toMatchObject({ ok: true, unit: { name } });
    }
    expect(findVillage('祝奶庙东组', villages)).toMatchObject({ ok: false, reason: 'unknown' });
    expect(findVillage('新街新村', villages)).toMatchObject({ ok: false, reason: 'unknown' });
  });

  it('never choose between a village and a community of one stem', () => {
    const villages = [{ name: '东关社区居委会' }, { name: '东关村村民委员会' }];
    expect(findVillage('东关', villages)).toMatchObject({ ok: false, reason: 'ambiguous' });
    expect(findVillage('东关村', villages)).toMatchObject({ ok: true, unit: villages[1], how: 'kind' });
    expect(findVillage('东关居委会', villages)).toMatchObject({ ok: true, unit: villages[0], how: 'kind' });
    expect(villageKind('东关')).toBeNull();
  });

  it('give every village of Shandong back for its own name and for its stem', () => {
    const byTownship = Map.groupBy(
      rows.filter((row) => row.level === 'village'),
      (row) => row.parentCode12,
    );
    let ambiguous = 0;
    for (const villages of byTownship.values()) {
      const find = villageFinder(villages);
      for (const village of villages) {
        const exact = find(village.name);
        if (!exact.ok || exact.unit !== village) expect.unreachable(village.name);
        if (!find(villageAliasKey(village.name)).ok) ambiguous++;
      }
    }
    expect(ambiguous).toBeLessThan(100);
  });

  it('have one stem under every ending, and never lose the whole name', () => {
    const stem = fc.string({ unit: fc.constantFrom(...'北关后苗庄八里庙东西李集'), minLength: 1, maxLength: 5 });
    const endings = [
      '村',
      '行政村',
      '村委会',
      '村民委员会',
      '村村民委员会',
      '居委会',
      '社区居民委员会',
      '社区',
      '村村委会',
    ];
    fc.assert(
      fc.property(stem, fc.constantFrom(...endings), (name, ending) => villageAliasKey(name + ending) === name),
    );
    for (const name of ['村', '社区', '居委会', '村民委员会']) expect(villageAliasKey(name)).not.toBe('');
  });
});
