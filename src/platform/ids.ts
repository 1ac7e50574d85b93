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

const DIGITS = Buffer.from('0123456789abcdef');

/** A time-ordered identifier (RFC 9562, version 7): 48 bits of milliseconds, then chance. `now` is milliseconds since 1970. */
export function newId(now: number = Date.now(), random: Uint8Array = chance(10)): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return written(bytes);
}

/** One flat string: glued from pieces, an id that is kept would keep ten of them. */
function written(bytes: Buffer): string {
  const text = Buffer.allocUnsafe(36);
  for (let i = 0, at = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text[at++] = 0x2d;
    text[at++] = DIGITS[bytes[i]! >> 4]!;
    text[at++] = DIGITS[bytes[i]! & 0x0f]!;
  }
  return text.toString('latin1');
}
