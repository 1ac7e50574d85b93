import { neutraliseText } from '../write/neutralise-text.ts';
import type { MarkedStyles } from './mark-styles.ts';
import { escapeXml } from '../xml-text.ts';
import type { ImportMark } from '../types.ts';
import { attribute, columnLetters, columnOf, richText } from '../read/xlsx-cells.ts';

/** The gravest mark of each cell of a row, by column. */
export type RowMarks = ReadonlyMap<number, ImportMark['level']>;

interface RawCell {
  column: number;
  tag: string;
  /** Undefined where the cell is empty (`<c/>`). */
  body: string | undefined;
}

/**
 * A `<row>` of the source with its marked cells coloured. Formulas give way to the values they showed, and inline texts that
 * look like formulas are neutralised; nothing else changes. Rows without either come back as they are.
 */
export function markRow(
  text: string,
  previous: number,
  prefix: string,
  marksOf: (row: number) => RowMarks | undefined,
  styles: MarkedStyles,
): { text: string; row: number } {
  const tagEnd = text.indexOf('>');
  const row = Number(attribute(text.slice(0, tagEnd), 'r') ?? previous + 1);
  const marks = marksOf(row);
  const active = text.includes(`<${prefix}f`) || text.includes('"inlineStr"');
  if (marks === undefined && !active) return { text, row };
  const empty = text[tagEnd - 1] === '/';
  const cells = empty ? [] : rawCells(text, tagEnd + 1, prefix);
  addMissing(cells, row, prefix, marks);
  const start = empty ? `${text.slice(0, tagEnd - 1)}>` : text.slice(0, tagEnd + 1);
  const body = cells.map((cell) => cellOut(cell, prefix, marks?.get(cell.column), styles)).join('');
  return { text: `${start}${body}</${prefix}row>`, row };
}

/** A marked row that the source does not hold. */
export function newRow(row: number, prefix: string, marks: RowMarks, styles: MarkedStyles): string {
  return markRow(`<${prefix}row r="${row}"/>`, row - 1, prefix, () => marks, styles).text;
}

/** A shared text, neutralised where it looks like a formula. */
export function neutraliseShared(item: string, prefix: string): string {
  const whole = richText(item, prefix);
  if (neutraliseText(whole) === whole) return item;
  return item.replace(new RegExp(`(<${prefix}t(?:\\s[^>]*[^/>])?>)`), "$1'");
}

function rawCells(text: string, from: number, prefix: string): RawCell[] {
  const open = `<${prefix}c`;
  const close = `</${prefix}c>`;
  const cells: RawCell[] = [];
  let next = 0;
  for (let at = text.indexOf(open, from); at !== -1;) {
    const tagEnd = text.indexOf('>', at);
    const empty = text[tagEnd - 1] === '/';
    const end = empty ? tagEnd + 1 : text.indexOf(close, tagEnd) + close.length;
    const tag = text.slice(at, empty ? tagEnd - 1 : tagEnd);
    const reference = attribute(tag, 'r');
    const column = reference === undefined ? next : columnOf(reference);
    cells.push({ column, tag, body: empty ? undefined : text.slice(tagEnd + 1, end - close.length) });
    next = column + 1;
    at = text.indexOf(open, end);
  }
  return cells;
}

function addMissing(cells: RawCell[], row: number, prefix: string, marks: RowMarks | undefined): void {
  const present = new Set(cells.map(({ column }) => column));
  for (const column of marks?.keys() ?? []) {
    if (present.has(column)) continue;
    cells.push({ column, tag: `<${prefix}c r="${columnLetters(column)}${row}"`, body: undefined });
  }
  cells.sort((a, b) => a.column - b.column);
}

function cellOut(
  { tag, body }: RawCell,
  prefix: string,
  level: ImportMark['level'] | undefined,
  styles: MarkedStyles,
): string {
  const start = level === undefined ? tag : restyled(tag, styles.marked(Number(attribute(tag, 's') ?? 0), level));
  if (body === undefined) return `${start}/>`;
  return `${start}>${safeBody(tag, body, prefix)}</${prefix}c>`;
}

function restyled(tag: string, style: number): string {
  const bare = tag.replace(/ s=("[^"]*"|'[^']*')/, '');
  return `${bare} s="${style}"`;
}

function safeBody(tag: string, body: string, prefix: string): string {
  const type = attribute(tag, 't');
  const formula = new RegExp(`<${prefix}f(?:\\s[^>]*)?(?:/>|>[^]*?</${prefix}f>)`, 'g');
  const values = body.replace(formula, '');
  if (type === 'inlineStr') return neutraliseShared(values, prefix);
  if (type !== 'str') return values;
  return values.replace(/(<(?:[\w.-]+:)?v[^>]*>)([^<]*)/, (_, open: string, raw: string) => {
    return raw === neutraliseText(raw) ? `${open}${raw}` : `${open}${escapeXml("'")}${raw}`;
  });
}
