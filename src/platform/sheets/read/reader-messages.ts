import type { RefusalDetails } from '../sheet-refused.ts';
import type { ReadOptions, SheetDocument, SheetLimits, SheetRefusalCode, SheetRow } from '../types.ts';

/** What the reader thread is asked to do. */
export type ReaderTask =
  | { kind: 'inspect'; path: string; originalName: string; limits?: Partial<SheetLimits> }
  | { kind: 'rows'; path: string; options: Omit<ReadOptions, 'signal'> };

/** What it answers; batches of rows only as many as it was given credit for. */
export type ReaderMessage =
  | { kind: 'document'; document: SheetDocument }
  | { kind: 'rows'; rows: SheetRow[] }
  | { kind: 'end' }
  | { kind: 'refused'; code: SheetRefusalCode; details: RefusalDetails }
  | { kind: 'failed'; error: unknown };
