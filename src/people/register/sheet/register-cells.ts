import type { Cell, FoundHeader, SheetRow } from '../../../platform/sheets/index.ts';
import {
  cellProblem,
  cellText,
  cleanDate,
  cleanEducation,
  cleanEthnic,
  cleanHealth,
  cleanHouseholdTypes,
  cleanIdNumber,
  cleanInSchool,
  cleanLabourSkill,
  cleanName,
  cleanPhone,
  cleanRelation,
  cleanResidence,
  cleanRisk,
  cleanSex,
  cleanVeteran,
  freeText,
  isBefore,
  placeProblem,
  rowProblem,
  writtenAs,
  type CellProblem,
  type CleanedDate,
  type CleanedIdNumber,
  type Problem,
  type ProblemKind,
} from '../../../standards/cleaning/index.ts';
import type { RegisterField } from './register-columns.ts';

/** What belongs to the household and is filled down from its first row. */
export interface HouseholdCells {
  county: string | null;
  township: string | null;
  village: string | null;
  householdNo: string | null;
  headName: string | null;
  householdTypes: readonly string[] | null;
  identifiedOn: string | null;
  exitedOn: string | null;
  riskCleared: boolean | null;
  residence: string | null;
  address: string | null;
  villageCode: number;
}

/** What belongs to the person. */
export interface MemberCells {
  name: string | null;
  relation: string | null;
  sex: string | null;
  ethnic: string | null;
  idNumber: string | null;
  phone: string | null;
  education: string | null;
  inSchool: string | null;
  health: string | null;
  labourSkill: string | null;
  veteran: boolean | null;
  note: string | null;
}

/** Reads the cells of rows of one sheet by field, and places findings in them. */
export class RegisterCells {
  readonly header: FoundHeader<RegisterField>;

  constructor(header: FoundHeader<RegisterField>) {
    this.header = header;
  }

  /** The cell of a field; null where the column is not there. */
  cell(row: SheetRow, field: RegisterField): Cell {
    const column = this.header.columns[field];
    return column === undefined ? null : (row.cells[column] ?? null);
  }

  /** Trimmed text of a field; null where empty. */
  text(row: SheetRow, field: RegisterField): string | null {
    return freeText(this.cell(row, field));
  }

  /** Whether the file has the column at all. */
  has(field: RegisterField): boolean {
    return this.header.columns[field] !== undefined;
  }

  /** Heading as written. */
  heading(field: RegisterField): string {
    const column = this.header.columns[field];
    return column === undefined ? field : cellText(this.header.headings[column] ?? field);
  }

  /** Places a finding about a cell. */
  problem(row: SheetRow, field: RegisterField, found: CellProblem): Problem {
    return placeProblem(row, { column: this.heading(field), field }, found);
  }
}

/** Collects values and findings of one row. */
class Collector {
  readonly problems: Problem[] = [];
  readonly #row: SheetRow;
  readonly #reader: RegisterCells;

  constructor(row: SheetRow, reader: RegisterCells) {
    this.#row = row;
    this.#reader = reader;
  }

  take<T>(field: RegisterField, cleaned: { value: T | null; problems: readonly CellProblem[] }): T | null {
    for (const found of cleaned.problems) this.problems.push(this.#reader.problem(this.#row, field, found));
    return cleaned.value;
  }

  add(field: RegisterField, kind: ProblemKind, cell: Cell): void {
    this.problems.push(this.#reader.problem(this.#row, field, cellProblem(kind, cell, null)));
  }
}

/** The member part of a row after cleaning. */
export interface ReadMember {
  cells: MemberCells;
  problems: Problem[];
  id: CleanedIdNumber;
}

/** Cleans what belongs to the person. Sex that does not agree with the number is withheld. */
export function readMember(row: SheetRow, reader: RegisterCells): ReadMember {
  const out = new Collector(row, reader);
  const cell = (field: RegisterField): Cell => reader.cell(row, field);
  const id = cleanIdNumber(cell('idNumber'));
  const sex = out.take('sex', cleanSex(cell('sex')));
  const agrees = sex === null || id.sex === undefined || id.sex === sex;
  if (!agrees) out.add('sex', 'sex_mismatch', cell('sex'));
  const cells: MemberCells = {
    name: out.take('name', cleanName(cell('name'))),
    relation: out.take('relation', cleanRelation(cell('relation'))),
    sex: agrees ? sex : null,
    ethnic: out.take('ethnic', cleanEthnic(cell('ethnic'))),
    idNumber: out.take('idNumber', id),
    phone: out.take('phone', cleanPhone(cell('phone'))),
    education: out.take('education', cleanEducation(cell('education'))),
    inSchool: out.take('inSchool', cleanInSchool(cell('inSchool'))),
    health: out.take('health', cleanHealth(cell('health'))),
    labourSkill: out.take('labourSkill', cleanLabourSkill(cell('labourSkill'))),
    veteran: out.take('veteran', cleanVeteran(cell('veteran'))),
    note: reader.text(row, 'note'),
  };
  return { cells, problems: out.problems, id };
}

/** A readable date of a row, with its style, for the judgement of the column. */
export interface ReadDate {
  field: 'identifiedOn' | 'exitedOn';
  date: CleanedDate;
  written: string;
}

/** The household part of a row after cleaning. */
export interface ReadHousehold {
  cells: HouseholdCells;
  problems: Problem[];
  dates: ReadDate[];
}

/** Cleans what belongs to the household, as far as this row states it. An exit before the registration is withheld. */
export function readHousehold(row: SheetRow, reader: RegisterCells): ReadHousehold {
  const out = new Collector(row, reader);
  const cell = (field: RegisterField): Cell => reader.cell(row, field);
  const identified = cleanDate(cell('identifiedOn'));
  const exited = cleanDate(cell('exitedOn'));
  const ordered = !isBefore(exited.value, identified.value);
  if (!ordered) out.add('exitedOn', 'date_order', cell('exitedOn'));
  const cells: HouseholdCells = {
    county: reader.text(row, 'county'),
    township: reader.text(row, 'township'),
    village: reader.text(row, 'village'),
    householdNo: householdNumber(cell('householdNo')),
    headName: cleanName(cell('headName')).value,
    householdTypes: out.take('householdTypes', cleanHouseholdTypes(cell('householdTypes'))),
    identifiedOn: out.take('identifiedOn', identified),
    exitedOn: ordered ? out.take('exitedOn', exited) : null,
    riskCleared: out.take('riskCleared', cleanRisk(cell('riskCleared'))),
    residence: out.take('residence', cleanResidence(cell('residence'))),
    address: reader.text(row, 'address'),
    villageCode: 0,
  };
  const dates: ReadDate[] = [];
  const note = (field: ReadDate['field'], date: CleanedDate): void => {
    if (date.style) dates.push({ field, date, written: writtenAs(cell(field)) ?? '' });
  };
  note('identifiedOn', identified);
  if (ordered) note('exitedOn', exited);
  return { cells, problems: out.problems, dates };
}

function householdNumber(cell: Cell): string | null {
  const text = cellText(cell)
    .replace(/^=?["'’]+|["']+$/g, '')
    .replace(/\s/g, '');
  return text === '' ? null : text;
}

/** The findings for a row of which nobody can be told: neither name nor number. */
export function noIdentity(row: SheetRow, reader: RegisterCells): Problem[] {
  const at = (field: RegisterField): Problem =>
    rowProblem(row, 'no_identity', { column: reader.heading(field), field, was: writtenAs(reader.cell(row, field)) });
  return [at('name'), at('idNumber')];
}

/** The findings for a row of which used cells hold formulas: nothing is ever evaluated. */
export function formulaFindings(row: SheetRow, reader: RegisterCells): Problem[] {
  const formula = row.formula;
  if (formula === undefined || formula.length === 0) return [];
  const fields = Object.keys(reader.header.columns) as RegisterField[];
  return fields
    .filter((field) => field !== 'seq' && formula.includes(reader.header.columns[field] ?? -1))
    .map((field) =>
      rowProblem(row, 'formula_cell', {
        column: reader.heading(field),
        field,
        was: writtenAs(reader.cell(row, field)),
      }),
    );
}
