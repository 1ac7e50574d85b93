/** One data row of the assisted register after cleaning; null is "not stated" or "a person must decide". */
export type RegisterRow = {
  /** As the spreadsheet counts. */
  row: number;
  householdNo: string | null;
  headName: string | null;
  name: string;
  relation: string | null;
  sex: string | null;
  ethnic: string | null;
  /** 18 characters, or null. */
  idNumber: string | null;
  /** What was written where `idNumber` is null; empty when the cell is blank. */
  idWritten: string;
  phone: string | null;
  householdTypes: readonly string[];
  identifiedOn: string | null;
  exitedOn: string | null;
  riskCleared: boolean | null;
  education: string | null;
  inSchool: string | null;
  health: string | null;
  labourSkill: string | null;
  veteran: boolean | null;
  residence: string | null;
  /** 12-digit division code: the village, or the smallest unit known. */
  villageCode: number;
  address: string | null;
  note: string | null;
  /** Fields in which a person must still decide; such a field never carries money. */
  doubtfulFields: readonly string[];
};
