import fc from '../testing/properties.ts';
import { describe, expect, it } from 'vitest';
import { fen, formatAmount, formatYuan, parseYuan, sumFen, timesFen, yuan } from './money.ts';

const amount = fc.maxSafeInteger().map(fen);

describe('money in whole fen', () => {
  it('comes back from its own text for every amount', () => {
    fc.assert(
      fc.property(amount, (value) => {
        expect(parseYuan(formatYuan(value))).toEqual({ ok: true, fen: value });
        expect(parseYuan(formatAmount(value).replaceAll(',', ''))).toEqual({ ok: true, fen: value });
      }),
    );
  });

  it('is shown with thousands and two decimals', () => {
    const cases = {
      '3,000.00 元': 300_000,
      '0.05 元': 5,
      '-1.50 元': -150,
      '1,234,567.89 元': 123_456_789,
      '0.00 元': -0,
    };
    for (const [text, value] of Object.entries(cases)) expect(formatYuan(fen(value))).toBe(text);
  });

  it('is read as clerks write it', () => {
    const cases = [
      '3000',
      '3,000',
      '3,000.00',
      '¥3000',
      '￥3,000.0',
      '3000元',
      '3000.00 元整',
      '３０００元',
      '0.3万元',
      '0.3万',
      '人民币3000圆',
    ];
    for (const text of cases) expect(parseYuan(text), text).toEqual({ ok: true, fen: 300_000 });
    expect(parseYuan('(1,234.00)')).toEqual({ ok: true, fen: -123_400 });
  });

  it('is never rounded or guessed', () => {
    const cases = {
      '': 'missing',
      ' ': 'missing',
      三千: 'format',
      '3,00': 'format',
      '1.005': 'precision',
      '1e3': 'format',
      '3000-4000': 'format',
    };
    for (const [text, reason] of Object.entries(cases)) expect(parseYuan(text), text).toEqual({ ok: false, reason });
    expect(parseYuan('99999999999999999')).toEqual({ ok: false, reason: 'range' });
    for (const bad of [0.5, Number.NaN, 2 ** 53]) expect(() => fen(bad)).toThrow(RangeError);
    expect(() => sumFen([fen(Number.MAX_SAFE_INTEGER), fen(1)])).toThrow(RangeError);
  });

  it('adds without loss', () => {
    const small = fc.integer({ min: -1e12, max: 1e12 }).map(fen);
    fc.assert(
      fc.property(fc.array(small, { maxLength: 50 }), (amounts) => {
        expect(BigInt(sumFen(amounts))).toBe(amounts.reduce((sum, one) => sum + BigInt(one), 0n));
      }),
    );
    expect(timesFen(yuan(3000), 315)).toBe(94_500_000);
  });
});
