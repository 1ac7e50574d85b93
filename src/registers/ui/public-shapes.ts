/** What the public pages show of registers. */
export type { PublicRecord } from '../exchange/public-record.ts';
export type {
  PublicArea,
  PublicRecordRow,
  PublicRegisterCard,
  PublicRegisterPage,
} from '../exchange/public-register.ts';
