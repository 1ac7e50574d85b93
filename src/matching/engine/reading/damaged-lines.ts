import { symbolsOf, type Segment } from './columns.ts';
import type { Run } from '../deciding/evidence.ts';
import { addRow, findRows, idIndex } from '../deciding/id-index.ts';
import { ID, packSymbols } from '../deciding/id-number.ts';
import { repairs } from '../deciding/id-repair.ts';

/** Register lines whose own number does not hold, for rows of the list whose number holds and is nobody's; both by residual row. */
export type DamagedLines = {
  /** Lines whose name sounds the same. */
  byName: Map<number, number[]>;
  /** Lines whose number is one edit away, or agrees as far as it is known. */
  byNumber: Map<number, number[]>;
};

const MOST_LINES = 200;
const ROUNDED_DIGITS = 100;
const symbols = new Uint8Array(64);
const hits = new Int32Array(16);

/** Looks at each damaged line of the register once. */
export function damagedLines(
  run: Run,
  segments: readonly Segment[],
  rows: Int32Array,
  seeds: ReadonlyMap<number, unknown>,
): DamagedLines {
  const found: DamagedLines = { byName: new Map(), byNumber: new Map() };
  const { registry: r, queries: q } = run;
  const damaged: number[] = [];
  for (const { from, to } of segments) for (let row = from; row < to; row++) if (r.id[row] === 0) damaged.push(row);
  if (damaged.length === 0) return found;
  const bySound = new Map<number, number[]>();
  for (const row of damaged) if (r.sound[row] !== 0) push(bySound, r.sound[row]!, row);
  const numbers = idIndex(rows.length);
  for (const [owner, query] of rows.entries()) {
    if (q.idKind[query] !== ID.valid || seeds.has(owner)) continue;
    addRow(numbers, q.id, query);
    const lines = bySound.get(q.sound[query]!);
    if (lines) found.byName.set(owner, lines);
  }
  for (const row of damaged) {
    for (const packed of numbersOf(run, row)) {
      const count = findRows(numbers, q, packed, hits);
      for (let i = 0; i < count; i++) push(found.byNumber, ownerOf(rows, hits[i]!), row);
    }
  }
  return found;
}

function push(map: Map<number, number[]>, key: number, value: number): void {
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (list.length < MOST_LINES) list.push(value);
}

/** The numbers that a damaged number can have been. */
function numbersOf(run: Run, row: number): number[] {
  const kind = run.registry.idKind[row];
  if (kind !== ID.invalid && kind !== ID.rounded) return [];
  const length = symbolsOf(run.registry, row, symbols);
  if (kind === ID.invalid) return repairs(symbols, length);
  const first = packSymbols(symbols);
  return first === 0 ? [] : Array.from({ length: ROUNDED_DIGITS }, (_, i) => first + i);
}

/** `rows` ascends. */
function ownerOf(rows: Int32Array, query: number): number {
  let [low, high] = [0, rows.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]! < query) low = middle + 1;
    else high = middle;
  }
  return low;
}
