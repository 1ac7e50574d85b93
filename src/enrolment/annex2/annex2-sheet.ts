import type { FoundHeader, SheetRow } from '../../platform/sheets/index.ts';
import type { MatchQuery, RegisterLookup, RegisterMatch } from '../../people/index.ts';
import {
  cleanEthnic,
  cleanIdNumber,
  cleanName,
  cleanPhone,
  cleanSex,
  folded,
  rowProblem,
  schoolFinder,
  SheetCells,
  SheetProgress,
  type FoundSchool,
  type Problem,
  type SkippedRow,
} from '../../standards/cleaning/index.ts';
import type { Annex2Field } from './annex2-columns.ts';

/** A school of the year's catalogue. */
export interface CatalogueSchool {
  name: string;
  /** Undertakes precise assistance. */
  designated: boolean;
}

/** What a reader of Annex 2 must know beside the rows. */
export interface Annex2Context {
  header: FoundHeader<Annex2Field>;
  schools: readonly CatalogueSchool[];
  /** Names of the prefecture and its counties, with and without 市 and 县: they tell no two schools apart. */
  placeNames: readonly string[];
  register: RegisterLookup;
}

/** One applicant of the form. */
export interface Annex2Row {
  row: number;
  seq: number | null;
  name: string | null;
  sex: string | null;
  ethnic: string | null;
  cardNo: string | null;
  idNumber: string | null;
  idWritten: string;
  phone: string | null;
  address: string | null;
  /** Full name of a school of the catalogue, else null. */
  school: string | null;
  schoolDesignated: boolean | null;
  match: RegisterMatch;
}

/** A form read whole. */
export interface ReadAnnex2 {
  rows: Annex2Row[];
  problems: Problem[];
  skipped: SkippedRow[];
  /** Different persons among the rows. */
  persons: number;
}

type Cells = SheetCells<Annex2Field>;
type SchoolFinder = (written: string) => FoundSchool<CatalogueSchool> | undefined;

/**
 * Reads a filled-in Annex 2. Each row is matched with the register (only an equal whole number with an equal name decides) and its
 * school with the catalogue; the total written in the form is checked against the persons found.
 */
export function readAnnex2(rows: Iterable<SheetRow>, context: Annex2Context): ReadAnnex2 {
  const progress = new SheetProgress(context.header.headings, context.header.row);
  const findSchool = schoolFinder(context.schools, context.placeNames);
  const read: ReadAnnex2 = { rows: [], problems: [], skipped: [], persons: 0 };
  for (const row of rows) {
    const { skipped, isData } = progress.next(row);
    read.skipped.push(...skipped);
    if (!isData) continue;
    const cells = new SheetCells(row, context.header);
    const one = readRow(cells, context.register, findSchool);
    if (one !== null) read.rows.push(one);
    read.problems.push(...cells.problems);
  }
  const persons = Map.groupBy(read.rows, personKey);
  read.persons = persons.size;
  const sheet = context.header.sheet;
  for (const same of persons.values()) read.problems.push(...repeatFindings(same, sheet));
  read.problems.push(...totalFindings(read));
  read.problems.sort((a, b) => a.row - b.row);
  return read;
}

function readRow(cells: Cells, register: RegisterLookup, findSchool: SchoolFinder): Annex2Row | null {
  const formulas = cells.formulas(['seq']);
  if (formulas.length > 0) {
    cells.problems.push(...formulas);
    return null;
  }
  const name = cells.take('name', cleanName(cells.cell('name')));
  const id = cleanIdNumber(cells.cell('idNumber'));
  if (refuses(cells, name, id.characters)) return null;
  const sex = cells.take('sex', cleanSex(cells.cell('sex')));
  const agrees = sex === null || id.sex === undefined || id.sex === sex;
  if (!agrees) cells.add('sex', 'sex_mismatch');
  const own = {
    row: cells.row.row,
    seq: Number(cells.text('seq') ?? Number.NaN) || null,
    name,
    sex: agrees ? sex : null,
    ethnic: cells.take('ethnic', cleanEthnic(cells.cell('ethnic'))),
    idNumber: cells.take('idNumber', id),
    idWritten: id.value === null ? id.characters : '',
    phone: cells.take('phone', cleanPhone(cells.cell('phone'))),
    address: cells.text('address'),
  };
  const idProblem = id.value === null ? (id.problems[0]?.kind ?? null) : null;
  const householdNo = cardNumber(cells);
  const match = matchFor(cells, { ...own, idProblem, householdNo, headName: null, villageCode: 0 }, register);
  return { ...own, cardNo: settleCard(cells, householdNo, match), ...settleSchool(cells, findSchool), match };
}

/** A row without anybody in it, or with a text that is no name, is not stored. */
function refuses(cells: Cells, name: string | null, characters: string): boolean {
  if (cells.problems.some(({ decision }) => decision === 'refuse')) return true;
  if (name !== null) return false;
  if (characters !== '') {
    cells.add('name', 'name_missing');
    return false;
  }
  cells.add('name', 'no_identity');
  cells.add('idNumber', 'no_identity');
  return true;
}

const nameKinds = new Set([
  'name_rare_lost',
  'name_surname_variant',
  'name_traditional',
  'name_homophone',
  'name_former',
]);

function matchFor(cells: Cells, query: MatchQuery, register: RegisterLookup): RegisterMatch {
  const match = register.match(query);
  if (match.decision === 'none') cells.addRow('not_in_register');
  else if (match.decision === 'review' && nameKinds.has(match.reason)) {
    const known = cells.problems.some(({ code }) => code === match.reason);
    if (!known) cells.add('name', match.reason, query.name);
  }
  return match;
}

function cardNumber(cells: Cells): string | null {
  const text = folded(cells.text('cardNo') ?? '').replace(/^=?["'’]+|["']+$/g, '');
  return text === '' ? null : text;
}

/** The card number is the household's number in the register; an empty one follows from a person who is proved. */
function settleCard(cells: Cells, written: string | null, match: RegisterMatch): string | null {
  const registered = match.decision === 'none' ? null : match.person.householdNo;
  if (registered === null || written === registered) return written;
  if (written !== null) {
    cells.add('cardNo', 'card_no_wrong');
    return null;
  }
  if (match.decision !== 'auto') return null;
  cells.add('cardNo', 'card_no_missing', registered);
  return registered;
}

function settleSchool(cells: Cells, find: SchoolFinder): Pick<Annex2Row, 'school' | 'schoolDesignated'> {
  const written = cells.text('school');
  const found = written === null ? undefined : find(written);
  if (found === undefined) {
    cells.add('school', 'school_not_in_catalogue');
    return { school: null, schoolDesignated: null };
  }
  const { name, designated } = found.school;
  if (found.alias) cells.add('school', 'school_alias', name);
  if (!designated) cells.add('school', 'school_not_designated', name);
  return { school: name, schoolDesignated: designated };
}

function personKey(row: Annex2Row): string {
  if (row.match.decision === 'auto') return `register ${row.match.person.key}`;
  return row.idNumber ?? `${row.name}|${row.idWritten}|${row.address}`;
}

function repeatFindings(same: readonly Annex2Row[], sheet: string): Problem[] {
  if (same.length < 2) return [];
  return same.map(({ row }, index) =>
    rowProblem({ sheet, row }, 'duplicate_person', {
      first: index === 0 ? true : undefined,
      otherRows: same.map((one) => one.row).filter((other) => other !== row),
    }),
  );
}

/** Totals written in the form that are not the number of persons. */
function totalFindings(read: ReadAnnex2): Problem[] {
  return read.skipped
    .filter(({ kind }) => kind === 'total_row')
    .flatMap(({ sheet, row, text }) => {
      const written = /\d+/.exec(folded(text))?.[0];
      if (written === undefined || Number(written) === read.persons) return [];
      return [rowProblem({ sheet, row }, 'total_wrong', { was: written, now: String(read.persons) })];
    });
}
