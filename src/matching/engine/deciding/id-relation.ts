import { HIDDEN, ID, X, type IdKind } from './id-number.ts';

/** How a damaged number stands to a whole one. */
export type IdRelation = {
  /** Edits between them (exchange of neighbours counts one); 0 where all that is known agrees; FAR for more than five; UNKNOWN where nothing can be said. */
  edits: number;
  /** Digits that are known and agree, where a part is hidden. */
  known: number;
  /** Of those, the ones behind the year of birth, which tell people of one place and age apart. */
  telling: number;
};

export const FAR = 9;
export const UNKNOWN = -1;
const MOST_EDITS = 5;
const ROUNDED_KEEPS = 15;
const YEAR_ENDS = 10;

/** Compares what was written (`kind`, `symbols`) with the 18 symbols of a whole number. */
export function relateIds(kind: IdKind, symbols: Uint8Array, length: number, whole: Uint8Array): IdRelation {
  if (kind === ID.missing) return { edits: UNKNOWN, known: 0, telling: 0 };
  if (kind === ID.scientific) return relateScientific(symbols, length, whole);
  if (kind === ID.masked) return relateMasked(symbols, length, whole);
  if (kind === ID.rounded) {
    const differing = differingPlaces(symbols, whole, ROUNDED_KEEPS);
    return differing === 0 ? { edits: 0, known: ROUNDED_KEEPS, telling: 5 } : farOr(differing);
  }
  if (length <= 16) return relateShort(symbols, length, whole);
  const relation = farOr(editDistance(symbols, length, whole, 18, MOST_EDITS));
  const kept = length === 18 && differingPlaces(symbols, whole, ROUNDED_KEEPS) === 0;
  return kept ? { ...relation, known: ROUNDED_KEEPS, telling: ROUNDED_KEEPS - YEAR_ENDS } : relation;
}

function farOr(edits: number): IdRelation {
  return { edits: edits > MOST_EDITS ? FAR : edits, known: 0, telling: 0 };
}

function differingPlaces(a: Uint8Array, b: Uint8Array, places: number): number {
  let differing = 0;
  for (let i = 0; i < places; i++) if (a[i] !== b[i]) differing++;
  return differing;
}

/** 14 to 16 digits: an old number without century and check character. */
function relateShort(symbols: Uint8Array, length: number, whole: Uint8Array): IdRelation {
  const old = Uint8Array.of(...whole.subarray(0, 6), ...whole.subarray(8, 17));
  const asOld = editDistance(symbols, length, old, 15, MOST_EDITS);
  const asNew = editDistance(symbols, length, whole, 18, MOST_EDITS);
  return farOr(Math.min(Math.max(asOld, 1), asNew));
}

/** The digits before the exponent; the last may have been rounded. */
function relateScientific(symbols: Uint8Array, length: number, whole: Uint8Array): IdRelation {
  const number = (digits: Uint8Array): number => digits.reduce((sum, digit) => sum * 10 + digit, 0);
  const digits = Math.min(length, ROUNDED_KEEPS);
  const agreed: IdRelation = { edits: 0, known: digits, telling: Math.max(0, digits - YEAR_ENDS) };
  const [written, kept] = [number(symbols.subarray(0, digits)), number(whole.subarray(0, digits))];
  if (written === kept) return agreed;
  const next = whole[digits]!;
  return written === kept + 1 && next >= 5 ? agreed : { edits: FAR, known: 0, telling: 0 };
}

/** Hidden places agree with everything. A text of another length is held against both ends. */
function relateMasked(symbols: Uint8Array, length: number, whole: Uint8Array): IdRelation {
  const relation: IdRelation = { edits: 0, known: 0, telling: 0 };
  const first = symbols.indexOf(HIDDEN);
  const from = length === 18 ? 18 : first < 0 || first >= length ? length : first;
  for (let i = 0; i < Math.min(from, 18); i++) compareAt(relation, symbols[i]!, whole, i);
  if (length === 18) return relation.edits > MOST_EDITS ? { edits: FAR, known: 0, telling: 0 } : relation;
  for (let i = length - 1, at = 17; i > from && symbols[i] !== HIDDEN && at >= 0; i--, at--) {
    compareAt(relation, symbols[i]!, whole, at);
  }
  return relation;
}

function compareAt(relation: IdRelation, symbol: number, whole: Uint8Array, place: number): void {
  if (symbol === HIDDEN) return;
  if (symbol !== whole[place]) relation.edits++;
  else {
    relation.known++;
    if (place >= YEAR_ENDS) relation.telling++;
  }
}

/** Optimal string alignment distance; more than `most` comes out as `most + 1`. */
export function editDistance(a: Uint8Array, aLength: number, b: Uint8Array, bLength: number, most: number): number {
  if (Math.abs(aLength - bLength) > most) return most + 1;
  let older: number[] = [];
  let before = Array.from({ length: bLength + 1 }, (_, i) => i);
  for (let i = 1; i <= aLength; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= bLength; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, older[j - 2]! + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    older = before;
    before = row;
  }
  return Math.min(before[bLength]!, most + 1);
}

/** Kind and place of the difference, places counted from 1: `sub@9 3->8`, `swap@5`, `missing@4`, `extra@18`; `edits=2` for more. */
export function describeEdit(symbols: Uint8Array, length: number, whole: Uint8Array): string {
  const text = (symbol: number): string => (symbol === X ? 'X' : symbol === HIDDEN ? '*' : String(symbol));
  let first = 0;
  while (first < Math.min(length, 18) && symbols[first] === whole[first]) first++;
  const rest = (a: number, b: number): boolean => {
    for (let i = a, j = b; i < length || j < 18; i++, j++)
      if (symbols[i] !== whole[j] || i >= length || j >= 18) return false;
    return true;
  };
  if (length === 18 && first === 18) return 'none';
  if (length === 18 && rest(first + 1, first + 1)) {
    return `sub@${first + 1} ${text(whole[first]!)}->${text(symbols[first]!)}`;
  }
  if (
    length === 18 &&
    symbols[first] === whole[first + 1] &&
    symbols[first + 1] === whole[first] &&
    rest(first + 2, first + 2)
  ) {
    return `swap@${first + 1}`;
  }
  if (length === 17 && rest(first, first + 1)) return `missing@${first + 1} ${text(whole[first]!)}`;
  if (length === 19 && rest(first + 1, first)) return `extra@${first + 1} ${text(symbols[first]!)}`;
  return `edits=${editDistance(symbols, length, whole, 18, MOST_EDITS)}`;
}
