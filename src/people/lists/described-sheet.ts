import { writtenHeadings } from '../../platform/sheets/index.ts';
import type { ColumnsSpec, FoundHeader, WrittenHeadings } from '../../platform/sheets/index.ts';

/** How a sheet of a list was read: its header as written, which column is which field, what was not understood or left out. */
export type DescribedSheet = WrittenHeadings & {
  /** Zero-based column of each field. */
  at: Record<string, number>;
  /** Zero-based columns left out by choice. */
  ignored: number[];
};

/** A field of an importer as screens offer it. */
export type ImportField = { field: string; label: string; required: boolean };

/** Describes a header that was found. */
export function describeSheet(header: FoundHeader): DescribedSheet {
  const at: Record<string, number> = {};
  for (const [field, column] of Object.entries(header.columns)) if (column !== undefined) at[field] = column;
  return { ...writtenHeadings(header), at, ignored: header.ignored ?? [] };
}

/** The fields an importer knows, in its order. */
export function importFields(spec: ColumnsSpec): ImportField[] {
  return Object.entries(spec).map(([field, { heading, required }]) => ({
    field,
    label: heading,
    required: required === true,
  }));
}
