import type { Cell, FoundHeader, SheetRow } from '../../platform/sheets/index.ts';
import {
  cellProblem,
  cleanDate,
  cleanIdNumber,
  cleanName,
  cleanPhone,
  cleanYesNo,
  DateColumns,
  freeText,
  isBlank,
  noProblems,
  rowProblem,
  SheetCells,
  SheetProgress,
  writtenAs,
  type CellProblem,
  type PlaceBook,
  type Problem,
  type SkippedRow,
} from '../../standards/cleaning/index.ts';
import { rejoinCells } from '../register/sheet/rejoin-cells.ts';
import type { RegisterLookup, RegisterMatch } from '../register/register-match.ts';
import { settleAnswers } from './wishes-answers.ts';
import type { WishField } from './wishes-columns.ts';

/** What a reader of a survey must know beside the rows. */
export interface WishesSheetContext {
  header: FoundHeader<WishField>;
  places: PlaceBook;
  county: string;
  township: string;
  register: RegisterLookup;
}

/** One answer of one person. */
export interface WishRow {
  row: number;
  village: string | null;
  villageCode: number;
  headName: string | null;
  name: string | null;
  idNumber: string | null;
  idWritten: string;
  phone: string | null;
  /** Null: not answered. */
  wishStudy: boolean | null;
  wishTrain: boolean | null;
  trade: string | null;
  reason: string | null;
  askedBy: string | null;
  askedOn: string | null;
  match: RegisterMatch;
  /** False where a later answer of the same person exists. */
  counts: boolean;
}

/** A survey read whole. */
export interface ReadWishes {
  rows: WishRow[];
  problems: Problem[];
  skipped: SkippedRow[];
}

/**
 * Reads a village survey of wishes. Every village may answer in its own way: where a village only ticks, an empty cell
 * beside an answer or a reason is a no; elsewhere it is unanswered. Of two answers of one person the later one counts.
 */
export function readWishes(rows: Iterable<SheetRow>, context: WishesSheetContext): ReadWishes {
  const progress = new SheetProgress(context.header.headings, context.header.row);
  const dates = new DateColumns();
  const read: ReadWishes = { rows: [], problems: [], skipped: [] };
  for (const row of rows) {
    const { skipped, isData } = progress.next(row);
    read.skipped.push(...skipped);
    if (!isData) continue;
    const one = readRow(row, context, dates);
    read.problems.push(...one.problems);
    if (one.row) read.rows.push(one.row);
  }
  const sheet = context.header.sheet;
  const at = placer(context.header);
  for (const { row, kind, was, now } of dates.oddDates()) {
    read.problems.push(rowProblem({ sheet, row }, kind, { ...at('askedOn'), was, now }));
  }
  read.problems.push(...settleAnswers(read.rows, sheet, at));
  read.problems.sort((a, b) => a.row - b.row);
  return read;
}

/** Heading and field of a finding. */
export type Placer = (field: WishField) => { column: string; field: WishField };

function placer(header: FoundHeader<WishField>): Placer {
  const cells = new SheetCells({ sheet: header.sheet, row: header.row, cells: [] }, header);
  return (field) => cells.at(field);
}

interface ReadRow {
  row: WishRow | null;
  problems: Problem[];
}

function readRow(written: SheetRow, context: WishesSheetContext, dates: DateColumns): ReadRow {
  const { cells: whole, joined } = wholeCells(written, context.header);
  const cells = new SheetCells({ ...written, cells: whole }, context.header);
  const { problems } = cells;
  if (joined)
    cells.take(joined.field, { value: null, problems: [cellProblem('extra_comma', joined.text, joined.text)] });
  const formulas = cells.formulas(['seq']);
  if (formulas.length > 0) return { row: null, problems: [...problems, ...formulas] };
  const id = cleanIdNumber(cells.cell('idNumber'));
  const name = cells.take('name', cleanName(cells.cell('name')));
  if (problems.some(({ decision }) => decision === 'refuse')) return { row: null, problems };
  if (name === null && (isBlank(cells.cell('idNumber')) || id.characters === '')) {
    cells.add('name', 'no_identity');
    cells.add('idNumber', 'no_identity');
    return { row: null, problems };
  }
  if (name === null) cells.add('name', 'name_missing');
  const wish = { ...answers(cells, context, dates), name, idNumber: cells.take('idNumber', id) };
  const idWritten = id.value === null ? id.characters : '';
  const idProblem = id.value === null ? (id.problems[0]?.kind ?? null) : null;
  const match = context.register.match({ ...wish, idWritten, householdNo: null, address: null, idProblem });
  problems.push(...matchFindings(cells.row, match, name, (field) => cells.at(field)));
  return { row: { ...wish, idWritten, match, counts: true }, problems };
}

type Answers = Omit<WishRow, 'name' | 'idNumber' | 'idWritten' | 'match' | 'counts'>;

/** Everything of a row but who it is. */
function answers(cells: SheetCells<WishField>, context: WishesSheetContext, dates: DateColumns): Answers {
  const askedOn = cleanDate(cells.cell('askedOn'));
  const village = cells.text('village');
  dates.observe(village ?? '', 'askedOn', cells.row.row, writtenAs(cells.cell('askedOn')) ?? '', askedOn);
  return {
    row: cells.row.row,
    ...place(cells, village, context),
    headName: cleanName(cells.cell('headName')).value,
    phone: cells.take('phone', cleanPhone(cells.cell('phone'))),
    wishStudy: cells.take('wishStudy', cleanYesNo(cells.cell('wishStudy'))),
    wishTrain: cells.take('wishTrain', cleanYesNo(cells.cell('wishTrain'))),
    trade: cells.text('trade'),
    reason: cells.take('reason', cleanReason(cells.cell('reason'))),
    askedBy: cells.text('askedBy'),
    askedOn: cells.take('askedOn', askedOn),
  };
}

function place(
  cells: SheetCells<WishField>,
  written: string | null,
  { places, county, township }: WishesSheetContext,
): { village: string | null; villageCode: number } {
  if (written === null) return { village: null, villageCode: 0 };
  const found = places.village(county, township, written);
  if (found === undefined) cells.add('village', 'village_unknown');
  else if (found.alias) cells.add('village', 'village_alias', found.name);
  return { village: found?.name ?? written, villageCode: Number(found?.code ?? 0) };
}

const nameKinds = new Set([
  'name_rare_lost',
  'name_surname_variant',
  'name_traditional',
  'name_homophone',
  'name_former',
]);

function matchFindings(row: SheetRow, match: RegisterMatch, name: string | null, at: Placer): Problem[] {
  if (match.decision === 'none') return match.reason === 'not_in_register' ? [rowProblem(row, 'not_in_register')] : [];
  if (match.decision === 'auto' || !nameKinds.has(match.reason)) return [];
  return [rowProblem(row, match.reason, { ...at('name'), was: name, now: name })];
}

function cleanReason(cell: Cell): { value: string | null; problems: readonly CellProblem[] } {
  const value = freeText(cell);
  if (value === null || !/[\r\n]/.test(value)) return { value, problems: noProblems };
  return { value, problems: [cellProblem('embedded_newline', cell, value)] };
}

interface WholeCells {
  cells: Cell[];
  joined: { field: WishField; text: string } | null;
}

/** The cells of a row, put together again where a comma without quotes split one. */
function wholeCells(row: SheetRow, header: FoundHeader<WishField>): WholeCells {
  const { columns } = header;
  const width = header.headings.findLastIndex((heading) => heading.trim() !== '') + 1;
  const fields = (['reason', 'trade', 'askedBy'] as const).filter((field) => columns[field] !== undefined);
  const places = fields.map((field) => columns[field] ?? 0);
  const fits = (cells: readonly Cell[]): boolean =>
    columns.askedOn === undefined || cleanDate(cells[columns.askedOn]).value !== null;
  const found = rejoinCells(row.cells, width, places, fits);
  const field = fields.find((one) => columns[one] === found?.column);
  if (!found || !field) return { cells: row.cells, joined: null };
  return { cells: found.cells, joined: { field, text: found.text } };
}
