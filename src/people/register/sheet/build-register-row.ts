import type { SheetRow } from '../../../platform/sheets/index.ts';
import type { Problem } from '../../../standards/cleaning/index.ts';
import type { HouseholdCells, ReadMember } from './register-cells.ts';
import type { RegisterRow } from './register-row.ts';

/** Blank cells of a further member take the household's; what the row states itself stands. */
export function filledDown(own: HouseholdCells, household: HouseholdCells): HouseholdCells {
  const filled = { ...household };
  for (const field of ['householdTypes', 'identifiedOn', 'exitedOn', 'riskCleared', 'residence', 'address'] as const) {
    if (own[field] !== null) Object.assign(filled, { [field]: own[field] });
  }
  return filled;
}

/** Place names may be merged over several households. */
export function withPlace(own: HouseholdCells, above: HouseholdCells): HouseholdCells {
  if (own.county !== null && own.township !== null && own.village !== null) return own;
  const sameTownship = own.township === null || own.township === above.township;
  return {
    ...own,
    county: own.county ?? above.county,
    township: own.township ?? above.township,
    village: own.village ?? (sameTownship ? above.village : null),
  };
}

const none: readonly string[] = Object.freeze([]);

/** The row as it is stored: household and member together, with the fields that wait for a person. */
export function registerRow(
  row: SheetRow,
  household: HouseholdCells,
  { cells, id }: ReadMember,
  problems: readonly Problem[],
): RegisterRow {
  const doubtful = problems.filter(({ decision }) => decision === 'review').flatMap(({ field }) => field ?? []);
  return {
    row: row.row,
    householdNo: household.householdNo,
    headName: household.headName,
    name: cells.name ?? '',
    relation: cells.relation,
    sex: cells.sex,
    ethnic: cells.ethnic,
    idNumber: cells.idNumber,
    idWritten: cells.idNumber === null ? id.characters : '',
    phone: cells.phone,
    householdTypes: household.householdTypes ?? none,
    identifiedOn: household.identifiedOn,
    exitedOn: household.exitedOn,
    riskCleared: household.riskCleared,
    education: cells.education,
    inSchool: cells.inSchool,
    health: cells.health,
    labourSkill: cells.labourSkill,
    veteran: cells.veteran,
    residence: household.residence,
    villageCode: household.villageCode,
    address: household.address,
    note: cells.note,
    doubtfulFields: doubtful.length === 0 ? none : [...new Set(doubtful)],
  };
}
