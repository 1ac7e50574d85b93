/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Timestamp } from '../columns.ts';

export interface SkillContest {
  closed_at: Timestamp | null;
  closed_by: string | null;
  contest_id: string;
  held_on: string;
  institution_id: string;
  kept_at: Timestamp;
  kept_by: string;
  location_code: number;
  name: string;
  occupation: string;
  state: Generated<string>;
}

export interface ContestEntrant {
  contest_id: string;
  institution_id: string;
  person_id: string;
  person_name: string;
  rank: number;
  recorded_at: Timestamp;
  recorded_by: string;
  village_code: number;
}

export interface CertificateProposal {
  certificate_id: string | null;
  clause: string;
  contest_id: string;
  institution_id: string;
  law_version: number;
  level: number;
  occupation: string;
  person_id: string;
  person_name: string;
  proposed_at: Timestamp;
  rank: number;
  rule_key: string;
  rule_version: number;
  village_code: number;
}

export interface CertificationContestsTables {
  skill_contest: SkillContest;
  contest_entrant: ContestEntrant;
  certificate_proposal: CertificateProposal;
}
