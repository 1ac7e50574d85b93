import { randomBytes } from 'node:crypto';

/** A time-ordered identifier (RFC 9562, version 7): 48 bits of milliseconds, then chance. `now` is milliseconds since 1970. */
export function newId(now: number = Date.now(), chance: Uint8Array = randomBytes(10)): string {
  const hex = Buffer.alloc(16);
  hex.writeUIntBE(now, 0, 6);
  hex.set(chance.subarray(0, 10), 6);
  hex[6] = (hex[6]! & 0x0f) | 0x70;
  hex[8] = (hex[8]! & 0x3f) | 0x80;
  const text = hex.toString('hex');
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}
