import type { Cell, FoundHeader, SheetRow } from '../platform/sheets/index.ts';
import {
  cellProblem,
  cellText,
  cleanDate,
  cleanIdNumber,
  cleanName,
  cleanPhone,
  cleanYesNo,
  DateColumns,
  freeText,
  isBlank,
  noProblems,
  placeProblem,
  rowProblem,
  SheetProgress,
  writtenAs,
  type CellProblem,
  type PlaceBook,
  type Problem,
  type SkippedRow,
} from '../standards/cleaning/index.ts';
import { rejoinCells } from './rejoin-cells.ts';
import { matchRegister, type RegisterLookup, type RegisterMatch } from './register-match.ts';
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
  return (field) => {
    const column = header.columns[field];
    return { column: column === undefined ? field : cellText(header.headings[column] ?? field), field };
  };
}

interface ReadRow {
  row: WishRow | null;
  problems: Problem[];
}

function readRow(written: SheetRow, context: WishesSheetContext, dates: DateColumns): ReadRow {
  const { header } = context;
  const at = placer(header);
  const problems: Problem[] = [];
  const { cells, joined } = wholeCells(written, header);
  const row = { ...written, cells };
  const cell = (field: WishField): Cell => {
    const column = header.columns[field];
    return column === undefined ? null : (cells[column] ?? null);
  };
  const take = <T>(field: WishField, cleaned: { value: T | null; problems: readonly CellProblem[] }): T | null => {
    for (const found of cleaned.problems) problems.push(placeProblem(row, at(field), found));
    return cleaned.value;
  };
  if (joined) take(joined.field, { value: null, problems: [cellProblem('extra_comma', joined.text, joined.text)] });
  const formula = (Object.keys(header.columns) as WishField[]).filter((field) =>
    written.formula?.includes(header.columns[field] ?? -1),
  );
  if (formula.length > 0) {
    return { row: null, problems: formula.map((field) => rowProblem(row, 'formula_cell', at(field))) };
  }
  const id = cleanIdNumber(cell('idNumber'));
  const name = take('name', cleanName(cell('name')));
  if (name === null && (isBlank(cell('idNumber')) || id.characters === '')) {
    const refused = (['name', 'idNumber'] as const).map((field) => rowProblem(row, 'no_identity', at(field)));
    return { row: null, problems: problems.some(({ decision }) => decision === 'refuse') ? problems : refused };
  }
  const askedOn = cleanDate(cell('askedOn'));
  const village = freeText(cell('village'));
  dates.observe(village ?? '', 'askedOn', row.row, writtenAs(cell('askedOn')) ?? '', askedOn);
  const wish: Omit<WishRow, 'match' | 'counts'> = {
    row: row.row,
    village,
    villageCode: Number(context.places.village(context.county, context.township, village ?? '')?.code ?? 0),
    headName: cleanName(cell('headName')).value,
    name,
    idNumber: take('idNumber', id),
    idWritten: id.value === null ? id.characters : '',
    phone: take('phone', cleanPhone(cell('phone'))),
    wishStudy: take('wishStudy', cleanYesNo(cell('wishStudy'))),
    wishTrain: take('wishTrain', cleanYesNo(cell('wishTrain'))),
    trade: freeText(cell('trade')),
    reason: take('reason', cleanReason(cell('reason'))),
    askedBy: freeText(cell('askedBy')),
    askedOn: take('askedOn', askedOn),
  };
  const idProblem = id.value === null ? (id.problems[0]?.kind ?? null) : null;
  const match = matchRegister({ ...wish, householdNo: null, address: null, idProblem }, context.register);
  problems.push(...matchFindings(row, match, name, at));
  return { row: { ...wish, match, counts: true }, problems };
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
