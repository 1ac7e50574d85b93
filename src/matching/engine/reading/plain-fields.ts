import { dayNumber, ID, packed } from '../deciding/id-number.ts';
import { MAX_UNITS, soundStep, SOUND_START, soundEnd } from '../deciding/name-units.ts';
import { FLAG, type QueryColumns, type RegistryColumns } from './columns.ts';
import { HOUSEHOLD_START, householdEnd, householdStep, isEnd, saysDeceased } from './fields.ts';

/**
 * Fields as nearly all are written, each read in the one pass over its bytes that also finds where it ends. Every reader begins at the first byte of its field and
 * answers the place of the byte that ends it, or -1 where the field is written in any other way: then nothing it has put down counts.
 */
export type Shared = RegistryColumns | QueryColumns;

/** Longer keys are set aside. */
export const LONGEST_KEY = 200;
const COMMA = 0x2c;
const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const ZERO = 0x30;
const ID_LENGTH = 18;
const PHONE_LENGTH = 11;
const PLACE_LENGTH = 12;

const ends = (byte: number | undefined): boolean => byte === COMMA || byte === LF || byte === CR;

/** A field that says nothing here. */
export function plainOther(bytes: Uint8Array, from: number): number {
  let at = from;
  if (bytes[at] === QUOTE) return -1;
  for (;;) {
    while (bytes[at]! > COMMA) at++;
    const byte = bytes[at];
    if (ends(byte)) return at;
    if (byte === undefined || byte === 0) return -1;
    at++;
  }
}

/** A key without anything that would need care; copied to `write`. */
export function plainKey(bytes: Uint8Array, from: number, text: Uint8Array, write: number): number {
  let at = from;
  const limit = from + LONGEST_KEY;
  for (let to = write; bytes[at]! > COMMA && at < limit; at++) text[to++] = bytes[at]!;
  return at > from && ends(bytes[at]) ? at : -1;
}

/** Seventeen digits and a check character that holds; not one that a spreadsheet may have rounded. */
export function plainId(bytes: Uint8Array, at: number, columns: Shared, row: number): number {
  let sum = 0;
  // The weight of a place is two to the power of its distance from the end, modulo 11: by Horner's rule.
  for (let i = at; i < at + ID_LENGTH - 1; i++) sum = ((sum << 1) + bytes[i]! - ZERO) | 0;
  const last = bytes[at + ID_LENGTH - 1]!;
  const check = (last | 0x20) === 0x78 ? 10 : last - ZERO;
  const [region, sequence] = [digits(bytes, at, 6), digits(bytes, at + 14, 3)];
  const day = dayNumber(digits(bytes, at + 6, 4), digits(bytes, at + 10, 2), digits(bytes, at + 12, 2));
  if ((region | sequence | day | check | (10 - check)) < 0 || (sum * 2 + check) % 11 !== 1) return -1;
  if ((check === 0 && sequence % 100 === 0) || !ends(bytes[at + ID_LENGTH])) return -1;
  columns.id[row] = packed(region, day, sequence);
  columns.idKind[row] = ID.valid;
  return at + ID_LENGTH;
}

/** The value of at most nine digits, negative where one of them is none. */
function digits(bytes: Uint8Array, from: number, places: number): number {
  let value = 0;
  let strange = 0;
  for (let i = from; i < from + places; i++) {
    const digit = (bytes[i]! - ZERO) | 0;
    strange |= digit | (9 - digit);
    // An integer multiplication: the compiler would make sure that nothing overflows otherwise.
    value = (Math.imul(value, 10) + digit) | 0;
  }
  return strange < 0 ? -1 : value;
}

/** Chinese characters of the basic plane; written to the names from `write` on, with their sound. */
export function plainName(bytes: Uint8Array, from: number, columns: Shared, row: number, write: number): number {
  let at = from;
  let sound = SOUND_START;
  let to = write;
  const limit = write + MAX_UNITS;
  for (let byte = bytes[at]!; byte >= 0xe3 && byte <= 0xe9 && to < limit; byte = bytes[at]!) {
    const unit = ((byte & 0x0f) << 12) | ((bytes[at + 1]! & 0x3f) << 6) | (bytes[at + 2]! & 0x3f);
    if (unit < 0x3400) return -1;
    columns.names[to++] = unit;
    sound = soundStep(sound, unit);
    at += 3;
  }
  if (to === write || !ends(bytes[at])) return -1;
  columns.nameAt[row + 1] = to;
  columns.sound[row] = soundEnd(sound);
  return at;
}

/** 男 or 女, or nothing. */
export function plainSex(bytes: Uint8Array, at: number, columns: Shared, row: number): number {
  if (ends(bytes[at])) return at;
  const sex =
    bytes[at] === 0xe7 && bytes[at + 1] === 0x94 && bytes[at + 2] === 0xb7
      ? FLAG.male
      : bytes[at] === 0xe5 && bytes[at + 1] === 0xa5 && bytes[at + 2] === 0xb3
        ? FLAG.female
        : 0;
  if (sex === 0 || !ends(bytes[at + 3])) return -1;
  columns.flags[row] = columns.flags[row]! | sex;
  return at + 3;
}

/** Eleven digits that begin with 1, or nothing. */
export function plainPhone(bytes: Uint8Array, from: number, columns: Shared, row: number): number {
  if (ends(bytes[from])) {
    columns.phone[row] = 0;
    return from;
  }
  const [high, low] = [digits(bytes, from, 5), digits(bytes, from + 5, 6)];
  if ((high | low) < 0 || bytes[from] !== ZERO + 1 || !ends(bytes[from + PHONE_LENGTH])) return -1;
  columns.phone[row] = high * 1e6 + low;
  return from + PHONE_LENGTH;
}

/** Two to twelve digits, or nothing. */
export function plainPlace(bytes: Uint8Array, from: number, columns: Shared, row: number): number {
  if (ends(bytes[from + PLACE_LENGTH])) {
    const [high, low] = [digits(bytes, from, 6), digits(bytes, from + 6, 6)];
    if ((high | low) >= 0) {
      columns.place[row] = high * 1e6 + low;
      return from + PLACE_LENGTH;
    }
  }
  let value = 0;
  let at = from;
  for (let digit = bytes[at]! - ZERO; digit >= 0 && digit <= 9; digit = bytes[++at]! - ZERO) value = value * 10 + digit;
  const places = at - from;
  if (!ends(bytes[at]) || places === 1 || places > PLACE_LENGTH) return -1;
  for (let place = places; place < PLACE_LENGTH; place++) value *= 10;
  columns.place[row] = value;
  return at;
}

/** A household's number, or nothing. */
export function plainHousehold(bytes: Uint8Array, from: number, columns: Shared, row: number): number {
  let at = from;
  let hash = HOUSEHOLD_START;
  for (; bytes[at]! > COMMA; at++) hash = householdStep(hash, bytes[at]!);
  if (!ends(bytes[at])) return -1;
  columns.household[row] = at === from ? 0 : householdEnd(hash);
  return at;
}

/** The day a line ended, or nothing. */
export function plainUntil(bytes: Uint8Array, from: number, columns: Shared, row: number): number {
  const at = plainOther(bytes, from);
  if (at > from && isEnd(bytes, from, at)) columns.flags[row] = columns.flags[row]! | FLAG.ended;
  return at;
}

/** A category, which may note a death (see `saysDeceased`). */
export function plainCategory(bytes: Uint8Array, from: number, columns: Shared, row: number): number {
  let at = from;
  for (let byte = bytes[at]!; byte > COMMA; byte = bytes[++at]!) {
    if (byte === 0xe4 && saysDeceased(bytes, at, at + 3)) columns.flags[row] = columns.flags[row]! | FLAG.deceased;
  }
  return ends(bytes[at]) ? at : -1;
}
