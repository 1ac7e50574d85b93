import { dateToSerial } from './read/plain-serial.ts';
import { neutraliseText } from './write/neutralise-text.ts';
import type { MergedRange, WrittenCell } from './types.ts';
import { columnLetters } from './read/xlsx-cells.ts';
import { escapeXml } from './xml-text.ts';

/** The XML of the parts that this folder writes; every text goes through `neutraliseText`. */

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN_NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const PACKAGE_RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A date to write as a real date. */
function isDate(value: WrittenCell): value is { date: string } {
  return typeof value === 'object' && value !== null;
}

/** One cell; `style` is the index of its format. Empty cells carry the format only. */
export function cellXml(row: number, column: number, value: WrittenCell, style: number): string {
  const start = `<c r="${columnLetters(column)}${row}" s="${style}"`;
  if (value === null || value === undefined || value === '') return `${start}/>`;
  if (typeof value === 'number') return Number.isFinite(value) ? `${start}><v>${value}</v></c>` : `${start}/>`;
  if (typeof value === 'boolean') return `${start} t="b"><v>${value ? 1 : 0}</v></c>`;
  if (!isDate(value)) return `${start} t="inlineStr">${textXml(value)}</c>`;
  const serial = dateToSerial(value.date);
  return Number.isNaN(serial) ? `${start} t="inlineStr">${textXml(value.date)}</c>` : `${start}><v>${serial}</v></c>`;
}

/** A text inside a cell, its blanks kept. */
export function textXml(text: string): string {
  const safe = escapeXml(neutraliseText(text)).replace(/_x(?=[0-9a-fA-F]{4}_)/g, '_x005F_x');
  return `<is><t xml:space="preserve">${safe}</t></is>`;
}

/** The merged ranges of a sheet, or nothing. */
export function mergesXml(merges: readonly MergedRange[]): string {
  if (merges.length === 0) return '';
  const cells = merges.map((range) => `<mergeCell ref="${rangeName(range)}"/>`);
  return `<mergeCells count="${merges.length}">${cells.join('')}</mergeCells>`;
}

/** A1:B2 of a range. */
export function rangeName(range: MergedRange): string {
  return `${columnLetters(range.fromColumn)}${range.fromRow}:${columnLetters(range.toColumn)}${range.toRow}`;
}

/** Widths in characters, by column. */
export function columnsXml(widths: readonly (number | undefined)[]): string {
  const columns = widths.map((width, index) =>
    width === undefined ? '' : `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return columns.every((column) => column === '') ? '' : `<cols>${columns.join('')}</cols>`;
}

/** Name of a sheet as Excel allows it: 31 characters, none of []:*?/\ and no apostrophe at the ends. */
export function sheetName(name: string): string {
  const safe = name
    .replace(/[[\]:*?/\\]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .slice(0, 31);
  return safe.trim() === '' ? 'Sheet' : safe;
}
