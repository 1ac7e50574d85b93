import type { RegistryColumns, Segment } from '../reading/columns.ts';

/** An open-addressed table from a packed number to its register rows. A slot holds row + 1; rows with one number lie along one run of slots. */
export type IdIndex = { slots: Int32Array; mask: number };

/** Rows with one number that are kept; a register with more of one number is damaged and only its first rows are found. */
const MOST_TWINS = 16;
/** So many slots are passed without a look at whose they are: that would cost more than it saves. */
const NEAR = 8;
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
  for (let from = segment.from; from < segment.to; from += ROUND) {
    const to = Math.min(segment.to, from + ROUND);
    if (to - from < WORTH_ORDER) for (let row = from; row < to; row++) addRow(index, id, row);
    else addInOrder(index, id, from, to);
  }
}

/** Rows taken in one round, and from how many on it is worth while to bring them into the order of the table. */
const ROUND = 1 << 22;
const WORTH_ORDER = 1 << 17;
const REACHES = 256;

/** Adds rows by reaches of the table, one after the other: what lies in a reach stays near while its rows are added. */
function addInOrder(index: IdIndex, id: Float64Array, from: number, to: number): void {
  const { mask } = index;
  const shift = Math.max(0, 32 - Math.clz32(mask) - Math.log2(REACHES));
  const begins = new Int32Array(REACHES + 1);
  for (let row = from; row < to; row++) {
    if (id[row] === 0) continue;
    const reach = ((hashOf(id[row]!) & mask) >>> shift) + 1;
    begins[reach] = begins[reach]! + 1;
  }
  for (let reach = 1; reach <= REACHES; reach++) begins[reach] = begins[reach]! + begins[reach - 1]!;
  const many = begins[REACHES]!;
  const [rows, slots] = [new Int32Array(many), new Int32Array(many)];
  for (let row = from; row < to; row++) {
    if (id[row] === 0) continue;
    const slot = hashOf(id[row]!) & mask;
    const place = begins[slot >>> shift]!++;
    rows[place] = row;
    slots[place] = slot;
  }
  for (let i = 0; i < many; i++) put(index, id, rows[i]!, slots[i]!);
}

/** Adds one row by its number; a row without one is left out. */
export function addRow(index: IdIndex, id: Float64Array, row: number): void {
  if (id[row]! > 0) put(index, id, row, hashOf(id[row]!) & index.mask);
}

/** Puts a row into the first free slot from `slot` on. */
function put({ slots, mask }: IdIndex, id: Float64Array, row: number, slot: number): void {
  let at = slot;
  let twins = 0;
  for (let step = 0; ; step++) {
    const there = slots[at]!;
    if (there === 0) {
      if (Atomics.compareExchange(slots, at, 0, row + 1) === 0) return;
      continue;
    }
    if (step >= NEAR && id[there - 1] === id[row] && ++twins >= MOST_TWINS - NEAR) return;
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
