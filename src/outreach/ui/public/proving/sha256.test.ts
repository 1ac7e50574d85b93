import { createHash } from 'node:crypto';
import fc from '../../../../testing/properties.ts';
import { expect, test } from 'vitest';
import { sha256 } from './sha256.ts';
import { solve } from './solve.ts';

test("our SHA-256 is the platform's, for every message", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (message) => {
      expect(Buffer.from(sha256(message)).toString('hex')).toBe(createHash('sha256').update(message).digest('hex'));
    }),
  );
});

test('a solution begins as asked and is derived from salt, nonce and counter', () => {
  const parameters = { nonce: '0a'.repeat(16), salt: 'b1'.repeat(16), cost: 2, keyPrefix: '00' };
  const { counter, derivedKey } = solve({ parameters, signature: '' });
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(counter);
  const once = createHash('sha256')
    .update(Buffer.from(parameters.salt + parameters.nonce, 'hex'))
    .update(tail)
    .digest();
  expect(createHash('sha256').update(once).digest('hex')).toBe(derivedKey);
  expect(derivedKey.startsWith('00')).toBe(true);
});
