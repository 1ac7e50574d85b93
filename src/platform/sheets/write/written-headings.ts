import type { FoundHeader } from '../types.ts';

/** The headings of a sheet as its sender wrote them: all of them, those of known fields by field, those that were not understood. */
export type WrittenHeadings = {
  sheet: string;
  headerRow: number;
  headings: string[];
  found: Record<string, string>;
  unknown: string[];
};

/** What a header says in its sender's words. */
export function writtenHeadings(header: FoundHeader): WrittenHeadings {
  const found: Record<string, string> = {};
  for (const [field, column] of Object.entries(header.columns))
    if (column !== undefined) found[field] = header.headings[column] ?? '';
  const unknown = header.unknown.map((u) => u.heading);
  return { sheet: header.sheet, headerRow: header.row, headings: header.headings, found, unknown };
}
