import { cellProblem, type CellProblem, type PlaceBook } from '../../standards/cleaning/index.ts';
import type { RegisterField } from './sheet/register-columns.ts';
import type { HouseholdCells } from './sheet/register-cells.ts';

/** The area a register is about. */
export interface RegisterArea {
  places: PlaceBook;
  /** Name of the county, where the file is one county's; without it any county of the book will do. */
  county?: string;
}

/** The village a row names, and what was wrong with the names. */
export interface ReadPlace {
  /** 12-digit code of the village, or of the smallest unit known; 0 where nothing is known. */
  villageCode: number;
  problems: readonly { field: RegisterField; found: CellProblem }[];
}

const villageDigits = 12;
const householdDigits = 16;

/** The village a household number begins with, where it follows the national form of 16 digits. */
function codeInNumber(householdNo: string | null): string | undefined {
  return householdNo !== null && householdNo.length >= householdDigits && /^\d+$/.test(householdNo)
    ? householdNo.slice(0, villageDigits)
    : undefined;
}

/**
 * Finds the village of a household. The household number, which begins with the village's code, decides between villages of
 * one name and gives the code where the name is not in the table; the name still goes to review.
 */
export function readPlace(household: HouseholdCells, area: RegisterArea): ReadPlace {
  const problems: { field: RegisterField; found: CellProblem }[] = [];
  const named = household.county === null ? undefined : area.places.county(household.county);
  const county = area.county ?? named;
  const wrong = household.county !== null && (named === undefined || named !== county);
  if (wrong) problems.push({ field: 'county', found: cellProblem('county_wrong', household.county, null) });
  const code = codeInNumber(household.householdNo);
  const byNumber = code === undefined ? undefined : area.places.byCode(code);
  const unit = byNumber?.code ?? area.places.unit(county ?? '', household.township ?? '') ?? '0';
  if (household.village === null) return { villageCode: Number(unit), problems };
  const village = area.places.village(county ?? '', household.township ?? '', household.village, code);
  if (village === undefined) {
    problems.push({ field: 'village', found: cellProblem('village_unknown', household.village, null) });
    return { villageCode: Number(unit), problems };
  }
  if (village.alias) {
    problems.push({ field: 'village', found: cellProblem('village_alias', household.village, village.name) });
  }
  return { villageCode: Number(village.code), problems };
}
