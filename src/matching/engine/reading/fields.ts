import { dayNumber } from '../deciding/id-number.ts';
import { FLAG } from './columns.ts';

const decoder = new TextDecoder('utf-8');
const PHONE_LENGTH = 11;

/** A phone as a number: the first run of digits, without +86; 0 where there is none. */
export function readPhone(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  let digits = 0;
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    let digit = byte - 0x30;
    if (byte === 0xef && bytes[i + 1] === 0xbc && bytes[i + 2]! >= 0x90 && bytes[i + 2]! <= 0x99) {
      digit = bytes[i + 2]! - 0x90;
      i += 2;
    } else if (digit < 0 || digit > 9) {
      // Blanks and hyphens stand inside a number, anything else ends it.
      if (digits >= PHONE_LENGTH || (digits >= 7 && byte !== 0x20 && byte !== 0x2d)) break;
      if (byte === 0x2e || byte === 0x65 || byte === 0x45) break;
      continue;
    }
    if (digits === 0 && digit === 0 && value === 0) {
      // Leading zeros: an area code's, or 0086.
      continue;
    }
    value = value * 10 + digit;
    digits++;
    if (digits === 2 && value === 86) {
      value = 0;
      digits = 0;
    }
    if (digits === PHONE_LENGTH && value >= 1e10) break;
    if (digits > 13) return 0;
  }
  return digits >= 7 ? value : 0;
}

/** A division code of 6, 9 or 12 digits as a number of 12 digits; 0 where there is none. */
export function readPlace(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  let digits = 0;
  for (let i = from; i < to; i++) {
    const digit = bytes[i]! - 0x30;
    if (digit < 0 || digit > 9) {
      if (bytes[i] === 0x2e && digits > 0) break;
      continue;
    }
    if (digits === 12) return 0;
    value = value * 10 + digit;
    digits++;
  }
  if (digits < 2 || value === 0) return 0;
  for (; digits < 12; digits++) value *= 10;
  return value;
}

/** How much of a place is stated: 12 village, 9 township, 6 county, 4, 2, or 0. */
export function placeDepth(place: number): number {
  if (place === 0) return 0;
  if (place % 1e3 !== 0) return 12;
  if (place % 1e6 !== 0) return 9;
  if (place % 1e8 !== 0) return 6;
  return place % 1e10 === 0 ? 2 : 4;
}

/** How deep two places agree: 12, 9, 6, or 0 where they differ at county level; -1 where one states no county. */
export function placeAgreement(a: number, b: number): number {
  const depth = Math.min(placeDepth(a), placeDepth(b));
  if (depth < 6) return -1;
  if (Math.floor(a / 1e6) !== Math.floor(b / 1e6)) return 0;
  if (depth < 9 || Math.floor(a / 1e3) !== Math.floor(b / 1e3)) return 6;
  return depth === 12 && a === b ? 12 : 9;
}

/** `FLAG.male`, `FLAG.female` or 0: 男, 女, 男性, M, F, male, female, 1, 2. */
export function readSex(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x30)) at++;
  const first = bytes[at];
  if (at >= to || first === undefined) return 0;
  if (first < 0x80) {
    const letter = first | 0x20;
    if (first === 0x31 || letter === 0x6d) return FLAG.male;
    return first === 0x32 || letter === 0x66 ? FLAG.female : 0;
  }
  for (let i = at; i + 2 < to; i++) {
    if (bytes[i] === 0xe7 && bytes[i + 1] === 0x94 && bytes[i + 2] === 0xb7) return FLAG.male;
    if (bytes[i] === 0xe5 && bytes[i + 1] === 0xa5 && bytes[i + 2] === 0xb3) return FLAG.female;
  }
  return 0;
}

export const HOUSEHOLD_START = 0x811c9dc5 | 0;

export const householdStep = (hash: number, byte: number): number =>
  Math.imul(hash ^ (byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte), 0x01000193);

export function householdEnd(hash: number): number {
  const spread = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (spread ^ (spread >>> 13)) >>> 0 || 1;
}

/** A hash of a household's number; 0 for a blank one. */
export function readHousehold(bytes: Uint8Array, from: number, to: number): number {
  let hash = HOUSEHOLD_START;
  let any = false;
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    if (byte === 0x20 || byte === 0x09) continue;
    any = true;
    hash = householdStep(hash, byte);
  }
  return any ? householdEnd(hash) : 0;
}

/** A day number from 1990-01-02, 1990/1/2, 1990.1.2, 19900102, 1990年1月2日 or a spreadsheet's serial number; 0 where there is none. */
export function readDay(bytes: Uint8Array, from: number, to: number): number {
  if (to - from < 4) return 0;
  const text = decoder.decode(bytes.subarray(from, to)).normalize('NFKC').trim();
  const parts = /^(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})(?:\D.*)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (parts) return Math.max(0, dayNumber(Number(parts[1]), Number(parts[2]), Number(parts[3])));
  if (!/^\d{4,5}(?:\.0+)?$/.test(text)) return 0;
  const serial = new Date(Date.UTC(1899, 11, 30) + Number(text) * 86_400_000);
  const day = dayNumber(serial.getUTCFullYear(), serial.getUTCMonth() + 1, serial.getUTCDate());
  return day > 0 ? day : 0;
}

/** Whether a text states a day: 9999-12-31 and the like say "open". */
export function isEnd(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from >= 4 && !(bytes[from] === 0x39 && bytes[from + 1] === 0x39 && bytes[from + 2] === 0x39);
}

/** Whether a category notes a death (死亡, 亡故). */
export function saysDeceased(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to - 2; i++)
    if (bytes[i] === 0xe4 && bytes[i + 1] === 0xba && bytes[i + 2] === 0xa1) return true;
  return false;
}
