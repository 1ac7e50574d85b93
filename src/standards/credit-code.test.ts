import fc from '../testing/properties.ts';
import { stdnum } from 'stdnum';
import { describe, expect, it } from 'vitest';
import { organisationCheckCharacter, readCreditCode, syntheticCreditCode } from './credit-code.ts';

const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const parts = fc.record({
  authority: fc.constantFrom('1', '5', '9'),
  category: fc.constantFrom('1', '2', '3'),
  region: fc.constantFrom('000000', '370102', '371721'),
  serial: fc.nat(99_999_999),
});

describe('the unified social credit code', () => {
  it('reads back the parts it was made of', () => {
    fc.assert(
      fc.property(parts, (p) => {
        const { serial: _, ...expected } = p;
        const code = syntheticCreditCode(p);
        expect(readCreditCode(code)).toMatchObject({ ok: true, code, organisationFits: true, ...expected });
      }),
    );
  });

  it('notices every wrong character, as an independent implementation does', () => {
    fc.assert(
      fc.property(parts, fc.nat(17), fc.constantFrom(...ALPHABET), (p, at, char) => {
        const code = syntheticCreditCode(p);
        const other = code.slice(0, at) + char + code.slice(at + 1);
        expect(readCreditCode(other).ok).toBe(other === code);
        // The other implementation has no check character for a sum divisible by 31, and wants digits in front.
        if (!other.endsWith('0') && /^\d{2}/.test(other)) {
          expect(stdnum.CN!.uscc!.validate(other).isValid).toBe(readCreditCode(other).ok);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("holds for the standard's own examples", () => {
    expect(readCreditCode('91350100M000100Y43')).toMatchObject({ ok: true, region: '350100', organisationFits: true });
    expect(organisationCheckCharacter('M000100Y')).toBe('4');
  });

  it('puts the format right and names what is wrong', () => {
    expect(readCreditCode(' 91350100m000100y43')).toMatchObject({ ok: true, repairs: ['space', 'lowercase'] });
    const cases = { '': 'missing', 无: 'missing', '9135010E+17': 'scientific', '91350100M000100Y4': 'length' };
    for (const [raw, reason] of Object.entries(cases)) expect(readCreditCode(raw), raw).toMatchObject({ reason });
    expect(readCreditCode('91350100M0O0100Y43')).toMatchObject({ reason: 'characters' });
    expect(readCreditCode('91350100M000100Y44')).toMatchObject({ reason: 'check' });
    fc.assert(fc.property(fc.string(), (text) => typeof readCreditCode(text).ok === 'boolean'));
  });
});
