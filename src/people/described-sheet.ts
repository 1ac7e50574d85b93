import type { ColumnsSpec, FoundHeader } from '../platform/sheets/index.ts';

/** How a sheet of a list was read: its header as written, which column is which field, what was not understood or left out. */
export type DescribedSheet = {
  sheet: string;
  headerRow: number;
  headings: string[];
  /** Zero-based column of each field. */
  at: Record<string, number>;
  /** Heading of each field as the sender wrote it. */
  found: Record<string, string>;
  unknown: string[];
  /** Zero-based columns left out by choice. */
  ignored: number[];
};

/** A field of an importer as screens offer it. */
export type ImportField = { field: string; label: string; required: boolean };

/** Describes a header that was found. */
export function describeSheet(header: FoundHeader): DescribedSheet {
  const found: Record<string, string> = {};
  const at: Record<string, number> = {};
  for (const [field, column] of Object.entries(header.columns)) {
    if (column === undefined) continue;
    at[field] = column;
    found[field] = header.headings[column] ?? '';
  }
  return {
    sheet: header.sheet,
    headerRow: header.row,
    headings: header.headings,
    at,
    found,
    unknown: header.unknown.map((u) => u.heading),
    ignored: header.ignored ?? [],
  };
}

/** The fields an importer knows, in its order. */
export function importFields(spec: ColumnsSpec): ImportField[] {
  return Object.entries(spec).map(([field, { heading, required }]) => ({
    field,
    label: heading,
    required: required === true,
  }));
}
