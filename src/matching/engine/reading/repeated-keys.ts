import type { QueryColumns, Segment } from './columns.ts';
import { ASIDE } from './read-lists.ts';

/** Sets every row aside whose row_id an earlier row has; returns how many. Rows already set aside do not count. */
export function setAsideRepeated(queries: QueryColumns, segments: readonly Segment[]): number {
  const rows = segments.reduce((sum, { from, to }) => sum + to - from, 0);
  let size = 1024;
  while (size < rows * 2) size *= 2;
  const slots = new Int32Array(size);
  const reason = ASIDE.indexOf('duplicate_row_id');
  let repeated = 0;
  for (const { from, to } of segments) {
    for (let row = from; row < to; row++) {
      if (queries.aside[row] !== 0) continue;
      const end = keyEnd(queries, row);
      let at = hash(queries.text, queries.textAt[row]!, end) & (size - 1);
      while (slots[at] !== 0 && !sameKey(queries, slots[at]! - 1, row, end)) at = (at + 1) & (size - 1);
      if (slots[at] === 0) slots[at] = row + 1;
      else {
        queries.aside[row] = reason;
        repeated++;
      }
    }
  }
  return repeated;
}

const TAB = 9;

function keyEnd(queries: QueryColumns, row: number): number {
  const end = queries.textAt[row + 1]!;
  for (let at = queries.textAt[row]!; at < end; at++) if (queries.text[at] === TAB) return at;
  return end;
}

function hash(text: Uint8Array, from: number, to: number): number {
  let value = 0x811c9dc5 | 0;
  for (let i = from; i < to; i++) value = Math.imul(value ^ text[i]!, 0x01000193);
  value ^= value >>> 15;
  return Math.imul(value, 0x2c1b3c6d) ^ (value >>> 12);
}

function sameKey(queries: QueryColumns, a: number, b: number, bEnd: number): boolean {
  const { text, textAt } = queries;
  const length = bEnd - textAt[b]!;
  if (keyEnd(queries, a) - textAt[a]! !== length) return false;
  for (let i = 0; i < length; i++) if (text[textAt[a]! + i] !== text[textAt[b]! + i]) return false;
  return true;
}
