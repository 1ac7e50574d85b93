import fc from '../../testing/properties.ts';
import { expect, it } from 'vitest';
import { letterCode, letterKey } from './letter-code.ts';

it('a code has ten characters that are not mistaken for one another, whatever chance gives', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.integer({ min: 0, max: 255 })), (stream) => {
      const code = letterCode((n) => Uint8Array.from({ length: n }, () => stream.next().value));
      expect(code).toMatch(/^[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}$/);
      expect(letterKey(code)).toHaveLength(10);
    }),
  );
});

it('typing it in small letters, full width or without the dash finds the same', () => {
  expect(letterKey(' 7k3m9 － ｑxa4t ')).toBe(letterKey('7K3M9-QXA4T'));
});
