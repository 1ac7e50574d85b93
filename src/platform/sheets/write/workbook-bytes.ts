import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { WorkbookSpec } from '../types.ts';
import { writeWorkbook } from './write-workbook.ts';

export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A small workbook in memory; large ones are written to a file or stream with {@link writeWorkbook}. */
export async function workbookBytes(spec: WorkbookSpec): Promise<Buffer> {
  const out = new PassThrough();
  const [bytes] = await Promise.all([buffer(out), writeWorkbook(spec, out)]);
  return bytes;
}
