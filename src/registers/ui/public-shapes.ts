/** What the public pages show of registers. */
export type { PublicArea, PublicGroup, PublicRecordRow, PublicRegisterCard } from '../exchange/public-register.ts';
