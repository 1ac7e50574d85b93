import { rowProblem, type Problem } from '../../../standards/cleaning/index.ts';
import type { RegisterRow } from './register-row.ts';

/** A change to a row that was handed out before the whole list was known. */
export interface Amendment {
  row: number;
  field: keyof RegisterRow;
  value: string | readonly string[] | null;
}

/** A household of which a member's row was refused, or whose head has no row. */
export interface IncompleteHousehold {
  key: string;
  headName: string | null;
  villageCode: number;
}

/** Headings as written, for findings that come after the rows. */
export interface HouseholdHeadings {
  sheet: string;
  relation: string;
  householdTypes: string;
  /** Without the column nothing is reported as missing from it. */
  hasTypes: boolean;
  hasRelation: boolean;
}

interface Household {
  firstRow: number;
  heads: readonly { row: number; name: string }[];
  headName: string | null;
  villageCode: number;
  types: readonly string[] | null;
  withoutType: readonly number[];
  damaged: boolean;
}

/** Most households have one head; a list that is grown by push keeps room for sixteen. */
const NONE: readonly never[] = [];

/** What is known of each household once all rows were read; one small entry per household, none per member. */
export class HouseholdLedger {
  readonly #households = new Map<string, Household>();

  /** Notes a member. `ownTypes` is false where the type was only filled down. */
  add(key: string, row: RegisterRow, ownTypes: boolean): void {
    const household = this.#of(key, row.row);
    household.headName ??= row.headName;
    household.villageCode ||= row.villageCode;
    if (row.relation === '户主') household.heads = [...household.heads, { row: row.row, name: row.name }];
    if (row.householdTypes.length > 0) household.types ??= row.householdTypes;
    else if (ownTypes) household.withoutType = [...household.withoutType, row.row];
  }

  /** A row of the household could not be read: its head may have stood there. */
  damage(key: string, row: number, headName: string | null, villageCode: number): void {
    const household = this.#of(key, row);
    household.damaged = true;
    household.headName ??= headName;
    household.villageCode ||= villageCode;
  }

  /** Households without type or head, or with two heads; and types taken from another row of the household. */
  findings(headings: HouseholdHeadings): {
    problems: Problem[];
    amendments: Amendment[];
    incomplete: IncompleteHousehold[];
  } {
    const problems: Problem[] = [];
    const amendments: Amendment[] = [];
    const incomplete: IncompleteHousehold[] = [];
    for (const [key, household] of this.#households) {
      const { headName, villageCode } = household;
      if (household.damaged) incomplete.push({ key, headName, villageCode });
      if (headings.hasTypes) typeFindings(household, headings, problems, amendments);
      if (!headings.hasRelation) continue;
      if (household.heads.length === 0 && !household.damaged) {
        problems.push(rowProblem({ sheet: headings.sheet, row: household.firstRow }, 'head_missing'));
        incomplete.push({ key, headName, villageCode });
      }
      headFindings(household, headings, problems, amendments);
    }
    return { problems, amendments, incomplete };
  }

  get size(): number {
    return this.#households.size;
  }

  #of(key: string, row: number): Household {
    const known = this.#households.get(key);
    if (known) return known;
    const fresh: Household = {
      firstRow: row,
      heads: NONE,
      headName: null,
      villageCode: 0,
      types: null,
      withoutType: NONE,
      damaged: false,
    };
    this.#households.set(key, fresh);
    return fresh;
  }
}

function typeFindings(
  household: Household,
  headings: HouseholdHeadings,
  problems: Problem[],
  amendments: Amendment[],
): void {
  for (const row of household.withoutType) {
    if (household.types !== null) {
      amendments.push({ row, field: 'householdTypes', value: household.types });
      continue;
    }
    const at = { column: headings.householdTypes, field: 'householdTypes' };
    problems.push(rowProblem({ sheet: headings.sheet, row }, 'household_type_missing', at));
  }
}

/** Of two heads the one named in the household's head column stands; the other's relation is open. */
function headFindings(
  household: Household,
  headings: HouseholdHeadings,
  problems: Problem[],
  amendments: Amendment[],
): void {
  const names = new Set(household.heads.map(({ name }) => name));
  if (names.size < 2) return;
  const named = household.heads.find(({ name }) => name === household.headName) ?? household.heads[0];
  for (const head of household.heads) {
    if (head.name === named?.name) continue;
    const at = { column: headings.relation, field: 'relation', was: '户主' };
    problems.push(rowProblem({ sheet: headings.sheet, row: head.row }, 'two_heads', at));
    amendments.push({ row: head.row, field: 'relation', value: null });
  }
}
