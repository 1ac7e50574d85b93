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
