/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Timestamp } from '../columns.ts';

export interface FamilySignOn {
  application_id: string | null;
  begun_at: Timestamp;
  expires_at: Timestamp;
  hold_hash: Buffer;
  household_id: string | null;
  person_id: string | null;
  secrets: Buffer;
  sign_on_id: string;
  slip_key: Buffer;
  state_hash: Buffer;
  taken_at: Timestamp | null;
  village_code: number;
}

export interface OutreachSignOnTables {
  family_sign_on: FamilySignOn;
}
