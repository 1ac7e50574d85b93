/** What kind of number stands in an id field. */
export const ID = {
  missing: 0,
  /** 18 characters that hold, or a disability certificate that begins with them. */
  valid: 1,
  /** 15 digits with a real date; they have no check digit. */
  old: 2,
  /** 17 to 19 characters that do not hold. */
  invalid: 3,
  /** 18 characters that end in 000: a spreadsheet lost the last digits. */
  rounded: 4,
  /** 3.71721E+17 */
  scientific: 5,
  /** Some digits hidden or unreadable. */
  masked: 6,
  /** Too short or another document. */
  other: 7,
} as const;
export type IdKind = (typeof ID)[keyof typeof ID];

/** Symbols of a number: 0–9, then these. */
export const X = 10;
export const HIDDEN = 11;
const LETTER = 12;
const MOST_SYMBOLS = 40;

/** A number as read; reused from row to row. */
export type ReadId = {
  kind: IdKind;
  /** Region, day of birth and sequence in 47 bits where the number holds, else 0. */
  packed: number;
  symbols: Uint8Array;
  length: number;
  /** Digits that are known. */
  known: number;
  /** A number that holds and ends in 000: a spreadsheet may have made it. */
  maybeRounded: boolean;
};

export function readId(): ReadId {
  return {
    kind: ID.missing,
    packed: 0,
    symbols: new Uint8Array(MOST_SYMBOLS),
    length: 0,
    known: 0,
    maybeRounded: false,
  };
}

const WEIGHTS = Uint8Array.of(7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1);
const DAYS = Uint8Array.of(0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);
const DAY_SPAN = 0x2_0000;
const SEQUENCE_SPAN = 0x400;
const FIRST_YEAR = 1800;
const LAST_YEAR = 2099;
const decoder = new TextDecoder('utf-8');

/** Reads an id field from UTF-8 bytes into `into`: format is repaired, no digit ever is. */
export function readIdBytes(bytes: Uint8Array, from: number, to: number, into: ReadId): void {
  into.packed = 0;
  into.maybeRounded = false;
  let length = 0;
  let odd = 0;
  const symbols = into.symbols;
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    let symbol: number;
    if (byte >= 0x30 && byte <= 0x39) symbol = byte - 0x30;
    else if (byte === 0x58 || byte === 0x78) symbol = X;
    else if (byte < 0x80) {
      if (byte === 0x2a || byte === 0x3f) symbol = HIDDEN;
      else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) symbol = LETTER + (byte & 0x1f);
      else continue;
    } else if (byte >= 0xe0 && byte < 0xf0 && i + 2 < to) {
      const unit = ((byte & 0x0f) << 12) | ((bytes[i + 1]! & 0x3f) << 6) | (bytes[i + 2]! & 0x3f);
      i += 2;
      symbol = wideSymbol(unit);
      if (symbol < 0) continue;
    } else continue;
    if (symbol > X) odd++;
    if (length < MOST_SYMBOLS) symbols[length++] = symbol;
  }
  into.length = length;
  if (length === 18 && odd === 0) return classifyEighteen(into);
  classify(into, odd, bytes, from, to);
}

/** Full-width forms and signs that hide a digit; -1 for what is dropped. */
function wideSymbol(unit: number): number {
  if (unit >= 0xff10 && unit <= 0xff19) return unit - 0xff10;
  if (unit === 0xff38 || unit === 0xff58) return X;
  if (unit === 0xff0a || unit === 0xff1f || unit === 0x25a1 || unit === 0x25a0 || unit === 0x25cf || unit === 0xfffd) {
    return HIDDEN;
  }
  const letter =
    unit >= 0xff21 && unit <= 0xff3a ? unit - 0xff20 : unit >= 0xff41 && unit <= 0xff5a ? unit - 0xff40 : 0;
  return letter > 0 ? LETTER + letter : -1;
}

function classifyEighteen(into: ReadId): void {
  const { symbols } = into;
  into.known = 18;
  const rounded = symbols[15] === 0 && symbols[16] === 0 && symbols[17] === 0;
  for (let i = 0; i < 17; i++) if (symbols[i] === X) return hidden(into);
  const packed = holds(symbols) ? packSymbols(symbols) : 0;
  if (packed > 0) {
    into.packed = packed;
    into.kind = ID.valid;
    into.maybeRounded = rounded;
    return;
  }
  into.kind = isPlaceholder(symbols, 18) ? ID.missing : rounded ? ID.rounded : ID.invalid;
}

function classify(into: ReadId, odd: number, bytes: Uint8Array, from: number, to: number): void {
  const { symbols, length } = into;
  into.known = length - odd;
  if (into.known === 0 || isPlaceholder(symbols, length)) {
    into.kind = ID.missing;
    into.known = 0;
    return;
  }
  if (odd > 0 && symbols.subarray(0, length).includes(LETTER + 5) && readScientific(into, bytes, from, to)) return;
  const letters = leadingLetters(symbols, length);
  if (letters > 0 && letters === odd && length - letters >= 15) return dropLetters(into, letters, bytes, from, to);
  if (length >= 20 && length <= 22 && holdsCertificate(into)) return;
  if (odd > 0) return hidden(into);
  if (length === 15 && !symbols.subarray(0, 15).includes(X)) return classifyOld(into);
  for (let i = 0; i < length - 1; i++) if (symbols[i] === X) return hidden(into);
  into.kind = length >= 14 && length <= 20 ? ID.invalid : ID.other;
}

function leadingLetters(symbols: Uint8Array, length: number): number {
  let letters = 0;
  while (letters < length && symbols[letters]! > LETTER) letters++;
  return letters;
}

/** A status number: one letter before the 18 characters; or a word before the number. */
function dropLetters(into: ReadId, letters: number, bytes: Uint8Array, from: number, to: number): void {
  into.symbols.copyWithin(0, letters, into.length);
  into.length -= letters;
  if (into.length === 18) return classifyEighteen(into);
  classify(into, 0, bytes, from, to);
}

/** 18 characters that hold, followed by category and grade. */
function holdsCertificate(into: ReadId): boolean {
  for (let i = 0; i < 17; i++) if (into.symbols[i]! >= X) return false;
  if (into.symbols[17]! > X || !holds(into.symbols)) return false;
  const packed = packSymbols(into.symbols);
  if (packed === 0) return false;
  into.kind = ID.valid;
  into.packed = packed;
  into.length = 18;
  into.known = 18;
  return true;
}

/** Always of the last century: those for whom the sequences 996–999 were kept, a hundred years old in 1984, are on no list, but clerks shorten new numbers. */
function classifyOld(into: ReadId): void {
  const { symbols } = into;
  const full = Uint8Array.of(...symbols.subarray(0, 6), 1, 9, ...symbols.subarray(6, 15), 0);
  const packed = packSymbols(full);
  into.kind = packed > 0 ? ID.old : ID.invalid;
  into.packed = packed;
  into.known = 15;
}

/** Letters and X in the middle hide a digit. */
function hidden(into: ReadId): void {
  const { symbols, length } = into;
  let known = 0;
  for (let i = 0; i < length; i++) {
    if (symbols[i]! > X || (symbols[i] === X && i !== length - 1)) symbols[i] = HIDDEN;
    else known++;
  }
  into.known = known;
  into.kind = ID.masked;
}

function readScientific(into: ReadId, bytes: Uint8Array, from: number, to: number): boolean {
  const text = decoder
    .decode(bytes.subarray(from, to))
    .normalize('NFKC')
    .replace(/[^\dEe.+]/g, '');
  const found = /^(\d)\.?(\d*)[Ee]\+?(\d{2})$/.exec(text);
  if (!found) return false;
  const digits = (found[1]! + found[2]!).replace(/0+$/, '');
  if (found[3] !== '17' || digits === '') return false;
  for (let i = 0; i < digits.length; i++) into.symbols[i] = digits.charCodeAt(i) - 0x30;
  into.length = Math.min(digits.length, 18);
  into.known = into.length;
  into.kind = ID.scientific;
  return true;
}

/** One digit again and again, or digits counted up: a word for "none". */
function isPlaceholder(symbols: Uint8Array, length: number): boolean {
  if (length < 4) return true;
  let same = true;
  let counted = true;
  for (let i = 1; i < length; i++) {
    if (symbols[i] !== symbols[0]) same = false;
    if (symbols[i] !== (symbols[i - 1]! + 1) % 10) counted = false;
  }
  return same || counted;
}

/** Whether the check character (MOD 11-2) fits the 17 digits before it. */
export function holds(symbols: Uint8Array): boolean {
  return weighted(symbols) === 1;
}

/** The weighted sum of 18 symbols modulo 11; 1 where the check character fits. */
export function weighted(symbols: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < 18; i++) sum += symbols[i]! * WEIGHTS[i]!;
  return sum % 11;
}

/** The weight of a place, 0 to 17. */
export function weightOf(place: number): number {
  return WEIGHTS[place]!;
}

/** Packs 17 digits; 0 when the date is not a day between 1800 and 2099. The check character follows from them. */
export function packSymbols(s: Uint8Array): number {
  const year = s[6]! * 1000 + s[7]! * 100 + s[8]! * 10 + s[9]!;
  const month = s[10]! * 10 + s[11]!;
  const day = s[12]! * 10 + s[13]!;
  const at = dayNumber(year, month, day);
  if (at < 0) return 0;
  const region = s[0]! * 100_000 + s[1]! * 10_000 + s[2]! * 1000 + s[3]! * 100 + s[4]! * 10 + s[5]!;
  return packed(region, at, s[14]! * 100 + s[15]! * 10 + s[16]!);
}

/** A number from region, day number and sequence. */
export const packed = (region: number, day: number, sequence: number): number =>
  (region * DAY_SPAN + day) * SEQUENCE_SPAN + sequence;

/** A number for a day, -1 where there is no such day. Not a count of days: months have 31 places. */
export function dayNumber(year: number, month: number, day: number): number {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return -1;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  if (day > DAYS[month]! + leap) return -1;
  return (year - FIRST_YEAR) * 372 + (month - 1) * 31 + day - 1;
}

// Remainders of large numbers are slow; the spans are powers of two, so the lowest 32 bits will do.
/** Region of a packed number. */
export const regionOf = (packed: number): number => Math.floor(packed / (DAY_SPAN * SEQUENCE_SPAN));
/** Day number of a packed number. */
export const dayOf = (packed: number): number => Math.floor(packed / SEQUENCE_SPAN) & (DAY_SPAN - 1);
/** Sequence of a packed number; odd for men. */
export const sequenceOf = (packed: number): number => packed & (SEQUENCE_SPAN - 1);

/** The 18 symbols of a packed number, check character included. */
export function unpack(packed: number, out: Uint8Array): void {
  const day = dayOf(packed);
  const year = FIRST_YEAR + Math.floor(day / 372);
  put(out, 0, 6, regionOf(packed));
  put(out, 6, 4, year);
  put(out, 10, 2, (Math.floor(day / 31) % 12) + 1);
  put(out, 12, 2, (day % 31) + 1);
  put(out, 14, 3, sequenceOf(packed));
  out[17] = 0;
  out[17] = (12 - weighted(out)) % 11;
}

function put(out: Uint8Array, at: number, places: number, value: number): void {
  let rest = value;
  for (let i = at + places - 1; i >= at; i--) {
    out[i] = rest % 10;
    rest = Math.floor(rest / 10);
  }
}
