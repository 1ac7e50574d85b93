import {
  inspectUpload,
  readRows,
  requireHeader,
  SheetRefused,
  type ColumnChoice,
  type SheetDocument,
  type SheetInfo,
  type SheetRow,
} from '../../../platform/sheets/index.ts';
import { rowProblem, type PlaceBook, type Problem } from '../../../standards/cleaning/index.ts';
import {
  assistedRegisterReader,
  type AssistedRegisterReader,
  type RegisterConvention,
} from './assisted-register-sheet.ts';
import { describeSheet, type DescribedSheet } from '../../lists/described-sheet.ts';
import { registerColumns, type RegisterField } from './register-columns.ts';
import type { IncompleteHousehold } from './register-households.ts';
import type { RegisterRow } from './register-row.ts';

/** A finding with the list row it belongs to (see import_problem.list_row). */
export type ListProblem = Problem & { listRow: number };
/** A change to a row that was handed out before; `row` is its list row. */
export type RowChange = { row: number; field: keyof RegisterRow; value: string | readonly string[] | null };

/** What a register came to besides its rows; complete once the rows were read to the end. */
export type RegisterReport = {
  sheets: (DescribedSheet & {
    conventions: RegisterConvention[];
    /** Households of which a row was refused: a person may be missing from the register. */
    incomplete: IncompleteHousehold[];
  })[];
  problems: ListProblem[];
  changes: RowChange[];
  /** Rows that repeat another word for word and are not to be stored. */
  repeated: number[];
  /** Later rows of a person who stands in the list twice with different content: kept as a problem, not stored until decided. */
  held: number[];
  dataRows: number;
  skipped: number;
};

const ROWS_BEFORE_HEADER = 20;
const TWICE = new Set<string>(['duplicate_person', 'duplicate_in_two_households']);
/** Rows of further sheets count on from the most a sheet can have. */
const SHEET_STEP = 1_048_576;

export type RegisterSource = {
  path: string;
  name: string;
  places: PlaceBook;
  county?: string;
  area: { lo: number; hi: number };
  /** What the sender's own headings mean. */
  choices?: readonly ColumnChoice[];
  signal?: AbortSignal;
};

/**
 * Reads an upload as a register of assisted households: every visible sheet whose header fits, row by row.
 * @returns the rows, and a report that is complete when the rows have come to their end
 * @throws SheetRefused when the file cannot be read or no sheet has the required columns
 */
export async function readRegister(
  source: RegisterSource,
): Promise<{ document: SheetDocument; rows: AsyncGenerator<RegisterRow>; report: RegisterReport }> {
  const document = await inspectUpload(source.path, source.name);
  const report: RegisterReport = {
    sheets: [],
    problems: [],
    changes: [],
    repeated: [],
    held: [],
    dataRows: 0,
    skipped: 0,
  };
  return { document, report, rows: registerRows(source, document, report) };
}

async function* registerRows(
  source: RegisterSource,
  document: SheetDocument,
  report: RegisterReport,
): AsyncGenerator<RegisterRow> {
  const visible = new Map(document.sheets.filter((s) => !s.hidden).map((s) => [s.name, s]));
  let current: OpenSheet | null = null;
  let refusal: unknown = null;
  const close = (): RegisterRow[] => {
    if (current === null) return [];
    const sheet = current;
    current = null;
    try {
      return sheet.close();
    } catch (error) {
      if (!(error instanceof SheetRefused)) throw error;
      refusal ??= error;
      return [];
    }
  };
  for await (const row of readRows(source.path, { signal: source.signal })) {
    const info = visible.get(row.sheet);
    if (info === undefined) continue;
    if (current?.info.name !== row.sheet) {
      yield* close();
      current = new OpenSheet(info, source, report);
    }
    try {
      yield* current.take(row);
    } catch (error) {
      if (!(error instanceof SheetRefused)) throw error;
      refusal ??= error;
      visible.delete(row.sheet);
      current = null;
    }
  }
  yield* close();
  if (report.sheets.length === 0) throw refusal ?? new SheetRefused('SHEET_EMPTY');
}

/** One sheet under way: its first rows wait until the header is found. */
class OpenSheet {
  readonly info: SheetInfo;
  readonly #source: RegisterSource;
  readonly #report: RegisterReport;
  #waiting: SheetRow[] | null = [];
  #reader: AssistedRegisterReader | null = null;
  #offset = 0;

  constructor(info: SheetInfo, source: RegisterSource, report: RegisterReport) {
    this.info = info;
    this.#source = source;
    this.#report = report;
  }

  take(row: SheetRow): RegisterRow[] {
    if (this.#waiting === null) return this.#read(row);
    this.#waiting.push(row);
    return this.#waiting.length < ROWS_BEFORE_HEADER ? [] : this.#begin();
  }

  close(): RegisterRow[] {
    const rest = this.#waiting === null ? [] : this.#begin();
    const end = this.#reader!.end();
    const repeated = new Set(end.repeated.map((r) => r.row));
    for (const problem of end.problems) this.#report.problems.push({ ...problem, listRow: problem.row + this.#offset });
    for (const { row, field, value } of end.amendments)
      this.#report.changes.push({ row: row + this.#offset, field, value });
    for (const row of repeated) this.#report.repeated.push(row + this.#offset);
    for (const p of end.problems)
      if (TWICE.has(p.code) && p.first !== true) this.#report.held.push(p.row + this.#offset);
    const sheet = this.#report.sheets.at(-1)!;
    sheet.conventions.push(...end.conventions);
    sheet.incomplete.push(...end.incompleteHouseholds);
    return rest;
  }

  #begin(): RegisterRow[] {
    const waiting = this.#waiting!;
    this.#waiting = null;
    const header = requireHeader<RegisterField>(waiting, registerColumns, this.info.merges, this.#source.choices);
    const { places, county } = this.#source;
    this.#reader = assistedRegisterReader({
      header,
      merges: this.info.merges,
      places,
      ...(county === undefined ? {} : { county }),
    });
    this.#offset = this.#report.sheets.length * SHEET_STEP;
    this.#report.sheets.push({ ...describeSheet(header), conventions: [], incomplete: [] });
    return waiting.filter((row) => row.row > header.row).flatMap((row) => this.#read(row));
  }

  #read(row: SheetRow): RegisterRow[] {
    const reading = this.#reader!.read(row);
    this.#report.skipped += reading.skipped.length;
    const listRow = row.row + this.#offset;
    for (const problem of reading.problems) this.#report.problems.push({ ...problem, listRow });
    if (reading.row === null) {
      if (reading.problems.length > 0) this.#report.dataRows += 1;
      return [];
    }
    this.#report.dataRows += 1;
    return [this.#within({ ...reading.row, row: listRow }, row)];
  }

  /** A row that names no place of the list's area stands at the area itself until a person has decided. */
  #within(row: RegisterRow, at: SheetRow): RegisterRow {
    const { lo, hi } = this.#source.area;
    if (row.villageCode >= lo && row.villageCode < hi) return row;
    if (!row.doubtfulFields.some((f) => f === 'county' || f === 'village')) {
      this.#report.problems.push({ ...rowProblem(at, 'county_wrong', { field: 'county' }), listRow: row.row });
    }
    return { ...row, villageCode: lo, doubtfulFields: [...new Set([...row.doubtfulFields, 'village'])] };
  }
}
