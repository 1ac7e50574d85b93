import { nameCharacters } from '../../../standards/name-characters.ts';
import { nameKey } from '../../../standards/name-text.ts';

/** Stands for exactly one character that was lost or hidden. */
export const WILD = 0x3f;
/** Stands for nothing or one character: a star or a description in brackets behind a name. */
export const OPTIONAL = 0x2a;
/** Longer names are cut: no two persons differ only after so many characters. */
export const MAX_UNITS = 60;

const [PLAIN, DROP, LOST, MAPPED, SLOW] = [0, 1, 2, 3, 4] as const;
const DOTS = '·.．。•‧・･∙⋅﹒˙ᐧ●';
const LOST_SIGNS = '?？□■▢〓*＊\uFFFD';
const BRACKET = /[([{〔【<《].*$/u;
/** Signs that choose between drawings of one character. */
const SELECTORS = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu;
const decoder = new TextDecoder('utf-8');

const { kinds, mapped } = unitTables();
const soundMarks = soundsOfUnits();

/**
 * Reads a name from UTF-8 bytes into code units: no blanks, no dots, no remarks behind it, Latin letters small, lost characters as `WILD`. Returns
 * how many units were written to `out` at `at`. Scripts are not folded: two names that are equal here are equal in the sense of `nameEquals`.
 */
export function readNameUnits(bytes: Uint8Array, from: number, to: number, out: Uint16Array, at: number): number {
  let write = at;
  const limit = at + MAX_UNITS;
  for (let i = from; i < to && write < limit;) {
    const byte = bytes[i]!;
    let unit: number;
    if (byte < 0x80) {
      unit = byte;
      i++;
    } else if (byte >= 0xe0 && byte < 0xf0) {
      unit = ((byte & 0x0f) << 12) | ((bytes[i + 1]! & 0x3f) << 6) | (bytes[i + 2]! & 0x3f);
      i += 3;
    } else if (byte < 0xe0) {
      unit = ((byte & 0x1f) << 6) | (bytes[i + 1]! & 0x3f);
      i += 2;
    } else return readSlowly(bytes, from, to, out, at);
    const kind = kinds[unit]!;
    if (kind === PLAIN) out[write++] = unit;
    else if (kind === MAPPED) out[write++] = mapped[unit]!;
    else if (kind !== DROP) return readSlowly(bytes, from, to, out, at);
  }
  if (write - at > 2 && isLetter(out[write - 1]!) && !isLetter(out[write - 2]!)) out[write - 1] = OPTIONAL;
  return write - at;
}

const isLetter = (unit: number): boolean => unit >= 0x61 && unit <= 0x7a;

function readSlowly(bytes: Uint8Array, from: number, to: number, out: Uint16Array, at: number): number {
  let key = nameKey(decoder.decode(bytes.subarray(from, to)).replace(SELECTORS, '')).replace(
    /['’‘`´"“”=\-‐‑–—_,，、/\\]/g,
    '',
  );
  let tail = '';
  if (BRACKET.test(key) && key.replace(BRACKET, '').length > 0) {
    key = key.replace(BRACKET, '');
    tail = String.fromCharCode(OPTIONAL);
  } else if (/[^*?][^*?][*＊]$/u.test(key)) {
    key = key.slice(0, -1);
    tail = String.fromCharCode(OPTIONAL);
  }
  let write = at;
  for (const unit of (key + tail).slice(0, MAX_UNITS)) {
    for (let i = 0; i < unit.length; i++) {
      const code = unit.charCodeAt(i);
      if (code === OPTIONAL && tail !== '') out[write++] = OPTIONAL;
      else out[write++] = kinds[code] === LOST ? WILD : code;
    }
  }
  return write - at;
}

export const SOUND_START = 0x811c9dc5 | 0;

export const soundStep = (hash: number, unit: number): number => Math.imul(hash ^ soundMarks[unit]!, 0x01000193);

export function soundEnd(hash: number): number {
  let end = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  end ^= end >>> 12;
  return end >>> 0 || 1;
}

/** A number for how a name sounds, the same for all names of level 4 and 5 without lost characters. 0 for an empty name. */
export function soundOfName(units: Uint16Array, at: number, length: number): number {
  if (length === 0) return 0;
  let hash = SOUND_START;
  for (let i = at; i < at + length; i++) hash = soundStep(hash, units[i]!);
  return soundEnd(hash);
}

/** Whether a name holds a character that stands for others, so that its sound says nothing. */
export function hasLostUnit(units: Uint16Array, at: number, length: number): boolean {
  for (let i = at; i < at + length; i++) if (units[i] === WILD || units[i] === OPTIONAL) return true;
  return false;
}

/** How each code unit sounds in the form used for comparison; what has no sound stands for itself. */
function soundsOfUnits(): Uint32Array {
  const { fold, sound } = nameCharacters();
  const marks = new Uint32Array(0x1_0000);
  for (let unit = 0; unit < marks.length; unit++) marks[unit] = sound[fold[unit]!]! || fold[unit]! + 1000;
  return marks;
}

function unitTables(): { kinds: Uint8Array; mapped: Uint16Array } {
  const made = { kinds: new Uint8Array(0x1_0000).fill(SLOW), mapped: new Uint16Array(0x1_0000) };
  const set = (from: number, to: number, kind: number): void => {
    made.kinds.fill(kind, from, to + 1);
  };
  set(0x3400, 0x9fff, PLAIN);
  set(0x3007, 0x3007, PLAIN);
  set(0x61, 0x7a, PLAIN);
  for (const char of ` \t\u00A0\u3000\u200B\uFEFF${DOTS}`) set(char.charCodeAt(0), char.charCodeAt(0), DROP);
  for (let code = 0x41; code <= 0x5a; code++) {
    made.mapped[code] = code + 0x20;
    set(code, code, MAPPED);
  }
  for (let code = 0xf900; code <= 0xfaff; code++) {
    const unified = String.fromCharCode(code).normalize('NFKC');
    if (unified.length !== 1) continue;
    made.mapped[code] = unified.charCodeAt(0);
    set(code, code, MAPPED);
  }
  for (const char of LOST_SIGNS) set(char.charCodeAt(0), char.charCodeAt(0), LOST);
  set(0xe000, 0xf8ff, LOST);
  return made;
}
