/** What the public pages show of registers. */
export type { PublicGroup, PublicRecordRow, PublicRegisterCard } from '../exchange/public-register.ts';
