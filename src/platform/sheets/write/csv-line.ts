import { neutraliseText } from './neutralise-text.ts';
import type { WrittenCell } from '../types.ts';

/** One csv record without its line end; texts neutralised, quoted where they must be. */
export function csvLine(cells: readonly WrittenCell[]): string {
  return cells.map(csvField).join(',');
}

function csvField(value: WrittenCell): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  const text = neutraliseText(typeof value === 'string' ? value : value.date);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
