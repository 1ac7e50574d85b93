export { decisionOf, messageOf, problemKinds, type Decision, type ProblemKind } from './problem-kinds.ts';
export {
  cellProblem,
  clean,
  noProblems,
  placeProblem,
  rowProblem,
  writtenAs,
  type CellProblem,
  type Cleaned,
  type Problem,
  type SkippedRow,
} from './problem.ts';
export { cellText, folded, freeText, isBlank } from './cell-text.ts';
export { cleanIdNumber, type CleanedIdNumber } from './clean-id-number.ts';
export { cleanName } from './clean-name.ts';
export { cleanPhone, type CleanedPhone } from './clean-phone.ts';
export { cleanDate, isBefore, isMonthStyle, type CleanedDate, type DateStyle } from './clean-date.ts';
export { DateColumns, type OddDate } from './date-columns.ts';
export * from './clean-coded.ts';
export { cleanFee, cleanPlan, cleanYears } from './clean-quantity.ts';
export { placeBook, villageName, type FoundVillage, type PlaceBook, type Village } from './places.ts';
export { rowKind, rowText } from './row-kind.ts';
export { SheetProgress } from './sheet-progress.ts';
export { schoolFinder, type FoundSchool } from './school-names.ts';
export { SheetCells } from './sheet-cells.ts';
export { isOtherName, isOtherNumber } from './other-person-kinds.ts';
export { PERSON_HEADINGS, keptNumber, personLine, type KeptNumber, type PersonLine } from './person-line.ts';
