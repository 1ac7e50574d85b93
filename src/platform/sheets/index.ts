export { inspectUpload, readRows } from './read-sheet.ts';
export { inspectInThread, readBatchesInThread } from './read-in-thread.ts';
export { SheetRefused, type RefusalDetails } from './sheet-refused.ts';
export { DEFAULT_SHEET_LIMITS } from './sheet-limits.ts';
export { CSV_SHEET } from './read-csv.ts';
export { columnLetters } from './xlsx-cells.ts';
export type * from './types.ts';
