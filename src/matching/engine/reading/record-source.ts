import { QuotesFound, UnreadableList } from '../faults.ts';
import { isAscii, isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { recordFields, splitRecord, type RecordFields } from './csv-bytes.ts';
import { LONGEST_RECORD } from './plain-record.ts';
import { LISTS, readHeader, type Header, type Side } from './header.ts';

/** A list to read: a file, or its bytes. */
export type Source = { path: string } | { bytes: Uint8Array };
export type Encoding = 'utf-8' | 'gb18030';

/** What is known of a list before its rows are read. */
export type Described = {
  side: Side;
  size: number;
  encoding: Encoding;
  header: Header;
  /** First byte after the heading record. */
  dataFrom: number;
  /** A quote stands near the beginning: records may hold line breaks, so the list is read in one piece. */
  quoted: boolean;
};

const CHUNK = 1 << 20;
const LF = 0x0a;
const QUOTE = 0x22;

type Reader = { size: number; read(into: Uint8Array, at: number): number; close(): void };

function open(source: Source): Reader {
  if ('bytes' in source) {
    const { bytes } = source;
    const read = (into: Uint8Array, at: number): number => {
      const part = bytes.subarray(at, at + into.length);
      into.set(part);
      return part.length;
    };
    return { size: bytes.length, read, close: () => undefined };
  }
  const file = openSync(source.path, 'r');
  return {
    size: fstatSync(file).size,
    read: (into, at) => readSync(file, into, 0, into.length, at),
    close: () => closeSync(file),
  };
}

/**
 * Looks at the beginning of a list: encoding, heading, quotes. Throws `UnreadableList` when the list is empty, in UTF-16, or has not the columns.
 */
export function describeList(side: Side, source: Source): Described {
  const reader = open(source);
  try {
    const head = new Uint8Array(Math.min(CHUNK, reader.size));
    reader.read(head, 0);
    if (reader.size === 0) throw new UnreadableList('MATCH_EMPTY', `${LISTS[side]}是空文件`);
    if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
      throw new UnreadableList('MATCH_ENCODING', `${LISTS[side]}是 UTF-16 编码，请另存为 UTF-8 或 GB18030 的 CSV`);
    }
    const bom = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
    const encoding = bom ? 'utf-8' : encodingOf(reader);
    const fields = recordFields();
    const text = encoding === 'utf-8' ? head : recode(head);
    const next = splitRecord(text, bom ? 3 : 0, text.length, reader.size <= CHUNK, fields);
    if (next < 0) throw new UnreadableList('MATCH_COLUMNS', `${LISTS[side]}没有表头行`);
    const header = readHeader(side, fieldTexts(text, fields));
    // Heading names are ASCII, so the heading has the same length in both encodings up to its last column.
    const dataFrom = encoding === 'utf-8' ? next : head.indexOf(LF) + 1 || reader.size;
    return { side, size: reader.size, encoding, header, dataFrom, quoted: head.includes(QUOTE) };
  } finally {
    reader.close();
  }
}

function fieldTexts(bytes: Uint8Array, fields: RecordFields): string[] {
  const decoder = new TextDecoder();
  return Array.from({ length: Math.min(fields.count, fields.starts.length) }, (_, i) =>
    decoder.decode(bytes.subarray(fields.starts[i], fields.ends[i])),
  );
}

/** By the first line with a character beyond ASCII; whatever does not fit it later is found while reading. */
function encodingOf(reader: Reader): Encoding {
  const chunk = new Uint8Array(CHUNK);
  for (let at = 0; at < reader.size; at += CHUNK) {
    const part = chunk.subarray(0, reader.read(chunk, at));
    if (isAscii(part)) continue;
    const first = part.findIndex((byte) => byte >= 0x80);
    const from = part.lastIndexOf(LF, first) + 1;
    const to = part.indexOf(LF, first);
    const line = part.subarray(from, to < 0 ? part.length : to);
    // A chunk may end inside a character of a very long line.
    const cuts = to < 0 ? [0, 1, 2, 3] : [0];
    return cuts.some((cut) => isUtf8(line.subarray(0, line.length - cut))) ? 'utf-8' : 'gb18030';
  }
  return 'utf-8';
}

function recode(bytes: Uint8Array): Uint8Array {
  const cut = bytes.lastIndexOf(LF) + 1 || bytes.length;
  return new TextEncoder().encode(new TextDecoder('gb18030').decode(bytes.subarray(0, cut)));
}

/** Parts of a list that begin and end at line ends, about equally long. One part where quotes may hold line breaks. */
export function partsOf(source: Source, list: Described, parts: number): { from: number; to: number }[] {
  if (parts === 1 || list.quoted) return [{ from: list.dataFrom, to: list.size }];
  const reader = open(source);
  const chunk = new Uint8Array(LONGEST_RECORD * 2);
  const bounds = [list.dataFrom];
  for (let part = 1; part < parts; part++) {
    const at = list.dataFrom + Math.floor(((list.size - list.dataFrom) * part) / parts);
    const found = chunk.subarray(0, reader.read(chunk, at)).indexOf(LF);
    if (found >= 0) bounds.push(Math.max(bounds.at(-1)!, at + found + 1));
  }
  reader.close();
  return bounds.map((from, i) => ({ from, to: bounds[i + 1] ?? list.size })).filter(({ from, to }) => to > from);
}

/** How long the records of a list are on average, from samples spread over it; at least 8. */
export function recordLength(source: Source, list: Described): number {
  const reader = open(source);
  const chunk = new Uint8Array(1 << 14);
  let bytes = 0;
  let lines = 0;
  for (let sample = 0; sample < 32; sample++) {
    const at = list.dataFrom + Math.floor(((list.size - list.dataFrom) * sample) / 32);
    const part = chunk.subarray(0, reader.read(chunk, at));
    bytes += part.length;
    for (let i = part.indexOf(LF); i >= 0; i = part.indexOf(LF, i + 1)) lines++;
  }
  reader.close();
  return Math.max(8, bytes / Math.max(1, lines));
}

/** Why a record is set aside before its fields are read. */
export type RecordFault = 'long_line' | 'quote';

/** Takes a record (its fields lie in `bytes`, always UTF-8), or what is wrong with it. */
export type OnRecord = (bytes: Uint8Array, fields: RecordFields, fault: RecordFault | null) => void;

/** Reads the record that begins at `at` if it is plain; returns where the next begins, or -1. */
export type OnPlain = (bytes: Uint8Array, at: number) => number;

/**
 * Reads the records of one part in order. Memory is bounded by the chunk. Throws `UnreadableList` at the first line in another encoding, and
 * `QuotesFound` when `whole` is false and a quoted field begins.
 */
export function eachRecord(
  source: Source,
  list: Described,
  part: { from: number; to: number },
  whole: boolean,
  onPlain: OnPlain,
  onRecord: OnRecord,
): void {
  const reader = open(source);
  const toUtf8 = list.encoding === 'utf-8' ? checkedUtf8 : fromGb18030();
  try {
    const raw = new Uint8Array(CHUNK);
    const fields = recordFields();
    let carry = new Uint8Array(0);
    let kept = 0;
    let skipping = false;
    for (let at = part.from; at < part.to;) {
      const read = reader.read(raw.subarray(kept, Math.min(CHUNK, kept + part.to - at)), at);
      if (read === 0) break;
      at += read;
      const end = kept + read;
      const last = at >= part.to;
      const cut = last ? end : raw.subarray(0, end).lastIndexOf(LF) + 1;
      if (cut === 0) {
        if (!skipping) onRecord(raw, fields, 'long_line');
        skipping = true;
        carry = new Uint8Array(0);
        kept = 0;
        continue;
      }
      const from = skipping ? raw.subarray(0, end).indexOf(LF) + 1 : 0;
      // The line that is skipped ends with the list.
      if (skipping && from === 0) break;
      skipping = false;
      const text = toUtf8(raw.subarray(from, cut), (line) => otherEncoding(list, reader, at - end, line));
      const all = carry.length > 0 ? Buffer.concat([carry, text]) : text;
      carry = all.slice(records(all, last, whole, fields, onPlain, onRecord));
      raw.copyWithin(0, cut, end);
      kept = end - cut;
    }
  } finally {
    reader.close();
  }
}

function records(
  text: Uint8Array,
  last: boolean,
  whole: boolean,
  fields: RecordFields,
  onPlain: OnPlain,
  onRecord: OnRecord,
): number {
  let at = 0;
  while (at < text.length) {
    const after = onPlain(text, at);
    if (after > 0) {
      at = after;
      continue;
    }
    const next = splitRecord(text, at, text.length, last, fields);
    if (fields.quoted && !whole) throw new QuotesFound();
    const open = next < 0 || (fields.broken && next >= text.length);
    if (open) {
      if (!last && text.length - at <= LONGEST_RECORD) return at;
      // A quote that nothing closes: the line it stands in is set aside, the next one is read.
      const line = text.indexOf(LF, at);
      onRecord(text, fields, 'quote');
      at = line < 0 ? text.length : line + 1;
      continue;
    }
    const fault = next - at > LONGEST_RECORD ? 'long_line' : fields.broken ? 'quote' : null;
    onRecord(text, fields, fault);
    at = next;
  }
  return at;
}

type ToUtf8 = (bytes: Uint8Array, wrong: (line: Uint8Array) => Error) => Uint8Array;

const checkedUtf8: ToUtf8 = (bytes, wrong) => {
  if (isUtf8(bytes)) return bytes;
  for (const line of linesOf(bytes)) if (!isUtf8(line)) throw wrong(line);
  return bytes;
};

/** Decodes strictly; a line that is good UTF-8 with Chinese characters comes from another file. */
function fromGb18030(): ToUtf8 {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  const encoder = new TextEncoder();
  return (bytes, wrong) => {
    if (isAscii(bytes)) return bytes;
    let text: string;
    try {
      text = decoder.decode(bytes);
    } catch {
      text = '';
    }
    for (const line of linesOf(bytes))
      if (!isAscii(line) && (text === '' || isUtf8(line))) checkGbLine(line, decoder, wrong);
    return encoder.encode(text);
  };
}

function checkGbLine(line: Uint8Array, decoder: TextDecoder, wrong: (line: Uint8Array) => Error): void {
  let threes = 0;
  for (const byte of line) if (byte >= 0xe3 && byte <= 0xe9) threes++;
  if (isUtf8(line) && threes >= 2) throw wrong(line);
  try {
    decoder.decode(line);
  } catch {
    throw wrong(line);
  }
}

function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length;) {
    const line = bytes.indexOf(LF, from);
    const to = line < 0 ? bytes.length : line + 1;
    yield bytes.subarray(from, to);
    from = to;
  }
}

/** Counts the lines before the wrong one only when it is needed. */
function otherEncoding(list: Described, reader: Reader, from: number, line: Uint8Array): UnreadableList {
  const chunk = new Uint8Array(CHUNK);
  const wanted = from + line.byteOffset;
  let lines = 1;
  for (let at = 0; at < wanted;) {
    const part = chunk.subarray(0, reader.read(chunk.subarray(0, Math.min(CHUNK, wanted - at)), at));
    if (part.length === 0) break;
    for (const byte of part) if (byte === LF) lines++;
    at += part.length;
  }
  const name = list.encoding === 'utf-8' ? 'UTF-8' : 'GB18030';
  return new UnreadableList(
    'MATCH_ENCODING',
    `${LISTS[list.side]}第 ${lines} 行不是 ${name} 编码，与前面的行不一致；未作任何猜测`,
  );
}
