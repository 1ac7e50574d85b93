/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Timestamp } from '../columns.ts';

export interface TrainingMirror {
  class_id: string;
  class_name: string;
  ends_on: string | null;
  institution_name: string;
  kind: string | null;
  leading_code: number;
  mirrored_at: Timestamp;
  person_id: string;
  result: string | null;
  starts_on: string | null;
  state: string;
  trade: string | null;
  village_code: number;
}

export interface AbilityPlan {
  classes: number;
  location_code: number;
  made_at: Timestamp;
  made_by: string;
  plan_id: string;
  trainees: number;
  year: number;
}

export interface LabourAgency {
  agency_id: string;
  kept_at: Timestamp;
  kept_by: string;
  kind: string;
  location_code: number;
  name: string;
  registered_no: string;
  valid_from: string;
  valid_to: string | null;
}

export interface TrainingMirrorTables {
  training_mirror: TrainingMirror;
  ability_plan: AbilityPlan;
  labour_agency: LabourAgency;
}
