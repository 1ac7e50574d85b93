import type { IdKind } from '../deciding/id-number.ts';

/** A run of rows; between two runs lie places that no row uses. */
export type Segment = { from: number; to: number };

/** A run of rows in so many pieces of about the same length. */
export function piecesOf(segment: Segment, pieces: number): Segment[] {
  const size = Math.max(1, Math.ceil((segment.to - segment.from) / pieces));
  const made: Segment[] = [];
  for (let from = segment.from; from < segment.to; from += size)
    made.push({ from, to: Math.min(segment.to, from + size) });
  return made;
}

/** Sexes and other facts of one row in one byte. */
export const FLAG = { male: 1, female: 2, ended: 4, deceased: 8, rounded: 16 } as const;

/** What both sides keep of a row, as columns in shared memory so that threads can read them. */
type CommonColumns = {
  capacity: number;
  /** Packed number, 0 where none holds. */
  id: Float64Array;
  idKind: Uint8Array;
  flags: Uint8Array;
  /** Where a row's name begins among `names`; it ends where the next row's begins. */
  nameAt: Uint32Array;
  names: Uint16Array;
  /** See `soundOfName`; 0 for no name, or one with lost characters. */
  sound: Uint32Array;
  phone: Float64Array;
  /** Division code padded to 12 digits, 0 for none. */
  place: Float64Array;
  /** Hash of the household's number, 0 for none. */
  household: Uint32Array;
  /** Where a row's text begins: its key, and for a number that does not hold a tab and its symbols. */
  textAt: Uint32Array;
  text: Uint8Array;
};

/** The register. */
export type RegistryColumns = CommonColumns & {
  /** Day number of birth where the number does not hold, 0 for unknown. */
  birth: Uint32Array;
};

/** The list that is matched. */
export type QueryColumns = CommonColumns & {
  /** Why a row is set aside, 0 where it is not. */
  aside: Uint8Array;
};

/** How large columns are to be made. */
export type Capacity = { rows: number; nameUnits: number; textBytes: number };

const common = (size: Capacity): CommonColumns => ({
  capacity: size.rows,
  id: new Float64Array(new SharedArrayBuffer(size.rows * 8)),
  idKind: new Uint8Array(new SharedArrayBuffer(size.rows)),
  flags: new Uint8Array(new SharedArrayBuffer(size.rows)),
  nameAt: new Uint32Array(new SharedArrayBuffer((size.rows + 1) * 4)),
  names: new Uint16Array(new SharedArrayBuffer(size.nameUnits * 2)),
  sound: new Uint32Array(new SharedArrayBuffer(size.rows * 4)),
  phone: new Float64Array(new SharedArrayBuffer(size.rows * 8)),
  place: new Float64Array(new SharedArrayBuffer(size.rows * 8)),
  household: new Uint32Array(new SharedArrayBuffer(size.rows * 4)),
  textAt: new Uint32Array(new SharedArrayBuffer((size.rows + 1) * 4)),
  text: new Uint8Array(new SharedArrayBuffer(size.textBytes)),
});

/** Memory is given by the system only where it is written, so a generous capacity costs nothing. */
export function registryColumns(size: Capacity): RegistryColumns {
  return { ...common(size), birth: new Uint32Array(new SharedArrayBuffer(size.rows * 4)) };
}

export function queryColumns(size: Capacity): QueryColumns {
  return { ...common(size), aside: new Uint8Array(new SharedArrayBuffer(size.rows)) };
}

const decoder = new TextDecoder('utf-8');
const TAB = 9;

/** The key of a row as it was written (person_id, row_id). */
export function keyOf(columns: Pick<CommonColumns, 'text' | 'textAt'>, row: number): string {
  const end = symbolsAt(columns, row);
  return decoder.decode(columns.text.slice(columns.textAt[row], end < 0 ? columns.textAt[row + 1] : end - 1));
}

/** Copies the symbols of a number that does not hold into `out`; returns how many. */
export function symbolsOf(columns: Pick<CommonColumns, 'text' | 'textAt'>, row: number, out: Uint8Array): number {
  const from = symbolsAt(columns, row);
  if (from < 0) return 0;
  const to = columns.textAt[row + 1]!;
  for (let i = from; i < to; i++) out[i - from] = columns.text[i]! - SYMBOL_BASE;
  return to - from;
}

/** Symbols are kept as letters so that a tab cannot be among them. */
const SYMBOL_BASE = 0x40;

function symbolsAt(columns: Pick<CommonColumns, 'text' | 'textAt'>, row: number): number {
  const from = columns.textAt[row]!;
  for (let i = columns.textAt[row + 1]! - 1; i >= from; i--) if (columns.text[i] === TAB) return i + 1;
  return -1;
}

/** Writes a key at `at`; returns where it ends. A tab inside it becomes a blank. */
export function writeKey(text: Uint8Array, at: number, bytes: Uint8Array, from: number, to: number): number {
  let write = at;
  for (let i = from; i < to; i++) text[write++] = bytes[i] === TAB ? 0x20 : bytes[i]!;
  return write;
}

/** Writes the symbols of a number behind a key; returns where they end. */
export function writeSymbols(text: Uint8Array, at: number, symbols: Uint8Array, length: number): number {
  let write = at;
  text[write++] = TAB;
  for (let i = 0; i < length; i++) text[write++] = SYMBOL_BASE + symbols[i]!;
  return write;
}

/** How many units the name of a row has. */
export function nameLength(columns: Pick<CommonColumns, 'nameAt'>, row: number): number {
  return columns.nameAt[row + 1]! - columns.nameAt[row]!;
}

export const kindOf = (columns: Pick<CommonColumns, 'idKind'>, row: number): IdKind => columns.idKind[row] as IdKind;
