import type { ListedPerson } from '../../people/index.ts';
import type { FoundHeader, SheetRow } from '../../platform/sheets/index.ts';
import {
  cleanDate,
  cleanEthnic,
  cleanPhone,
  cleanRollLevel,
  cleanSex,
  cleanStudentState,
  cleanStudyMode,
  cleanYears,
  DateColumns,
  isBefore,
  keptNumber,
  personLine,
  rowProblem,
  SheetCells,
  SheetProgress,
  writtenAs,
  type CleanedIdNumber,
  type Problem,
  type SkippedRow,
} from '../../standards/cleaning/index.ts';
import { readCitizenId } from '../../standards/index.ts';
import type { RollField } from './roll-columns.ts';
import { repeatsInRoll, settleMajors } from './roll-findings.ts';
import { isActive, jobKindOf, type RollRow, type RollState } from './roll-row.ts';

/** What a reader of a roll must know beside the rows. */
export type RollContext = {
  header: FoundHeader<RollField>;
  /** The day the roll was exported (yyyy-mm-dd): what lies after it is planned, what should have ended before is overdue. */
  exportedOn: string;
  /** Majors of the school in the catalogue; those of the file are known anyway. */
  majors?: readonly string[];
};

/** A roll read whole. */
export type ReadRoll = { rows: RollRow[]; problems: Problem[]; skipped: SkippedRow[]; refused: number };

type Cells = SheetCells<RollField>;

/**
 * Reads a school's registration export. A damaged citizen number is taken from the national status number (G and the number) where that
 * holds it whole; dates of those still at school are plans; a person twice is told as what it is: the same row, two statuses one after the
 * other, or two at once. Nothing is guessed.
 */
export function readRoll(rows: Iterable<SheetRow>, context: RollContext): ReadRoll {
  const { header } = context;
  const progress = new SheetProgress(header.headings, header.row);
  const dates = new DateColumns();
  const read: ReadRoll = { rows: [], problems: [], skipped: [], refused: 0 };
  const placed = new Map<number, Cells>();
  for (const row of rows) {
    const { skipped, isData } = progress.next(row);
    read.skipped.push(...skipped);
    if (!isData) continue;
    const cells = new SheetCells(row, header);
    const one = readRow(cells, context, dates);
    if (one === null) read.refused += 1;
    else read.rows.push(one);
    placed.set(row.row, cells);
  }
  settleMajors(read.rows, context.majors ?? [], (row, now) => {
    const cells = placed.get(row);
    if (cells && writtenAs(cells.cell('major')) !== now) cells.add('major', 'major_alias', now);
  });
  for (const cells of placed.values()) read.problems.push(...cells.problems);
  const at = new SheetCells<RollField>({ sheet: header.sheet, row: header.row, cells: [] }, header);
  for (const odd of dates.oddDates()) {
    const place = { ...at.at(odd.column as RollField), was: odd.was, now: odd.now };
    read.problems.push(rowProblem({ sheet: header.sheet, row: odd.row }, odd.kind, place));
  }
  read.problems.push(...repeatsInRoll(read.rows, header.sheet));
  read.problems.sort((a, b) => a.row - b.row);
  return read;
}

function readRow(cells: Cells, context: RollContext, dates: DateColumns): RollRow | null {
  const statusNumber = cells.text('statusNumber');
  const line = personLine(cells, (id) => numberInside(statusNumber, id));
  if (line === null) return null;
  const { name, id, rescued } = line;
  takeNumber(cells, id, rescued);
  if (/^\d{17}[\dXx]$/.test(statusNumber ?? '') && readCitizenId(statusNumber!).ok)
    cells.add('statusNumber', 'status_number_short', statusNumber);
  const number = keptNumber(id, rescued);
  return {
    row: cells.row.row,
    statusNumber,
    name,
    ...number,
    sex: sexOf(cells, number.idNumber),
    ethnic: cells.take('ethnic', cleanEthnic(cells.cell('ethnic'))),
    ...schooling(cells, context, dates),
    phone: cells.take('phone', cleanPhone(cells.cell('phone'))),
    address: cells.text('address'),
    repeats: null,
  };
}

const NEAR = 2;
const KEPT_DIGITS = 15;

/** The whole number that a national status number holds, where what is left of the written one does not speak against it. */
function numberInside(statusNumber: string | null, id: CleanedIdNumber): string | null {
  const inside = /^[GgＧ]?(\d{17}[\dXx])$/.exec((statusNumber ?? '').trim())?.[1];
  if (inside === undefined) return null;
  const read = readCitizenId(inside);
  if (!read.ok) return null;
  const left = id.characters;
  if (left === '' || !/\d{6}/.test(left)) return read.id18;
  if (left.slice(0, KEPT_DIGITS) === read.id18.slice(0, KEPT_DIGITS)) return read.id18;
  const differing = [...read.id18].filter((char, i) => char !== left[i]).length;
  return left.length === read.id18.length && differing <= NEAR ? read.id18 : null;
}

function takeNumber(cells: Cells, id: CleanedIdNumber, rescued: string | null): void {
  if (rescued === null) {
    cells.take('idNumber', id);
    return;
  }
  const settled = id.problems.map((p) => ({ ...p, decision: 'auto' as const, now: rescued }));
  cells.take('idNumber', { value: rescued, problems: settled });
  cells.add('statusNumber', 'id_rescued_by_status_number', rescued);
}

function sexOf(cells: Cells, idNumber: string | null): string | null {
  const sex = cells.take('sex', cleanSex(cells.cell('sex')));
  const read = idNumber === null ? null : readCitizenId(idNumber);
  if (sex === null || !read?.ok || read.sex === sex) return sex;
  cells.add('sex', 'sex_mismatch');
  return null;
}

type Schooling = Omit<RollRow, keyof ListedPerson | 'statusNumber'>;

function schooling(cells: Cells, context: RollContext, dates: DateColumns): Schooling {
  const day = (field: 'enrolledOn' | 'graduatedOn' | 'employedOn') => {
    const date = cleanDate(cells.cell(field));
    dates.observe('', field, cells.row.row, writtenAs(cells.cell(field)) ?? '', date);
    return cells.take(field, date);
  };
  const enrolledOn = day('enrolledOn');
  const state = cells.take('state', cleanStudentState(cells.cell('state'))) as RollState | null;
  const years = cells.take('years', cleanYears(cells.cell('years')));
  const left = leaving(cells, { enrolledOn, years, state, written: day('graduatedOn') }, context.exportedOn);
  return {
    enrolledOn,
    years,
    level: cells.take('level', cleanRollLevel(cells.cell('level'))),
    mode: cells.take('mode', cleanStudyMode(cells.cell('mode'))),
    major: cells.text('major'),
    className: cells.text('className'),
    state,
    ...left,
    ...job(cells, state, left.graduatedOn, day('employedOn')),
  };
}

type Left = { enrolledOn: string | null; years: number | null; state: RollState | null; written: string | null };

/** When the student left, or is to leave; what cannot be is withheld. */
function leaving(cells: Cells, left: Left, exportedOn: string): Pick<RollRow, 'graduatedOn' | 'plannedOn'> {
  const { enrolledOn, state, written } = left;
  if (isBefore(written, enrolledOn)) {
    cells.add('graduatedOn', 'date_before_enrolment');
    return { graduatedOn: null, plannedOn: null };
  }
  if (isActive(state)) {
    if (written !== null && !isBefore(written, exportedOn)) {
      cells.add('graduatedOn', 'date_planned');
      return { graduatedOn: null, plannedOn: written };
    }
    if (state === '在籍' && isBefore(written ?? endOf(enrolledOn, left.years), exportedOn))
      cells.addRow('status_overdue');
    return { graduatedOn: null, plannedOn: written };
  }
  if (state === '毕业' && written === null && !cells.problems.some((p) => p.field === 'graduatedOn'))
    cells.addRow('date_graduation_missing');
  return { graduatedOn: written, plannedOn: null };
}

/** The day on which the years of schooling are over; null where that cannot be told. */
function endOf(enrolledOn: string | null, years: number | null): string | null {
  if (enrolledOn === null || years === null || !Number.isInteger(years)) return null;
  return `${Number(enrolledOn.slice(0, 4)) + years}${enrolledOn.slice(4)}`;
}

function job(
  cells: Cells,
  state: RollState | null,
  graduatedOn: string | null,
  employedOn: string | null,
): Pick<RollRow, 'employer' | 'employedOn' | 'jobKind'> {
  const employer = cells.text('employer');
  const jobKind = jobKindOf(employer);
  const works = jobKind === 'job' || jobKind === 'self_employed';
  if (works && employedOn === null && !cells.problems.some((p) => p.field === 'employedOn'))
    cells.addRow('date_employment_missing');
  if (works && state === '毕业' && isBefore(employedOn, graduatedOn)) cells.addRow('date_employment_before_graduation');
  return { employer, employedOn, jobKind };
}
