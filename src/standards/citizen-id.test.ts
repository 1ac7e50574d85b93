import fc from '../testing/properties.ts';
import { stdnum } from 'stdnum';
import { describe, expect, it } from 'vitest';
import { addDays, ageOn, plainDate } from '../platform/plain-date.ts';
import regionCodes from '../../reference/divisions/citizen-region-codes.json' with { type: 'json' };
import {
  checkDigit,
  expand15,
  isRegionCodeEver,
  maskCitizenId,
  readCitizenId,
  syntheticCitizenId,
} from './citizen-id.ts';

const allRegions = Object.entries(regionCodes.provinces).flatMap(([p, tails]) =>
  (tails.match(/\d{4}/g) ?? []).map((t) => p + t),
);
const birth = fc.integer({ min: 0, max: 100_000 }).map((n) => addDays(plainDate('1800-01-01'), n));
const sex = fc.constantFrom('男' as const, '女' as const);
const parts = fc.record({ region: fc.constantFrom(...allRegions), birth, sex, sequence: fc.nat(999) });

describe('the citizen number', () => {
  it('reads back the place, the day and the sex it was made of', () => {
    fc.assert(
      fc.property(parts, (p) => {
        const id = syntheticCitizenId(p);
        expect(readCitizenId(id)).toEqual({
          ...(id.endsWith('000') ? { maybeRounded: true } : {}),
          ok: true,
          id18: id,
          kind: 'resident',
          birth: p.birth,
          sex: p.sex,
          region: p.region,
          repairs: [],
        });
      }),
    );
  });

  it('accepts nothing that an independent implementation refuses, and the other way round for existing regions', () => {
    const text = fc.oneof(
      parts.map(syntheticCitizenId),
      fc.tuple(parts, fc.nat(16), fc.nat(9)).map(([p, at, digit]) => {
        const id = syntheticCitizenId(p);
        return id.slice(0, at) + digit + id.slice(at + 1);
      }),
    );
    fc.assert(
      fc.property(text, (id) => {
        const ours = readCitizenId(id);
        const theirs = stdnum.CN!.ric!.validate(id).isValid;
        if (ours.ok && ours.kind === 'resident' && ours.birth < '2020-01-01') {
          expect(theirs).toBe(true);
        } else if (!ours.ok && ours.reason === 'check') {
          expect(theirs).toBe(false);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('notices every single wrong digit and every swap of two neighbours', () => {
    fc.assert(
      fc.property(parts, fc.nat(16), fc.integer({ min: 1, max: 9 }), (p, at, by) => {
        const id = syntheticCitizenId(p);
        const wrong = id.slice(0, at) + ((Number(id[at]) + by) % 10) + id.slice(at + 1);
        expect(readCitizenId(wrong).ok).toBe(false);
        if (at < 16 && id[at] !== id[at + 1]) {
          const swapped = id.slice(0, at) + id[at + 1] + id[at] + id.slice(at + 2);
          expect(readCitizenId(swapped).ok).toBe(false);
        }
      }),
    );
  });

  it("holds for the standard's own examples", () => {
    expect(checkDigit('11010519491231002')).toBe('X');
    expect(readCitizenId('11010519491231002X')).toMatchObject({ ok: true, birth: '1949-12-31', sex: '女' });
    expect(readCitizenId('440524188001010014')).toMatchObject({ ok: true, birth: '1880-01-01', sex: '男' });
  });

  it('takes retired codes of places and refuses places that never were', () => {
    expect(isRegionCodeEver('371202')).toBe(true);
    expect(isRegionCodeEver('372922')).toBe(true);
    expect(isRegionCodeEver('370000')).toBe(false);
    const born = plainDate('1980-01-01');
    expect(readCitizenId(syntheticCitizenId({ region: '372922', birth: born, sex: '女', sequence: 8 })).ok).toBe(true);
    expect(readCitizenId(syntheticCitizenId({ region: '999999', birth: born, sex: '女', sequence: 8 }))).toMatchObject({
      reason: 'region',
    });
  });

  it('expands a number of 15 digits to the same person', () => {
    fc.assert(
      fc.property(parts, (p) => {
        const sequence = p.sequence % 990;
        const id18 = syntheticCitizenId({ ...p, sequence });
        fc.pre(id18.slice(6, 8) === '19');
        const id15 = id18.slice(0, 6) + id18.slice(8, 17);
        expect(expand15(id15)).toBe(id18);
        expect(readCitizenId(id15)).toMatchObject({ ok: true, id18, kind: 'resident-15', birth: p.birth, sex: p.sex });
      }),
    );
    expect(expand15('370829580825990')).toBe('370829195808259908');
    expect(expand15('110105801231997').slice(6, 10)).toBe('1880');
  });

  it('finds the number inside a disability certificate', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 4 }), (p, category, grade) => {
        const id18 = syntheticCitizenId(p);
        const expected = { ok: true, id18, kind: 'disability-certificate', disability: { category, grade } };
        expect(readCitizenId(`${id18}${category}${grade}`)).toMatchObject(expected);
        expect(readCitizenId(`${id18}${category}${grade}B1`)).toMatchObject(expected);
        expect(readCitizenId(`${id18}${category}5`)).toMatchObject({ ok: false, reason: 'length' });
      }),
    );
  });

  it('reads residence permits and the permanent residence card', () => {
    for (const region of ['810000', '820000', '830000']) {
      const id = syntheticCitizenId({ region, birth: plainDate('1990-05-06'), sex: '男', sequence: 1 });
      expect(readCitizenId(id)).toMatchObject({ ok: true, kind: 'residence-permit', birth: '1990-05-06' });
    }
    expect(readCitizenId('911124198108030024')).toMatchObject({
      ok: true,
      kind: 'permanent-residence',
      birth: '1981-08-03',
      sex: '女',
    });
  });

  it('puts right what clerks and spreadsheets add, and says what it was', () => {
    const id = '37172120010209074X';
    const cases: [string, string[]][] = [
      [' 37172120010209074x ', ['space', 'lowercase']],
      ['371721 20010209 074X', ['space']],
      ['３７１７２１２００１０２０９０７４Ｘ', ['fullwidth']],
      ["'37172120010209074X", ['quote']],
      ['="37172120010209074X"', ['formula']],
      ['\uFEFF37172120010209074X\u3000', ['fullwidth', 'invisible', 'space']],
      ['371721-20010209-074X', ['separator']],
      ['37172120010209074Ｘ', ['fullwidth']],
    ];
    for (const [raw, repairs] of cases) {
      expect(readCitizenId(raw), raw).toMatchObject({ ok: true, id18: id, repairs });
    }
  });

  it('names what is wrong with the rest', () => {
    const cases: [string, string][] = [
      ['', 'missing'],
      ['不详', 'missing'],
      ['/', 'missing'],
      ['3.71721E+17', 'scientific'],
      ['371721200405101000', 'precision-lost'],
      ['3729221940051777923', 'length'],
      ['371721********1234', 'masked'],
      ['3717212001O209074X', 'characters'],
      ['37172120010230074X', 'date'],
      ['371721200102090741', 'check'],
    ];
    for (const [raw, reason] of cases) expect(readCitizenId(raw), raw).toMatchObject({ ok: false, reason });
  });

  it('marks a number that fits although a spreadsheet may have rounded it', () => {
    expect(readCitizenId('371721200302052000')).toMatchObject({ ok: true, maybeRounded: true });
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => typeof readCitizenId(text).ok === 'boolean'));
  });

  it('masks all but the first six and last four', () => {
    expect(maskCitizenId('370102199001011234')).toBe('370102********1234');
    expect(maskCitizenId('123')).toBe('***');
    fc.assert(fc.property(parts, (p) => maskCitizenId(syntheticCitizenId(p)).slice(6, 14) === '********'));
  });

  it('gives an age to everyone it reads', () => {
    fc.assert(
      fc.property(parts, (p) => {
        const read = readCitizenId(syntheticCitizenId(p));
        if (read.ok) expect(Number.isInteger(ageOn(read.birth, plainDate('2020-07-01')))).toBe(true);
      }),
    );
  });
});
