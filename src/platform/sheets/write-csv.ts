import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { neutraliseText } from './neutralise-text.ts';
import type { WrittenCell, WrittenColumn, WrittenRow } from './types.ts';

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

/**
 * Writes a csv: UTF-8 with byte order mark (Excel needs it for Chinese), CRLF, one header line, texts that look like formulas
 * neutralised. Rows are pulled one by one.
 * @param out path of the file, or a stream, which is ended
 */
export async function writeCsv(
  columns: readonly Pick<WrittenColumn, 'key' | 'heading'>[],
  rows: Iterable<WrittenRow> | AsyncIterable<WrittenRow>,
  out: string | Writable,
): Promise<void> {
  const sink = typeof out === 'string' ? createWriteStream(out) : out;
  const settled = finished(sink, { readable: false });
  settled.catch(() => undefined);
  sink.write(`\ufeff${csvLine(columns.map(({ heading }) => heading))}\r\n`);
  for await (const row of rows) {
    if (sink.errored) throw sink.errored;
    const more = sink.write(`${csvLine(columns.map(({ key }) => row[key]))}\r\n`);
    if (!more) await Promise.race([once(sink, 'drain'), settled]);
  }
  sink.end();
  await settled;
}
