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
