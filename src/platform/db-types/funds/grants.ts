/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Numeric, Timestamp } from '../columns.ts';

export interface FundsProject {
  decided_by: string;
  division_code: number;
  excluded_on: string | null;
  included_on: string;
  project_id: string;
  recorded_at: Timestamp;
  recorded_by: string;
  title: string;
}

export interface DonorPledge {
  amount_fen: number;
  division_code: number;
  donor: string;
  institution_id: string | null;
  pledge_id: string;
  pledged_on: string;
  purpose: string;
  received_fen: Generated<number>;
  recorded_at: Timestamp;
  recorded_by: string;
  year: number;
}

export interface DonorRound {
  award_fen: number;
  awarded_at: Timestamp | null;
  awarded_by: string | null;
  criteria: string;
  division_code: number;
  opened_at: Timestamp;
  opened_by: string;
  places: number;
  pledge_id: string;
  round_id: string;
  state: Generated<string>;
  title: string;
}

export interface DonorNominee {
  division_code: number;
  institution_id: string | null;
  nominated_at: Timestamp;
  nominated_by: string;
  outcome: string | null;
  person_id: string;
  place: number | null;
  reason: string;
  round_id: string;
  score: Numeric;
  status_id: string;
  village_code: number;
}

export interface ProjectGrant {
  amount_fen: number;
  budget_id: string | null;
  division_code: number;
  given_on: string;
  grant_id: string;
  institution_id: string;
  kind: string;
  recorded_at: Timestamp;
  recorded_by: string;
  spent_fen: Generated<number>;
  title: string;
  year: number;
}

export interface GrantUse {
  amount_fen: number;
  code: string;
  division_code: number;
  grant_id: string;
  institution_id: string;
  note: string | null;
  recorded_at: Timestamp;
  recorded_by: string;
  spent_on: string;
  use_no: number;
}

export interface FundsGrantsTables {
  funds_project: FundsProject;
  donor_pledge: DonorPledge;
  donor_round: DonorRound;
  donor_nominee: DonorNominee;
  project_grant: ProjectGrant;
  grant_use: GrantUse;
}
