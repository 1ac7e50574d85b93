import { SheetRefused } from '../sheet-refused.ts';
import type { CsvDelimiter } from '../types.ts';

export interface CsvRecord {
  /** 1 = first; empty lines count. */
  record: number;
  fields: string[];
}

export interface CsvLimits {
  columns: number;
  cellCharacters: number;
}

/** A cell with more line breaks than this is taken for a quote that was never closed. */
const LINES_IN_A_CELL = 20;

type State = 'start' | 'plain' | 'quoted' | 'quote';

/**
 * A parser that is fed pieces of text and gives back finished records. Quotes count only where a field begins with one, so
 * `="0123"` stays as written, and so does a quoted field with something behind its closing quote. A quote that is not closed
 * never swallows the rows behind it: SHEET_UNBALANCED_QUOTE with the line of the opening quote.
 */
export function csvParser(
  delimiter: CsvDelimiter,
  limits: CsvLimits,
): { push(text: string): CsvRecord[]; end(): CsvRecord[] } {
  let state: State = 'start';
  let field = '';
  let fields: string[] = [];
  let record = 1;
  let line = 1;
  let openedAt = 0;
  let width = 0;
  let afterReturn = false;
  let done: CsvRecord[] = [];

  const unbalanced = (): never => {
    throw new SheetRefused('SHEET_UNBALANCED_QUOTE', { line: openedAt });
  };
  const append = (piece: string): void => {
    field += piece;
    if (field.length <= limits.cellCharacters) return;
    if (state === 'quoted') unbalanced();
    throw new SheetRefused('SHEET_TOO_LARGE', { limit: `每格 ${limits.cellCharacters} 字` });
  };
  const endField = (): void => {
    if (fields.length >= limits.columns) throw new SheetRefused('SHEET_TOO_LARGE', { limit: `${limits.columns} 列` });
    if (state === 'quote' && swallowsRows(field, delimiter, width)) unbalanced();
    fields.push(field);
    field = '';
    state = 'start';
  };
  const endRecord = (): void => {
    if (state !== 'start' || fields.length > 0) endField();
    done.push({ record, fields });
    width = Math.max(width, fields.length);
    fields = [];
    record++;
  };

  const quoted = (text: string, from: number): number => {
    const close = text.indexOf('"', from);
    const to = close === -1 ? text.length : close;
    const piece = text.slice(from, to);
    line += countBreaks(piece);
    append(piece);
    if (line - openedAt > LINES_IN_A_CELL) unbalanced();
    if (close !== -1) state = 'quote';
    return to + 1;
  };
  const plain = (text: string, from: number): number => {
    let to = from;
    for (let code = text.charCodeAt(to); to < text.length; code = text.charCodeAt(++to)) {
      if (code === 10 || code === 13 || code === delimiter.charCodeAt(0)) break;
    }
    append(text.slice(from, to));
    return to;
  };
  const special = (character: string): void => {
    if (character === delimiter) {
      endField();
    } else {
      endRecord();
      line++;
      afterReturn = character === '\r';
    }
  };

  const step = (text: string, at: number): number => {
    const character = text[at] ?? '';
    if (state === 'quoted') return quoted(text, at);
    if (afterReturn) {
      afterReturn = false;
      if (character === '\n') return at + 1;
    }
    if (state === 'quote' && character === '"') {
      append('"');
      state = 'quoted';
      return at + 1;
    }
    if (character === delimiter || character === '\n' || character === '\r') {
      special(character);
      return at + 1;
    }
    if (state === 'start' && character === '"') {
      state = 'quoted';
      openedAt = line;
      return at + 1;
    }
    if (state === 'quote') {
      if (/[\r\n]/.test(field)) unbalanced();
      field = `"${field.replaceAll('"', '""')}"`;
    }
    state = 'plain';
    return plain(text, at);
  };

  return {
    push(text) {
      for (let at = 0; at < text.length;) at = step(text, at);
      const records = done;
      done = [];
      return records;
    },
    end() {
      if (state === 'quoted') unbalanced();
      if (state !== 'start' || fields.length > 0) endRecord();
      return done;
    },
  };
}

function countBreaks(text: string): number {
  let breaks = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) breaks++;
  return breaks;
}

/** A cell that holds a whole further line of the table was opened by a stray quote and closed by another. */
function swallowsRows(field: string, delimiter: string, width: number): boolean {
  if (width < 3 || !field.includes('\n')) return false;
  return field
    .split('\n')
    .slice(1)
    .some((piece) => piece.split(delimiter).length >= width);
}

const DELIMITERS: readonly CsvDelimiter[] = [',', '\t', ';', '|'];

/** The separator that occurs most often outside quotes in the first lines; a comma where there is none. */
export function detectDelimiter(text: string): CsvDelimiter {
  const bare = text.slice(0, 65_536).replace(/"[^"]*"/g, '');
  let best: CsvDelimiter = ',';
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const count = bare.split(delimiter).length - 1;
    if (count > most) {
      most = count;
      best = delimiter;
    }
  }
  return best;
}
