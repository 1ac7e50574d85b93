import { holds, ID, packSymbols, readId, readIdBytes, unpack, weighted, weightOf, X } from './id-number.ts';

const PLACES = 18;
const scratch = new Uint8Array(PLACES);

/**
 * The numbers that hold and differ from the written one in one place: a digit replaced, two neighbours exchanged, one left out of 19, one added to 17.
 * At most about twenty; each as packed number, without repeats. Dates are real; whether anybody has the number is for the caller.
 */
export function repairs(symbols: Uint8Array, length: number): number[] {
  const found: number[] = [];
  if (length === PLACES) {
    replaceOne(symbols, found);
    swapNeighbours(symbols, found);
  } else if (length === PLACES + 1) leaveOneOut(symbols, found);
  else if (length === PLACES - 1) addOne(symbols, found);
  return found;
}

function keep(found: number[]): void {
  const packed = packSymbols(scratch);
  if (packed > 0 && !found.includes(packed)) found.push(packed);
}

/** For each place the one digit that makes the check character fit. */
function replaceOne(symbols: Uint8Array, found: number[]): void {
  scratch.set(symbols.subarray(0, PLACES));
  const sum = weighted(scratch);
  for (let place = 0; place < PLACES; place++) {
    const written = scratch[place]!;
    scratch[place] = fitting(place, sum, written);
    if (scratch[place]! < (place === PLACES - 1 ? X + 1 : X)) keep(found);
    scratch[place] = written;
  }
}

/** The symbol of a place with which the sum becomes 1; 10 may come out. */
function fitting(place: number, sum: number, written: number): number {
  const weight = weightOf(place);
  for (let symbol = 0; symbol <= X; symbol++) {
    if ((sum + (symbol - written + 11) * weight) % 11 === 1) return symbol;
  }
  return X + 1;
}

function swapNeighbours(symbols: Uint8Array, found: number[]): void {
  scratch.set(symbols.subarray(0, PLACES));
  for (let place = 0; place < PLACES - 1; place++) {
    const [a, b] = [scratch[place]!, scratch[place + 1]!];
    if (a === b || (place === PLACES - 2 && b === X)) continue;
    scratch[place] = b;
    scratch[place + 1] = a;
    if (holds(scratch)) keep(found);
    scratch[place] = a;
    scratch[place + 1] = b;
  }
}

function leaveOneOut(symbols: Uint8Array, found: number[]): void {
  for (let out = 0; out <= PLACES; out++) {
    for (let i = 0; i < PLACES; i++) scratch[i] = symbols[i < out ? i : i + 1]!;
    if (!scratch.subarray(0, PLACES - 1).includes(X) && holds(scratch)) keep(found);
  }
}

function addOne(symbols: Uint8Array, found: number[]): void {
  for (let place = 0; place < PLACES; place++) {
    for (let i = 0; i < PLACES; i++) scratch[i] = i < place ? symbols[i]! : i === place ? 0 : symbols[i - 1]!;
    if (scratch.subarray(0, PLACES - 1).includes(X)) continue;
    scratch[place] = fitting(place, weighted(scratch), 0);
    if (scratch[place]! < (place === PLACES - 1 ? X + 1 : X)) keep(found);
  }
}

const read = readId();
const symbolsOf = new Uint8Array(PLACES);

/** The numbers of 18 characters that a written one can have been by one edit; none where it is not of 17 to 19 characters, hidden or rounded. */
export function repairedNumbers(written: string): string[] {
  const bytes = new TextEncoder().encode(written);
  readIdBytes(bytes, 0, bytes.length, read);
  if (read.kind !== ID.invalid) return [];
  return repairs(read.symbols, read.length).map((packed) => {
    unpack(packed, symbolsOf);
    return [...symbolsOf].map((symbol) => (symbol === X ? 'X' : symbol)).join('');
  });
}
