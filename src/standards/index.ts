export {
  checkDigit,
  expand15,
  isRegionCodeEver,
  maskCitizenId,
  readCitizenId,
  syntheticCitizenId,
  type CitizenId,
  type CitizenIdKind,
  type CitizenIdReason,
  type UnreadableCitizenId,
} from './citizen-id.ts';
export { maskedName } from './masked-name.ts';
export { cleanNumber, halfWidth, type CleanNumber, type NumberRepair } from './number-text.ts';
export {
  foldName,
  nameSoundsAlike,
  nameSyllables,
  nameTokens,
  pinyinSortKey,
  queryTokens,
  surnameOf,
} from './chinese-name.ts';
export {
  cleanName,
  hasLostCharacter,
  nameEquals,
  nameKey,
  normaliseName,
  type CleanName,
  type NameRepair,
} from './name-text.ts';
export {
  areaContains,
  areaRange,
  codeOfNumber,
  levelOf,
  lineageOf,
  NATION,
  padCode,
  parentCode,
  shortCode,
  type AreaRange,
  type DivisionLevel,
  placesWithin,
} from './divisions.ts';
export { provincesWithVillages, readDivisions, type DivisionRow } from './divisions-files.ts';
export {
  findVillage,
  villageAliasKey,
  villageFinder,
  villageKind,
  type NamedUnit,
  type VillageMatch,
} from './village-name.ts';
export { CODE_TABLES, codeEntries, codeOf, nameOf, standardOf, type CodeEntry, type CodeTable } from './code-tables.ts';
export {
  creditCheckCharacter,
  organisationCheckCharacter,
  readCreditCode,
  syntheticCreditCode,
  type CreditCode,
  type CreditCodeReason,
  type UnreadableCreditCode,
} from './credit-code.ts';
export { foldCharacter, foldScript } from './script-folding.ts';
export { canSoundAlike, nameCharacters, type NameCharacters } from './name-characters.ts';
export {
  addWorkingDays,
  isWorkingDay,
  publishedYears,
  workingCalendar,
  workingDaysBetween,
  type HolidayNotices,
  type Published,
  type WorkingCalendar,
} from './working-days.ts';
