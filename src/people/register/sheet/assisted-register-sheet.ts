import type { FoundHeader, MergedRange, SheetRow } from '../../../platform/sheets/index.ts';
import {
  DateColumns,
  isBlank,
  rowProblem,
  SheetProgress,
  type DateStyle,
  type Problem,
  type SkippedRow,
} from '../../../standards/cleaning/index.ts';
import { filledDown, registerRow, withPlace } from './build-register-row.ts';
import type { RegisterField } from './register-columns.ts';
import { DuplicateLedger, type RepeatedRow } from './register-duplicates.ts';
import { HouseholdLedger, type Amendment, type IncompleteHousehold } from './register-households.ts';
import { readPlace, type ReadPlace, type RegisterArea } from '../register-places.ts';
import {
  formulaFindings,
  noIdentity,
  readHousehold,
  readMember,
  RegisterCells,
  type HouseholdCells,
  type ReadMember,
} from './register-cells.ts';
import type { RegisterRow } from './register-row.ts';
import { shiftOf, type TellingColumns } from './shifted-row.ts';

/** What a reader of a register must know beside the rows. */
export interface RegisterSheetContext extends RegisterArea {
  header: FoundHeader<RegisterField>;
  /** Merged ranges of the sheet; they only name the convention, the values follow either way. */
  merges?: readonly MergedRange[];
}

/** What one row came to: at most one stored row. */
export interface RegisterReading {
  row: RegisterRow | null;
  problems: Problem[];
  skipped: SkippedRow[];
}

/** Something that holds for a whole block and is not repeated per cell. */
export type RegisterConvention =
  | { kind: 'fill_down' | 'merged_cells'; rows: [number, number] }
  | { kind: 'date_styles'; byTownship: Record<string, DateStyle> };

/** What is known only after the last row; amendments change rows that were handed out before. */
export interface RegisterEnd {
  problems: Problem[];
  amendments: Amendment[];
  /** Rows that repeat another row word for word and are not stored. */
  repeated: RepeatedRow[];
  conventions: RegisterConvention[];
  /** Households of which a person may be missing from the register. */
  incompleteHouseholds: IncompleteHousehold[];
  households: number;
}

/** Reads one sheet of a register row by row. */
export interface AssistedRegisterReader {
  read(row: SheetRow): RegisterReading;
  /** To be called once, after the last row. */
  end(): RegisterEnd;
}

const placesRemembered = 20_000;

interface Inherited {
  cells: HouseholdCells;
  place: ReadPlace;
}

/**
 * Reads a register of assisted households and their members as clerks send it. Rows come out as they go in, so a list of
 * any length streams; duplicates, households and the way of writing dates are judged by `end` from compact maps.
 * Nothing that needs a person is decided: such a value is null until review, and the finding names the cell.
 */
export function assistedRegisterReader(context: RegisterSheetContext): AssistedRegisterReader {
  return new Reader(context);
}

class Reader implements AssistedRegisterReader {
  readonly #context: RegisterSheetContext;
  readonly #cells: RegisterCells;
  readonly #progress: SheetProgress;
  readonly #telling: TellingColumns;
  readonly #households = new HouseholdLedger();
  readonly #duplicates = new DuplicateLedger();
  readonly #dates = new DateColumns();
  readonly #filledDown = new Map<string, [number, number]>();
  readonly #placeMemory = new Map<string, ReadPlace>();
  #previous: Inherited | null = null;

  constructor(context: RegisterSheetContext) {
    this.#context = context;
    this.#cells = new RegisterCells(context.header);
    this.#progress = new SheetProgress(context.header.headings, context.header.row);
    const { relation, sex, ethnic, idNumber, phone } = context.header.columns;
    this.#telling = { relation, sex, ethnic, idNumber, phone };
  }

  read(row: SheetRow): RegisterReading {
    const { skipped, isData } = this.#progress.next(row);
    if (!isData) return { row: null, problems: [], skipped };
    const formula = formulaFindings(row, this.#cells);
    if (formula.length > 0) return { row: null, problems: formula, skipped };
    const member = readMember(row, this.#cells);
    const refusal = this.#refusal(row, member);
    const household = this.#household(row, refusal === null);
    const key = householdKey(household.cells, this.#context.county === undefined);
    if (refusal !== null) {
      this.#households.damage(key, row.row, household.cells.headName, household.cells.villageCode);
      return { row: null, problems: refusal, skipped };
    }
    const problems = [...household.problems, ...member.problems];
    const stored = registerRow(row, household.cells, member, problems);
    this.#remember(stored, key, household.own, member);
    return { row: stored, problems, skipped };
  }

  end(): RegisterEnd {
    const sheet = this.#context.header.sheet;
    const heading = (field: RegisterField): string => this.#cells.heading(field);
    const households = this.#households.findings({
      sheet,
      relation: heading('relation'),
      householdTypes: heading('householdTypes'),
      hasTypes: this.#cells.has('householdTypes'),
      hasRelation: this.#cells.has('relation'),
    });
    const duplicates = this.#duplicates.findings({ sheet, idNumber: heading('idNumber') });
    const problems = [...this.#oddDates(sheet), ...households.problems, ...duplicates.problems];
    return {
      problems: problems.sort((a, b) => a.row - b.row),
      amendments: households.amendments,
      repeated: duplicates.repeated,
      conventions: this.#conventions(),
      incompleteHouseholds: households.incomplete,
      households: this.#households.size,
    };
  }

  /** Why a row cannot be stored, or null. */
  #refusal(row: SheetRow, member: ReadMember): Problem[] | null {
    const { name, sex } = member.cells;
    if (sex === null && member.id.value === null && shiftOf(row.cells, this.#telling) !== 0) {
      return [rowProblem(row, 'shifted_row')];
    }
    const unreadable = member.problems.filter(({ decision }) => decision === 'refuse');
    if (unreadable.length > 0) return unreadable;
    if (name !== null) return null;
    if (isBlank(this.#cells.cell(row, 'idNumber')) || /^\D*$/.test(member.id.characters)) {
      return noIdentity(row, this.#cells);
    }
    member.problems.push(rowProblem(row, 'name_missing', { column: this.#cells.heading('name'), field: 'name' }));
    return null;
  }

  /** The household cells of a row: its own, or filled down from the household's first row. */
  #household(row: SheetRow, remember: boolean): { cells: HouseholdCells; own: boolean; problems: Problem[] } {
    const previous = this.#previous;
    if (previous !== null && this.#continues(row)) {
      const own = readHousehold(row, this.#cells);
      const cells = filledDown(own.cells, previous.cells);
      this.#noteFilling(row.row, cells);
      return { cells, own: false, problems: own.problems };
    }
    const own = readHousehold(row, this.#cells);
    const cells = previous === null ? own.cells : withPlace(own.cells, previous.cells);
    const place = this.#place(cells);
    cells.villageCode = place.villageCode;
    for (const { field, date, written } of own.dates)
      this.#dates.observe(blockOf(cells), field, row.row, written, date);
    const problems = [
      ...place.problems.map(({ field, found }) => this.#cells.problem(row, field, found)),
      ...own.problems,
    ];
    if (remember || cells.householdNo !== null) this.#previous = { cells, place };
    return { cells, own: true, problems };
  }

  /** A row that names no household of its own belongs to the household above. */
  #continues(row: SheetRow): boolean {
    const blank = (field: RegisterField): boolean => isBlank(this.#cells.cell(row, field));
    const numbered = this.#cells.has('householdNo');
    if (!numbered && !this.#cells.has('headName')) return false;
    return (!numbered || blank('householdNo')) && blank('headName');
  }

  #noteFilling(row: number, cells: HouseholdCells): void {
    const block = blockOf(cells);
    const span = this.#filledDown.get(block);
    if (span) span[1] = row;
    else this.#filledDown.set(block, [row - 1, row]);
  }

  /** The place of a household; neighbours in the list mostly live in one village. */
  #place(cells: HouseholdCells): ReadPlace {
    const key = `${cells.county}|${cells.township}|${cells.village}|${cells.householdNo?.slice(0, 12)}`;
    const known = this.#placeMemory.get(key);
    if (known) return known;
    const fresh = readPlace(cells, this.#context);
    if (this.#placeMemory.size >= placesRemembered) this.#placeMemory.clear();
    this.#placeMemory.set(key, fresh);
    return fresh;
  }

  #remember(row: RegisterRow, key: string, own: boolean, member: ReadMember): void {
    this.#households.add(key, row, own);
    const old = member.id.problems.some(({ kind }) => kind === 'id_15digit');
    this.#duplicates.add(row, key, member.id.characters, old ? '15' : '');
  }

  #oddDates(sheet: string): Problem[] {
    return this.#dates.oddDates().map(({ row, column, kind, was, now }) => {
      const at = { column: this.#cells.heading(column as RegisterField), field: column };
      return rowProblem({ sheet, row }, kind, { ...at, was, now });
    });
  }

  #conventions(): RegisterConvention[] {
    const merged = this.#mergedHouseholds();
    const filled = [...this.#filledDown.values()].filter(([from]) => !merged.some(([a, b]) => a <= from && from <= b));
    const styles = Object.fromEntries(
      [...this.#dates.styleByBlock()].map(([block, style]) => [block.split('|')[1] ?? block, style]),
    );
    return [
      ...filled.map((rows) => ({ kind: 'fill_down' as const, rows })),
      ...merged.map((rows) => ({ kind: 'merged_cells' as const, rows })),
      { kind: 'date_styles', byTownship: styles },
    ];
  }

  #mergedHouseholds(): [number, number][] {
    const { columns, row } = this.#context.header;
    const column = columns.householdNo ?? columns.headName;
    return (this.#context.merges ?? [])
      .filter((merge) => merge.fromColumn === column && merge.fromRow > row && merge.toRow > merge.fromRow)
      .map(({ fromRow, toRow }) => [fromRow, toRow]);
  }
}

function blockOf(cells: HouseholdCells): string {
  return `${cells.county ?? ''}|${cells.township ?? ''}`;
}

/** A number is its county's: in a list of several counties the county goes before it. */
function householdKey(cells: HouseholdCells, severalCounties: boolean): string {
  if (cells.householdNo === null) return `${cells.villageCode}|${cells.headName ?? ''}`;
  return severalCounties && cells.county !== null ? `${cells.county} ${cells.householdNo}` : cells.householdNo;
}
