import { dateToSerial, serialToDateCell } from './plain-serial.ts';
import { SheetRefused } from '../sheet-refused.ts';
import type { Cell, SheetLimits, SheetRow } from '../types.ts';
import { cellText } from '../xml-text.ts';

/** What is needed to turn the XML of a row into cells. */
export interface CellContext {
  sheet: string;
  prefix: string;
  strings: readonly string[];
  dateStyles: readonly boolean[];
  date1904: boolean;
  limits: SheetLimits;
}

/** The value of an attribute inside one start tag of a row, or undefined. */
export function attribute(tag: string, name: string): string | undefined {
  const at = tag.indexOf(` ${name}=`);
  if (at === -1) return undefined;
  const quote = tag[at + name.length + 2] ?? '"';
  const start = at + name.length + 3;
  return tag.slice(start, tag.indexOf(quote, start));
}

/** Column letters of a reference → zero-based index ('AB12' → 27). */
export function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const code = reference.charCodeAt(at) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

/** Zero-based index → column letters. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return letters;
}

/** One `<row>` → its cells; `previous` is the row before (rows may leave their number out). */
export function parseRow(text: string, previous: number, context: CellContext): SheetRow {
  const tagEnd = text.indexOf('>');
  const tag = text.slice(0, tagEnd);
  const row = Number(attribute(tag, 'r') ?? previous + 1);
  if (!Number.isInteger(row) || row < 1) throw new SheetRefused('SHEET_DAMAGED');
  const hidden = attribute(tag, 'hidden');
  const result: SheetRow = { sheet: context.sheet, row, cells: [] };
  if (hidden === '1' || hidden === 'true') result.hidden = true;
  readCells(text, tagEnd + 1, context, result);
  return result;
}

function readCells(text: string, from: number, context: CellContext, row: SheetRow): void {
  const open = `<${context.prefix}c`;
  const close = `</${context.prefix}c>`;
  let next = 0;
  for (let at = text.indexOf(open, from); at !== -1; at = text.indexOf(open, at)) {
    const tagEnd = text.indexOf('>', at);
    const tag = text.slice(at, tagEnd);
    const reference = attribute(tag, 'r');
    const column = reference === undefined ? next : columnOf(reference);
    next = column + 1;
    if (text[tagEnd - 1] === '/') {
      at = tagEnd;
      continue;
    }
    const end = text.indexOf(close, tagEnd);
    if (end === -1 || column < 0) throw new SheetRefused('SHEET_DAMAGED');
    place(row, column, tag, text.slice(tagEnd + 1, end), context);
    at = end;
  }
}

function place(row: SheetRow, column: number, tag: string, body: string, context: CellContext): void {
  if (body.includes(`<${context.prefix}f`)) (row.formula ??= []).push(column);
  const value = cellValue(tag, body, context);
  if (value === null) return;
  if (column >= context.limits.columns) {
    throw new SheetRefused('SHEET_TOO_LARGE', { limit: `${context.limits.columns} 列` });
  }
  while (row.cells.length < column) row.cells.push(null);
  row.cells[column] = value;
}

function cellValue(tag: string, body: string, context: CellContext): Cell {
  const type = attribute(tag, 't') ?? 'n';
  if (type === 'inlineStr') return limited(richText(body, context.prefix), context);
  const raw = elementText(body, `${context.prefix}v`);
  if (raw === undefined || raw === '') return null;
  if (type === 's') return limited(context.strings[Number(raw)] ?? damaged(), context);
  if (type === 'str' || type === 'e') return limited(cellText(raw), context);
  if (type === 'b') return raw === '1' || raw === 'true';
  if (type === 'd') return isoDate(raw);
  return number(raw, Number(attribute(tag, 's') ?? 0), context);
}

function number(raw: string, style: number, context: CellContext): Cell {
  const value = Number(raw);
  if (Number.isNaN(value)) return damaged();
  if (context.dateStyles[style] !== true) return value;
  return serialToDateCell(value, context.date1904) ?? value;
}

function isoDate(raw: string): Cell {
  const [date = '', time] = raw.split('T');
  const serial = dateToSerial(date);
  if (Number.isNaN(serial)) return raw;
  return time === undefined ? { kind: 'date', date, serial } : { kind: 'date', date, serial, time: time.slice(0, 8) };
}

function limited(text: string, context: CellContext): string | null {
  if (text.length > context.limits.cellCharacters) {
    throw new SheetRefused('SHEET_TOO_LARGE', { limit: `每格 ${context.limits.cellCharacters} 字` });
  }
  return text === '' ? null : text;
}

function damaged(): never {
  throw new SheetRefused('SHEET_DAMAGED');
}

/** Text of the first element of this name inside a cell; undefined where there is none. */
function elementText(body: string, name: string): string | undefined {
  const at = body.indexOf(`<${name}`);
  if (at === -1) return undefined;
  const start = body.indexOf('>', at) + 1;
  if (body[start - 2] === '/') return undefined;
  const end = body.indexOf(`</${name}>`, start);
  return end === -1 ? damaged() : body.slice(start, end);
}

/** All runs of a text with their `<t>` joined; phonetic guides (`<rPh>`) left out. */
export function richText(body: string, prefix: string): string {
  const open = `<${prefix}t`;
  const phonetic = `<${prefix}rPh`;
  const bare = body.includes(phonetic)
    ? body.replace(new RegExp(`${phonetic}[\\s>][^]*?</${prefix}rPh>`, 'g'), '')
    : body;
  let text = '';
  for (let at = bare.indexOf(open); at !== -1; at = bare.indexOf(open, at + 1)) {
    const after = bare[at + open.length];
    const start = bare.indexOf('>', at) + 1;
    if ((after !== '>' && after !== ' ') || bare[start - 2] === '/') continue;
    const end = bare.indexOf(`</${prefix}t>`, start);
    text += end === -1 ? damaged() : bare.slice(start, end);
  }
  return cellText(text);
}
