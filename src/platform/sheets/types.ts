/** A cell that the workbook formats as a date: the clerk's Excel holds a real date, not a bare serial number. */
export interface DateCell {
  kind: 'date';
  /** yyyy-mm-dd as the sheet shows it; no time zone is applied. */
  date: string;
  /** hh:mm:ss when the cell holds a time of day. */
  time?: string;
  /** The number stored in the file (days in the workbook's own date system). */
  serial: number;
}

/**
 * One cell, untouched: text keeps its spaces and full-width characters, numbers stay numbers (so an identity number that
 * Excel turned into 371721196605267000 is seen as such), dates are DateCell, bare serial numbers stay numbers.
 * An error value (#N/A) is the text Excel shows. The cell of a formula holds the stored result, never an evaluation.
 */
export type Cell = string | number | boolean | DateCell | null;

/** Row of a sheet. Rows without any value are not yielded, but they count. */
export interface SheetRow {
  sheet: string;
  /** As the spreadsheet counts (1 = first); csv: the record number, 1 = first record, empty lines count too. */
  row: number;
  /** Index 0 = column A; may be shorter or longer than the header. */
  cells: Cell[];
  /** Zero-based columns that hold a formula; nothing is ever evaluated. */
  formula?: number[];
  /** The row is hidden in the workbook. */
  hidden?: boolean;
}

/** A merged range, rows as the spreadsheet counts, columns from 0, both ends included. */
export interface MergedRange {
  fromRow: number;
  toRow: number;
  fromColumn: number;
  toColumn: number;
}

export interface SheetInfo {
  name: string;
  hidden: boolean;
  /** Number of row records in the file that hold at least one cell; csv: records that are not empty. */
  rows: number;
  merges: MergedRange[];
}

export type SheetFormat = 'xlsx' | 'xls' | 'csv';

export type CsvEncoding = 'utf-8' | 'utf-8-bom' | 'gb18030' | 'utf-16le' | 'utf-16be';

export type CsvDelimiter = ',' | '\t' | ';' | '|';

/** What a file is, decided by its content and never by its name. */
export interface SheetDocument {
  format: SheetFormat;
  /** The bytes of the upload, as received. */
  bytes: number;
  /** The csv came packed by gzip. */
  gzip: boolean;
  encoding?: CsvEncoding;
  delimiter?: CsvDelimiter;
  /** The name's ending says something else than the content (a .xlsx that is really a csv). */
  misnamed: boolean;
  /** Dates count from 1904 (old Mac workbooks). */
  date1904: boolean;
  sheets: SheetInfo[];
}

export type SheetRefusalCode =
  | 'SHEET_EMPTY'
  | 'SHEET_DAMAGED'
  | 'SHEET_TOO_LARGE'
  | 'SHEET_TOO_MANY_ROWS'
  | 'SHEET_HAS_MACROS_OR_LINKS'
  | 'SHEET_IS_HTML'
  | 'SHEET_IS_ENCRYPTED'
  | 'SHEET_MIXED_ENCODING'
  | 'SHEET_UNKNOWN_ENCODING'
  | 'SHEET_UNBALANCED_QUOTE'
  | 'SHEET_UNKNOWN_FORMAT'
  | 'SHEET_NOT_FOUND'
  | 'SHEET_HEADER_NOT_FOUND'
  | 'SHEET_COLUMNS_WRONG';

/** Limits of one upload; every one is enforced on what is really unpacked, not on what the file declares. */
export interface SheetLimits {
  /** Bytes of the upload. */
  fileBytes: number;
  /** Bytes of everything unpacked. */
  unpackedBytes: number;
  /** Unpacked bytes per packed byte, applied once more than `ratioFloorBytes` are unpacked. */
  ratio: number;
  ratioFloorBytes: number;
  /** Parts in the zip. */
  entries: number;
  /** Rows that hold a value, over all sheets read. */
  rows: number;
  /** Cells in one row. */
  columns: number;
  /** Characters in one cell. */
  cellCharacters: number;
}

export interface ReadOptions {
  /** Name of one sheet; without it all sheets are read, hidden ones too, in their order. */
  sheet?: string;
  /** Refuse (SHEET_TOO_MANY_ROWS) beyond this number of rows with a value. */
  maxRows?: number;
  signal?: AbortSignal;
  limits?: Partial<SheetLimits>;
}

/** What an importer looks for: the field's official heading, other headings met in the wild, whether it must be there. */
export interface ColumnSpec {
  heading: string;
  aliases?: readonly string[];
  required?: boolean;
}

export type ColumnsSpec<F extends string = string> = Readonly<Record<F, ColumnSpec>>;

/** What a person said of one heading: the field it is, or null to leave the column out. `occurrence` counts equal headings from the left, from 1. */
export interface ColumnChoice {
  heading: string;
  occurrence: number;
  field: string | null;
}

export interface UnknownColumn {
  column: number;
  heading: string;
}

export interface FoundHeader<F extends string = string> {
  sheet: string;
  /** First and last row of the header (they differ where the header has two storeys), as the spreadsheet counts. */
  firstRow: number;
  row: number;
  /** Zero-based column of each field found. */
  columns: Partial<Record<F, number>>;
  /** Headings as written, by column. */
  headings: string[];
  unknown: UnknownColumn[];
  /** Zero-based columns that a person left out. */
  ignored?: number[];
  /** Official headings of required fields that are not there. */
  missing: string[];
}

/** One decision about a source row or cell, for the sheet 导入结果 and the comment on the cell. */
export interface ImportMark {
  sheet: string;
  row: number;
  /** Zero-based; without it the mark concerns the whole row. */
  column?: number;
  level: 'repaired' | 'doubtful' | 'refused';
  /** Stable code of the problem kind. */
  code?: string;
  /** What the clerk reads. */
  note: string;
  was?: string;
  now?: string;
}

export type ColumnKind = 'text' | 'integer' | 'decimal' | 'date';

/** A column to write; `text` columns (numbers of persons, cards, telephones) are stored as text with the text format. */
export interface WrittenColumn {
  key: string;
  heading: string;
  /** Heading of the storey above; neighbours with the same group are merged. */
  group?: string;
  /** Width in characters of the default font. */
  width?: number;
  kind?: ColumnKind;
  align?: 'left' | 'center' | 'right';
  /** Drop-down: only these values may be entered. */
  choices?: readonly string[];
}

/** A value to write; a date is `{ date: 'yyyy-mm-dd' }`. */
export type WrittenCell = string | number | boolean | { date: string } | null | undefined;

export type WrittenRow = Readonly<Record<string, WrittenCell>>;

/** Part of a line above the header: its text and over how many columns it is merged. */
export interface TitlePart {
  text: string;
  columns: number;
}

export interface WrittenSheet {
  name: string;
  /** Lines above the header, each merged over all columns or in parts from the left; the first is the title unless `titleLine` says which. */
  titles?: readonly (string | readonly TitlePart[])[];
  /** Zero-based line among `titles` that is the title. */
  titleLine?: number;
  columns: readonly WrittenColumn[];
  rows: Iterable<WrittenRow> | AsyncIterable<WrittenRow>;
  /** A last row, e.g. { name: '合计', total: 12 }. */
  totals?: WrittenRow;
  /** Over how many columns the first cell of that row is merged. */
  totalsSpan?: number;
  /** Height in points of the last row of the header, where headings run over several lines. */
  headerHeight?: number;
  /** Lines below the table, merged over all columns. */
  footer?: readonly string[];
  /** Empty rows below the header that also get the drop-downs and formats (templates). */
  emptyRows?: number;
  orientation?: 'landscape' | 'portrait';
}

export interface WorkbookSpec {
  sheets: readonly WrittenSheet[];
}
