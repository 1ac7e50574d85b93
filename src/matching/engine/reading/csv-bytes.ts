/** Where the fields of one record lie in the buffer they were read from. Reused from record to record. */
export type RecordFields = {
  starts: Int32Array;
  ends: Int32Array;
  count: number;
  /** A NUL byte stands in the record. */
  nul: boolean;
  /** A quoted field begins in the record. */
  quoted: boolean;
  /** A quoted field holds doubled quotes. */
  doubled: boolean;
  /** A quote is not closed, or something stands between a closing quote and the next comma. */
  broken: boolean;
};

const COMMA = 0x2c;
const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const MAX_FIELDS = 256;

export function recordFields(): RecordFields {
  return {
    starts: new Int32Array(MAX_FIELDS),
    ends: new Int32Array(MAX_FIELDS),
    count: 0,
    nul: false,
    quoted: false,
    doubled: false,
    broken: false,
  };
}

/**
 * Splits the record that begins at `from` (RFC 4180; LF, CRLF or the end of the buffer closes it). Returns where the next record begins, or
 * -1 when the buffer ends inside the record and `last` is false. Doubled quotes are undone in place. A quote inside an unquoted field is text.
 */
export function splitRecord(bytes: Uint8Array, from: number, end: number, last: boolean, into: RecordFields): number {
  into.count = 0;
  into.nul = false;
  into.quoted = false;
  into.doubled = false;
  into.broken = false;
  let at = from;
  let start = from;
  if (bytes[at] === QUOTE) return splitQuoted(bytes, at, end, last, into);
  while (at < end) {
    const byte = bytes[at]!;
    if (byte > COMMA) {
      at++;
      continue;
    }
    if (byte === COMMA) {
      addField(into, start, at);
      start = ++at;
      if (bytes[at] === QUOTE && at < end) return splitQuoted(bytes, at, end, last, into);
      continue;
    }
    if (byte === LF) {
      addField(into, start, at > start && bytes[at - 1] === CR ? at - 1 : at);
      return at + 1;
    }
    if (byte === 0) into.nul = true;
    at++;
  }
  if (!last) return -1;
  addField(into, start, at > start && bytes[at - 1] === CR ? at - 1 : at);
  return end;
}

/** The rest of a record, field by field, from a field that begins with a quote. */
function splitQuoted(bytes: Uint8Array, from: number, end: number, last: boolean, into: RecordFields): number {
  let at = from;
  for (;;) {
    const start = at;
    if (at < end && bytes[at] === QUOTE) {
      into.quoted = true;
      at = closeQuoted(bytes, at + 1, end, into);
      if (at < 0) into.broken = true;
      if (at < 0 || (at >= end && !last)) return last ? end : -1;
    } else {
      while (at < end && bytes[at] !== COMMA && bytes[at] !== LF) {
        if (bytes[at] === 0) into.nul = true;
        at++;
      }
      if (at >= end && !last) return -1;
      addField(into, start, at > start && bytes[at - 1] === CR && bytes[at] !== COMMA ? at - 1 : at);
    }
    if (at >= end || bytes[at] === LF) {
      if (into.doubled) undouble(bytes, into);
      return Math.min(end, at + 1);
    }
    at++;
  }
}

/** Adds the quoted field whose content begins at `from`; returns the place of the comma or line end after it, or `end`; -1 when no quote closes it. */
function closeQuoted(bytes: Uint8Array, from: number, end: number, into: RecordFields): number {
  let at = from;
  for (; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === QUOTE) {
      if (at + 1 >= end || bytes[at + 1] !== QUOTE) break;
      into.doubled = true;
      at++;
    }
    if (byte === 0) into.nul = true;
  }
  if (at >= end) return -1;
  addField(into, from, at);
  at++;
  for (; at < end && bytes[at] !== COMMA && bytes[at] !== LF; at++) if (bytes[at] !== CR) into.broken = true;
  return at;
}

/** Brings doubled quotes back to one, in place. Only for a record that is complete: it cannot be split again afterwards. */
function undouble(bytes: Uint8Array, into: RecordFields): void {
  for (let i = 0; i < Math.min(into.count, MAX_FIELDS); i++) {
    let write = into.starts[i]!;
    for (let at = write; at < into.ends[i]!; at++) {
      bytes[write++] = bytes[at]!;
      if (bytes[at] === QUOTE && bytes[at + 1] === QUOTE && at + 1 < into.ends[i]!) at++;
    }
    into.ends[i] = write;
  }
}

function addField(into: RecordFields, start: number, end: number): void {
  if (into.count < MAX_FIELDS) {
    into.starts[into.count] = start;
    into.ends[into.count] = end;
  }
  into.count++;
}
