/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Timestamp } from '../columns.ts';

export interface PublicAttempt {
  asked: number;
  failed: number;
  key: Buffer;
  kind: string;
  locked_until: Timestamp | null;
  locks: Generated<number>;
  window_from: Timestamp;
}

export interface SpentChallenge {
  challenge_hash: Buffer;
  expires_at: Timestamp;
}

export interface HouseholdSlip {
  closed_at: Timestamp | null;
  closed_by: string | null;
  code_index: Buffer;
  household_id: string;
  issued_at: Timestamp;
  issued_by: string;
  issued_by_name: string;
  slip_id: string;
  state: string;
  valid_until: string;
  village_code: number;
}

export interface FamilyCode {
  application_id: string | null;
  attempts: Generated<number>;
  code_hash: Buffer | null;
  code_id: string;
  expires_at: Timestamp;
  household_id: string | null;
  person_id: string | null;
  proof: Generated<string>;
  sent_at: Timestamp;
  session_hash: Buffer | null;
  session_until: Timestamp | null;
  slip_key: Buffer;
  used_at: Timestamp | null;
  village_code: number;
}

export interface FamilyAct {
  act_id: string;
  application_id: string | null;
  application_number: string | null;
  at: Timestamp;
  kind: string;
  number: string;
  person_id: string;
  person_name: string;
  refusal: string | null;
  request_key: string;
  state: string;
  summary: string;
  verdict: string | null;
  verdict_at: Timestamp | null;
  verdict_by: string | null;
  verdict_by_name: string | null;
  verdict_note: string | null;
  village_code: number;
}

export interface OutreachFamiliesTables {
  public_attempt: PublicAttempt;
  spent_challenge: SpentChallenge;
  household_slip: HouseholdSlip;
  family_code: FamilyCode;
  family_act: FamilyAct;
}
