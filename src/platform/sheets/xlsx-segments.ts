import { SheetRefused } from './sheet-refused.ts';
import { unpackedChunks, type ZipArchive } from './zip-archive.ts';

/** A worksheet part cut into what comes before the rows, each `<row>`, and what comes after. */
export interface SheetSegment {
  kind: 'head' | 'row' | 'tail';
  text: string;
}

/** Longest row, head or text, in characters; protects memory and time where a part never closes an element. */
export const LONGEST_ELEMENT = 8 * 1024 * 1024;
const LONGEST_TAIL = 8 * LONGEST_ELEMENT;

/** A part of the zip as text, decoded chunk by chunk. Refuses what is not UTF-8 (SHEET_DAMAGED). */
export async function* textChunks(zip: ZipArchive, path: string): AsyncGenerator<string> {
  const entry = zip.entries.get(path.toLowerCase());
  if (entry === undefined) throw new SheetRefused('SHEET_DAMAGED');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of unpackedChunks(zip, entry)) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw new SheetRefused('SHEET_DAMAGED', {}, { cause: error });
    throw error;
  }
}

/** Cuts a worksheet into segments, in batches as they arrive. The prefix of its tags is `prefixOf(head)`. */
export async function* sheetSegments(chunks: AsyncIterable<string>): AsyncGenerator<SheetSegment[]> {
  let rest = '';
  let cut: ((text: string) => { done: SheetSegment[]; rest: string; finished: boolean }) | undefined;
  let finished = false;
  for await (const chunk of chunks) {
    rest += chunk;
    if (rest.length > (finished ? LONGEST_TAIL : LONGEST_ELEMENT)) throw new SheetRefused('SHEET_TOO_LARGE');
    if (finished) continue;
    const batch: SheetSegment[] = [];
    if (cut === undefined) {
      const head = cutHead(rest);
      if (head === undefined) continue;
      batch.push({ kind: 'head', text: head.text });
      rest = head.rest;
      cut = rowCutter(prefixOf(head.text));
    }
    const step = cut(rest);
    batch.push(...step.done);
    rest = step.rest;
    finished = step.finished;
    if (batch.length > 0) yield batch;
  }
  if (!finished || !/<\/(?:[\w.-]+:)?worksheet>\s*$/.test(rest)) throw new SheetRefused('SHEET_DAMAGED');
  yield [{ kind: 'tail', text: rest }];
}

/** The namespace prefix of a worksheet's tags with its colon; usually ''. */
export function prefixOf(head: string): string {
  const prefix = /<(?:([\w.-]+):)?worksheet[\s>]/.exec(head)?.[1];
  return prefix === undefined ? '' : `${prefix}:`;
}

function cutHead(text: string): { text: string; rest: string } | undefined {
  const match = /<(?:[\w.-]+:)?sheetData\s*(\/?)>/.exec(text);
  if (match === null) return undefined;
  const end = match[1] === '/' ? match.index : match.index + match[0].length;
  return { text: text.slice(0, end), rest: text.slice(end) };
}

function rowCutter(prefix: string): (text: string) => { done: SheetSegment[]; rest: string; finished: boolean } {
  const open = `<${prefix}row`;
  const close = `</${prefix}row>`;
  const tail = new RegExp(`^\\s*(</${prefix}sheetData>|<${prefix}sheetData\\s*/>)`);
  return (text) => {
    const done: SheetSegment[] = [];
    let at = 0;
    for (;;) {
      while (at < text.length && text.charCodeAt(at) <= 32) at++;
      if (!text.startsWith(open, at)) break;
      const tagEnd = text.indexOf('>', at);
      if (tagEnd === -1) break;
      const end = text[tagEnd - 1] === '/' ? tagEnd + 1 : text.indexOf(close, tagEnd) + close.length;
      if (end < tagEnd) break;
      done.push({ kind: 'row', text: text.slice(at, end) });
      at = end;
    }
    const rest = text.slice(at);
    const finished = tail.test(rest);
    const known = finished || rest.startsWith(open) || rest.length < 80;
    if (!known) throw new SheetRefused('SHEET_DAMAGED');
    return { done, rest, finished };
  };
}
