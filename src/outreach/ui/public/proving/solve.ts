import { sha256 } from './sha256.ts';

export type Challenge = {
  parameters: { nonce: string; salt: string; cost: number; keyPrefix: string };
  signature: string;
};
export type Solution = { counter: number; derivedKey: string };

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hexOf = (data: Uint8Array): string => Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Counts up until the key derived from salt, nonce and counter (big-endian, 32 bits) begins as asked. */
export function solve({ parameters }: Challenge): Solution {
  const head = bytes(parameters.salt + parameters.nonce);
  const wanted = bytes(parameters.keyPrefix);
  const data = new Uint8Array(head.length + 4);
  data.set(head);
  const view = new DataView(data.buffer);
  for (let counter = 0; ; counter++) {
    view.setUint32(head.length, counter);
    let key = sha256(data);
    for (let round = 1; round < parameters.cost; round++) key = sha256(key);
    if (wanted.every((byte, i) => key[i] === byte)) return { counter, derivedKey: hexOf(key) };
  }
}
