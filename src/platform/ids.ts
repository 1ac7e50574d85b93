import { randomFillSync } from 'node:crypto';

const POOL = 8192;
let pool = Buffer.alloc(0);
let used = 0;

/** Random bytes (at most 8,192), each given out once, drawn from the system in blocks because a draw costs more than its bytes. */
export function chance(bytes: number): Buffer {
  if (used + bytes > pool.length) {
    pool = randomFillSync(Buffer.allocUnsafeSlow(POOL));
    used = 0;
  }
  used += bytes;
  return pool.subarray(used - bytes, used);
}

/** A time-ordered identifier (RFC 9562, version 7): 48 bits of milliseconds, then chance. `now` is milliseconds since 1970. */
export function newId(now: number = Date.now(), random: Uint8Array = chance(10)): string {
  const hex = Buffer.alloc(16);
  hex.writeUIntBE(now, 0, 6);
  hex.set(random.subarray(0, 10), 6);
  hex[6] = (hex[6]! & 0x0f) | 0x70;
  hex[8] = (hex[8]! & 0x3f) | 0x80;
  const text = hex.toString('hex');
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}
