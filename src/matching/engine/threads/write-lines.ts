import { openSync, writeSync, closeSync } from 'node:fs';
import type { Segment } from '../reading/columns.ts';
import type { Residual } from '../deciding/decide-residual.ts';
import type { Run } from '../deciding/evidence.ts';
import { decisionLine, decisionOf, OUTPUT_HEADER } from '../deciding/explain.ts';
import { ruleNumber, type Profile, type ResultColumns } from '../deciding/result.ts';

/** A part of a result to be written. `record` is the number of its first row in the list. */
export type WritePart = {
  run: Run;
  results: ResultColumns;
  residual: Residual;
  profile: Profile;
  segment: Segment;
  record: number;
  path: string;
  header: boolean;
};

const BUFFER = 1 << 20;
const LONGEST_LINE = 1 << 13;
const EXACT = ruleNumber('id_exact_name');
const ASIDE_RULE = ruleNumber('set_aside');
const TAB = 9;
const COMMA = 0x2c;
const encoder = new TextEncoder();

/** Writes the answers of a segment to a new file that only its owner can read. */
export function writePart(part: WritePart): void {
  const file = openSync(part.path, 'wx', 0o600);
  try {
    const lines = new Lines(file);
    if (part.header) lines.text(OUTPUT_HEADER);
    const tails = new Map<number, Uint8Array>();
    const { segment, results } = part;
    for (let query = segment.from; query < segment.to; query++) {
      // All that stands behind the keys follows from a few numbers, wherever a line names no third person, no edit and no fault.
      const plain = results.runner[query] === 0 && (results.person[query] === 0 || results.rule[query]! === EXACT);
      if (plain && results.rule[query] !== ASIDE_RULE && writePlain(lines, part, tails, query)) continue;
      lines.text(decisionLine(answer(part, query)));
    }
    lines.flush();
  } finally {
    closeSync(file);
  }
}

function answer(
  { run, results, residual, profile, segment, record }: WritePart,
  query: number,
): ReturnType<typeof decisionOf> {
  return decisionOf(run, results, residual, profile, query, record + query - segment.from);
}

/** A line whose end many lines share; false where a key needs quotes. */
function writePlain(lines: Lines, part: WritePart, tails: Map<number, Uint8Array>, query: number): boolean {
  const { run, results } = part;
  const person = results.person[query]!;
  const facts = person === 0 ? run.queries.idKind[query]! : (results.how[query]! << 8) | results.agrees[query]!;
  const tailKey = results.rule[query]! * 0x1_0000 + facts;
  let tail = tails.get(tailKey);
  if (tail === undefined) {
    tail = encoder.encode(decisionLine({ ...answer(part, query), rowId: '', personId: '' }).slice(1));
    tails.set(tailKey, tail);
  }
  lines.makeRoom();
  const start = lines.length;
  if (!lines.key(run.queries.text, run.queries.textAt[query]!, run.queries.textAt[query + 1]!))
    return lines.undo(start);
  lines.byte(COMMA);
  const row = person - 1;
  const { text, textAt } = run.registry;
  if (person > 0 && !lines.key(text, textAt[row]!, textAt[row + 1]!)) return lines.undo(start);
  lines.bytes(tail);
  return true;
}

class Lines {
  length = 0;
  private readonly file: number;
  private readonly buffer = new Uint8Array(BUFFER + LONGEST_LINE);

  constructor(file: number) {
    this.file = file;
  }

  /** Copies a key up to its tab; false where it is empty or holds anything but letters, digits, _ and -, or begins like a formula. */
  key(text: Uint8Array, from: number, to: number): boolean {
    let at = from;
    for (; at < to; at++) {
      const byte = text[at]!;
      if (byte === TAB) break;
      const letter = byte | 0x20;
      const plain =
        (byte >= 0x30 && byte <= 0x39) ||
        (letter >= 0x61 && letter <= 0x7a) ||
        byte === 0x5f ||
        (byte === 0x2d && at > from);
      if (!plain) return false;
      this.buffer[this.length++] = byte;
    }
    return at > from;
  }

  /** Room for a line without undoing what was written. */
  makeRoom(): void {
    if (this.length > BUFFER) this.flush();
  }

  byte(byte: number): void {
    this.buffer[this.length++] = byte;
  }

  bytes(bytes: Uint8Array): void {
    for (let i = 0; i < bytes.length; i++) this.buffer[this.length++] = bytes[i]!;
  }

  text(text: string): void {
    const bytes = encoder.encode(text);
    if (bytes.length > LONGEST_LINE || this.length > BUFFER) this.flush();
    if (bytes.length > LONGEST_LINE) this.out(bytes);
    else this.bytes(bytes);
  }

  undo(length: number): false {
    this.length = length;
    return false;
  }

  flush(): void {
    this.out(this.buffer.subarray(0, this.length));
    this.length = 0;
  }

  private out(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) at += writeSync(this.file, bytes, at);
  }
}
