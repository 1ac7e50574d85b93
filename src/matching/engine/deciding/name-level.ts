import { canSoundAlike, nameCharacters } from '../../../standards/name-characters.ts';
import { hasLostUnit, OPTIONAL, WILD } from './name-units.ts';

/** How two names stand to each other; the number is the level times ten. */
export type NameRelation = { level: 50 | 40 | 35 | 30 | 20 | 10 | 0; how: NameHow };

/** In what way they differ: the words of the explanation. */
export type NameHow =
  | 'equal'
  | 'script'
  | 'sound'
  | 'lost'
  | 'dropped'
  | 'pinyin'
  | 'swapped'
  | 'cut'
  | 'cut-short'
  | 'one-of-many'
  | 'one-of-three'
  | 'near'
  | 'surname'
  | 'other'
  | 'missing';

const EQUAL: NameRelation = { level: 50, how: 'equal' };
const SCRIPT: NameRelation = { level: 50, how: 'script' };
const SURNAME: NameRelation = { level: 20, how: 'surname' };
const OTHER: NameRelation = { level: 10, how: 'other' };
const MISSING: NameRelation = { level: 0, how: 'missing' };
const LONG = 4;
const { fold, sound, further, syllables } = nameCharacters();

/** Compares two names held as code units (see `readNameUnits`). Symmetric. */
export function compareNames(
  a: Uint16Array,
  aAt: number,
  aLength: number,
  b: Uint16Array,
  bAt: number,
  bLength: number,
): NameRelation {
  if (aLength === 0 || bLength === 0) return MISSING;
  if (aLength === bLength) {
    let i = 0;
    while (i < aLength && a[aAt + i] === b[bAt + i]) i++;
    if (i === aLength && !hasLostUnit(a, aAt, aLength)) return EQUAL;
  }
  return compareForms(formOf(a, aAt, aLength), formOf(b, bAt, bLength));
}

/** A name as an array of folded code points, without the optional end. */
type Form = { units: number[]; optional: boolean };

function formOf(units: Uint16Array, at: number, length: number): Form {
  const form: Form = { units: [], optional: false };
  for (let i = at; i < at + length; i++) {
    const unit = units[i]!;
    if (unit === OPTIONAL) form.optional = true;
    else if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < at + length) {
      form.units.push(0x1_0000 + ((unit - 0xd800) << 10) + (units[++i]! - 0xdc00));
    } else form.units.push(fold[unit]!);
  }
  return form;
}

function compareForms(a: Form, b: Form): NameRelation {
  const [x, y] = a.units.length <= b.units.length ? [a.units, b.units] : [b.units, a.units];
  const missing = y.length - x.length;
  const optional = a.optional || b.optional;
  if (missing === 0) return compareSameLength(x, y, optional);
  const shorter = a.units.length < b.units.length ? a : b;
  if (missing === 1 && shorter.optional && x.every((unit, i) => alike(unit, y[i]!))) return { level: 40, how: 'lost' };
  if (isLatin(x) !== isLatin(y)) return asPinyin(x, y);
  return compareOtherLength(x, y, missing);
}

function compareSameLength(x: readonly number[], y: readonly number[], optional: boolean): NameRelation {
  let equal = 0;
  let lost = 0;
  let sounds = 0;
  for (let i = 0; i < x.length; i++) {
    if (x[i] === WILD || y[i] === WILD) lost++;
    else if (x[i] === y[i]) equal++;
    else if (canSoundAlike(x[i]!, y[i]!)) sounds++;
  }
  const differing = x.length - equal - lost - sounds;
  if (differing === 0) {
    if (equal === x.length) return optional ? { level: 40, how: 'lost' } : SCRIPT;
    if (lost > 0) return equal + sounds > 0 ? { level: 40, how: 'lost' } : OTHER;
    return { level: 40, how: 'sound' };
  }
  if (isSwapped(x, y)) return { level: 35, how: 'swapped' };
  if (x.length >= LONG && differing === 1) return { level: 35, how: 'one-of-many' };
  if (x.length === 3 && differing === 1 && lost === 0) return { level: 30, how: 'one-of-three' };
  if (x.length > LONG && editsUpTo(x, y, 2) <= 2) return { level: 30, how: 'near' };
  return alike(x[0]!, y[0]!) ? SURNAME : OTHER;
}

function compareOtherLength(x: readonly number[], y: readonly number[], missing: number): NameRelation {
  if (missing === 1 && y.length >= LONG && isSubsequence(x, y)) return { level: 40, how: 'dropped' };
  // Two characters of three are cut only where they are written the same: that much two strangers can sound alike.
  const same = x.length > 2 ? alike : (one: number, other: number): boolean => one === other;
  const begins = x.every((unit, i) => same(unit, y[i]!));
  const ends = x.every((unit, i) => same(unit, y[i + missing]!));
  if (x.length >= 2 && (begins || ends)) return { level: 35, how: x.length > 2 ? 'cut' : 'cut-short' };
  if (x.length === 2 && missing === 1 && x[0] === y[0] && x[1] === y[2]) return { level: 35, how: 'cut-short' };
  if (y.length > LONG && editsUpTo(x, y, 2) <= 2) return { level: 30, how: 'near' };
  return alike(x[0]!, y[0]!) ? SURNAME : OTHER;
}

function alike(a: number, b: number): boolean {
  return a === b || a === WILD || b === WILD || canSoundAlike(a, b);
}

/** Two neighbouring characters exchanged, or the parts of a long name in another order. */
function isSwapped(x: readonly number[], y: readonly number[]): boolean {
  const first = x.findIndex((unit, i) => unit !== y[i]);
  if (x[first] === y[first + 1] && x[first + 1] === y[first]) {
    return x.every((unit, i) => i === first || i === first + 1 || unit === y[i]);
  }
  if (x.length < LONG) return false;
  return x.some((_, by) => by > 0 && x.every((unit, i) => unit === y[(i + by) % y.length]));
}

function isSubsequence(x: readonly number[], y: readonly number[]): boolean {
  let at = 0;
  for (const unit of y) if (at < x.length && alike(x[at]!, unit)) at++;
  return at === x.length;
}

/** Levenshtein distance, or more than `most` as soon as that is sure. */
function editsUpTo(x: readonly number[], y: readonly number[], most: number): number {
  let before = Array.from({ length: y.length + 1 }, (_, i) => i);
  for (let i = 1; i <= x.length; i++) {
    const row = [i];
    for (let j = 1; j <= y.length; j++) {
      const same = alike(x[i - 1]!, y[j - 1]!) ? 0 : 1;
      row.push(Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + same));
    }
    if (Math.min(...row) > most) return most + 1;
    before = row;
  }
  return before[y.length]!;
}

function isLatin(units: readonly number[]): boolean {
  return units.every((unit) => unit >= 0x61 && unit <= 0x7a);
}

/** A name written in pinyin against one in characters. */
function asPinyin(x: readonly number[], y: readonly number[]): NameRelation {
  const [latin, han] = isLatin(x) ? [x, y] : [y, x];
  const text = String.fromCharCode(...latin);
  const readings = han.map((unit) => [sound[unit] ?? 0, ...(further.get(unit) ?? [])].map((n) => syllables[n] ?? ''));
  const reads = (rest: string, at: number): boolean =>
    at === readings.length
      ? rest === ''
      : readings[at]!.some((s) => s !== '' && rest.startsWith(s) && reads(rest.slice(s.length), at + 1));
  return reads(text, 0) ? { level: 40, how: 'pinyin' } : OTHER;
}
