import { SheetRefused } from '../sheet-refused.ts';
import { unpackedChunks, type ZipArchive } from '../zip-archive.ts';

/** A large part cut into what comes before its items (rows or texts), each item, and what comes after. */
export interface PartSegment {
  kind: 'head' | 'item' | 'tail';
  text: string;
}

interface PartShape {
  root: string;
  container: string;
  item: string;
}

/** A worksheet: rows inside sheetData. */
export const WORKSHEET: PartShape = { root: 'worksheet', container: 'sheetData', item: 'row' };
/** The table of shared texts. */
export const SHARED_STRINGS: PartShape = { root: 'sst', container: 'sst', item: 'si' };

/** Longest row, head or text, in characters; protects memory and time where a part never closes an element. */
const LONGEST_ELEMENT = 8 * 1024 * 1024;
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

/** Cuts a part into segments, in batches as they arrive. The prefix of its tags is `prefixOf(head, shape)`. */
export async function* partSegments(chunks: AsyncIterable<string>, shape: PartShape): AsyncGenerator<PartSegment[]> {
  let rest = '';
  let cut: ReturnType<typeof itemCutter> | undefined;
  let finished = false;
  for await (const chunk of chunks) {
    rest += chunk;
    if (rest.length > (finished ? LONGEST_TAIL : LONGEST_ELEMENT)) throw new SheetRefused('SHEET_TOO_LARGE');
    if (finished) continue;
    const batch: PartSegment[] = [];
    if (cut === undefined) {
      const head = cutHead(rest, shape);
      if (head === undefined) continue;
      batch.push({ kind: 'head', text: head.text });
      rest = head.rest;
      cut = itemCutter(prefixOf(head.text + rest.slice(0, 200), shape), shape);
    }
    const step = cut(rest);
    batch.push(...step.done);
    rest = step.rest;
    finished = step.finished;
    if (batch.length > 0) yield batch;
  }
  const complete = new RegExp(`(</(?:[\\w.-]+:)?${shape.root}>|<(?:[\\w.-]+:)?${shape.root}[^<]*/>)\\s*$`);
  if (!finished || !complete.test(rest)) throw new SheetRefused('SHEET_DAMAGED');
  yield [{ kind: 'tail', text: rest }];
}

/** The namespace prefix of a part's tags with its colon; usually ''. */
export function prefixOf(head: string, shape: PartShape): string {
  const prefix = new RegExp(`<(?:([\\w.-]+):)?${shape.root}[\\s>/]`).exec(head)?.[1];
  return prefix === undefined ? '' : `${prefix}:`;
}

function cutHead(text: string, { container }: PartShape): { text: string; rest: string } | undefined {
  const match = new RegExp(`<(?:[\\w.-]+:)?${container}(?:\\s[^>]*?)?(/?)>`).exec(text);
  if (match === null) return undefined;
  const end = match[1] === '/' ? match.index : match.index + match[0].length;
  return { text: text.slice(0, end), rest: text.slice(end) };
}

function itemCutter(
  prefix: string,
  { container, item }: PartShape,
): (text: string) => { done: PartSegment[]; rest: string; finished: boolean } {
  const open = `<${prefix}${item}`;
  const close = `</${prefix}${item}>`;
  const tail = new RegExp(`^(</${prefix}${container}>|<${prefix}${container}[\\s/]|<${prefix}extLst)`);
  return (text) => {
    const done: PartSegment[] = [];
    let at = 0;
    for (;;) {
      while (at < text.length && text.charCodeAt(at) <= 32) at++;
      if (!text.startsWith(open, at)) break;
      const tagEnd = text.indexOf('>', at);
      if (tagEnd === -1) break;
      const end = text[tagEnd - 1] === '/' ? tagEnd + 1 : text.indexOf(close, tagEnd) + close.length;
      if (end < tagEnd) break;
      done.push({ kind: 'item', text: text.slice(at, end) });
      at = end;
    }
    const rest = text.slice(at);
    const finished = tail.test(rest);
    const undecided = rest.length < 80 || rest.startsWith(open);
    if (!finished && !undecided) throw new SheetRefused('SHEET_DAMAGED');
    return { done, rest, finished };
  };
}
