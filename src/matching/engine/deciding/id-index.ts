import type { RegistryColumns, Segment } from '../reading/columns.ts';

/** An open-addressed table from a packed number to its register rows. A slot holds row + 1; rows with one number lie along one run of slots. */
export type IdIndex = { slots: Int32Array; mask: number };

/** Rows with one number that are kept; a register with more of one number is damaged and only its first rows are found. */
const MOST_TWINS = 16;
const FILL = 0.62;

/** An empty table for so many rows. */
export function idIndex(rows: number): IdIndex {
  let size = 1024;
  while (size * FILL < rows) size *= 2;
  return { slots: new Int32Array(new SharedArrayBuffer(size * 4)), mask: size - 1 };
}

/** Spreads a packed number over 32 bits. */
export function hashOf(packed: number): number {
  let hash = Math.imul(packed | 0, 0x9e3779b1) ^ Math.imul((packed / 4_294_967_296) | 0, 0x85ebca6b);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

/** Adds the rows of a segment. Several threads may add at once. */
export function addRows(index: IdIndex, id: Float64Array, segment: Segment): void {
  for (let row = segment.from; row < segment.to; row++) if (id[row]! > 0) addRow(index, id, row);
}

/** Adds one row by its number. */
export function addRow({ slots, mask }: IdIndex, id: Float64Array, row: number): void {
  const packed = id[row]!;
  let at = hashOf(packed) & mask;
  let twins = 0;
  for (;;) {
    const there = slots[at]!;
    if (there === 0) {
      if (Atomics.compareExchange(slots, at, 0, row + 1) === 0) return;
      continue;
    }
    if (id[there - 1] === packed && ++twins >= MOST_TWINS) return;
    at = (at + 1) & mask;
  }
}

/** The rows that have a number, in their order, written to `out`; returns how many. */
export function findRows(
  index: IdIndex,
  registry: Pick<RegistryColumns, 'id'>,
  packed: number,
  out: Int32Array,
): number {
  const { slots, mask } = index;
  const { id } = registry;
  let found = 0;
  for (let at = hashOf(packed) & mask; slots[at] !== 0; at = (at + 1) & mask) {
    const row = slots[at]! - 1;
    if (id[row] === packed && found < out.length) out[found++] = row;
  }
  if (found > 1) out.subarray(0, found).sort();
  return found;
}
