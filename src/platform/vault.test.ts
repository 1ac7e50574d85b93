import fc from '../testing/properties.ts';
import { describe, expect, it } from 'vitest';
import { newVaultKeys, Vault } from './vault.ts';

const vault = new Vault(newVaultKeys('k1'));

describe('the vault of personal fields', () => {
  it('gives back what it was given, and never the same bytes twice', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const a = vault.encrypt(text, 'person.phone:1')!;
        expect(vault.decrypt(a, 'person.phone:1')).toBe(text);
        expect(a.equals(vault.encrypt(text, 'person.phone:1')!)).toBe(false);
      }),
    );
  });

  it('refuses bytes that were changed or moved to another record', () => {
    const bytes = vault.encrypt('15400000001', 'person.phone:1')!;
    expect(() => vault.decrypt(bytes, 'person.phone:2')).toThrow();
    bytes[bytes.length - 20]! ^= 1;
    expect(() => vault.decrypt(bytes, 'person.phone:1')).toThrow();
  });

  it('still reads what an older key wrote after the key was changed', () => {
    const old = newVaultKeys('k1');
    const bytes = new Vault(old).encrypt('甲', 'x')!;
    const next = newVaultKeys('k2');
    const rotated = new Vault({ current: 'k2', keys: { ...old.keys, ...next.keys }, index: old.index });
    expect(rotated.decrypt(bytes, 'x')).toBe('甲');
    expect(rotated.encrypt('甲', 'x')!.subarray(1, 3).toString()).toBe('k2');
  });

  it('finds equal values by their index, and tells kinds apart', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(vault.index('id', a)!.equals(vault.index('id', b)!)).toBe(a === b);
        expect(vault.index('id', a)!.equals(vault.index('phone', a)!)).toBe(false);
      }),
    );
  });

  it('refuses keys of a wrong length', () => {
    expect(() => new Vault({ current: 'k', keys: { k: 'c2hvcnQ=' }, index: newVaultKeys('k').index })).toThrow(
      /32 bytes/,
    );
  });
});
