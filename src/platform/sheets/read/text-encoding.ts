import { SheetRefused } from '../sheet-refused.ts';
import type { CsvEncoding } from '../types.ts';

const LINE_FEED = 10;
/** Longest line looked at as a whole; what is longer is no table. */
const LONGEST_LINE = 8 * 1024 * 1024;

interface Verdict {
  line: number;
  fits: 'utf-8' | 'gb18030' | 'both' | 'neither';
}

/**
 * The encoding of a text file, from its bytes: UTF-8 if every line fits (with or without byte order mark), else GB18030 if every
 * line fits (four-byte characters too), UTF-16 only with its mark. A file whose lines disagree is refused
 * (SHEET_MIXED_ENCODING with `line`, counted from 1, the first that does not fit those before); nothing is guessed.
 */
export async function detectEncoding(chunks: AsyncIterable<Buffer>): Promise<CsvEncoding> {
  const state: { line: number; gb?: Verdict; utf?: Verdict } = { line: 0 };
  let first = true;
  let marked = false;
  for await (const line of byteLines(chunks)) {
    if (first) {
      const wide = utf16(line);
      if (wide !== undefined) return wide;
      marked = line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf;
      first = false;
    }
    state.line++;
    const verdict = judge(line, state.line);
    if (verdict === undefined) continue;
    if (verdict.fits === 'neither') refuse(verdict.line, state.gb ?? state.utf);
    if (verdict.fits === 'gb18030') state.gb ??= verdict;
    if (verdict.fits === 'utf-8') state.utf ??= verdict;
    if (state.gb !== undefined && state.utf !== undefined) refuse(verdict.line, verdict);
  }
  if (state.gb === undefined) return marked ? 'utf-8-bom' : 'utf-8';
  if (marked) refuse(state.gb.line, state.gb);
  return 'gb18030';
}

function refuse(line: number, before: Verdict | undefined): never {
  throw new SheetRefused(before === undefined ? 'SHEET_UNKNOWN_ENCODING' : 'SHEET_MIXED_ENCODING', { line });
}

function utf16(line: Buffer): CsvEncoding | undefined {
  if (line[0] === 0xff && line[1] === 0xfe) return 'utf-16le';
  if (line[0] === 0xfe && line[1] === 0xff) return 'utf-16be';
  return undefined;
}

async function* byteLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, at)]);
      rest = [];
      length = 0;
      from = at + 1;
    }
    rest.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > LONGEST_LINE) throw new SheetRefused('SHEET_TOO_LARGE');
  }
  yield Buffer.concat(rest);
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });
const GB18030 = new TextDecoder('gb18030', { fatal: true });

/** Which encodings a line fits; undefined for plain ASCII. Control characters make a file something else than a text. */
function judge(line: Buffer, number: number): Verdict | undefined {
  let ascii = true;
  for (const byte of line) {
    if (byte === 0) throw new SheetRefused('SHEET_UNKNOWN_FORMAT');
    if (byte > 127) ascii = false;
  }
  if (ascii) return undefined;
  const utf = decode(UTF8, line);
  if (utf !== undefined && isChinese(utf)) return { line: number, fits: 'utf-8' };
  const gb = decode(GB18030, line);
  if (utf === undefined) return { line: number, fits: gb === undefined ? 'neither' : 'gb18030' };
  return { line: number, fits: gb === undefined ? 'utf-8' : 'both' };
}

function decode(decoder: TextDecoder, line: Buffer): string | undefined {
  try {
    return decoder.decode(line);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** GB18030 bytes that by chance are UTF-8 come out as Greek, Cyrillic or Arabic, never as a line of Chinese only. */
function isChinese(text: string): boolean {
  const foreign = text.replace(/\p{ASCII}/gu, '');
  return (
    foreign.length >= 2 &&
    /^[\u2000-\u206f\u2200-\u22ff\u2500-\u26ff\u2700-\u27bf\u3000-\u303f\u3400-\u9fff\uff00-\uffef\u00b7\u{20000}-\u{3ffff}]+$/u.test(
      foreign,
    )
  );
}
