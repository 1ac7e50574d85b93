/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Timestamp } from '../columns.ts';

export interface FactPerson {
  alive: boolean | null;
  birth_date: string | null;
  doubtful_fields: string[] | null;
  education_level: string | null;
  household_id: string | null;
  household_types: string[] | null;
  identity_usable: boolean | null;
  labour_skill: string | null;
  list_date: string | null;
  list_id: string | null;
  person_id: string | null;
  registered_on: string | null;
  relation_to_head: string | null;
  residence: string | null;
  school_stage: string | null;
  sender_name: string | null;
  sex: string | null;
  source: string | null;
  study_wish: boolean | null;
  training_wish: boolean | null;
  veteran: boolean | null;
  village_code: number | null;
}

export interface FactAssisted {
  doubtful_fields: string[] | null;
  exited_on: string | null;
  household_types: string[] | null;
  id_state: string | null;
  identified_on: string | null;
  known_from: number | null;
  known_to: number | null;
  list_id: string | null;
  list_row: number | null;
  person_id: string | null;
  risk_cleared: boolean | null;
  valid_from: string | null;
  valid_to: string | null;
  village_code: number | null;
}

export interface TimelinePeople {
  at: Timestamp | null;
  kind: string | null;
  link: string | null;
  person_id: string | null;
  title: string | null;
}

export interface ReportWishes {
  asked_on: string | null;
  handover_id: string | null;
  person_id: string | null;
  study: boolean | null;
  train: boolean | null;
  village_code: number | null;
  year: number | null;
}

export interface PeopleViewsTables {
  fact_person: FactPerson;
  fact_assisted: FactAssisted;
  timeline_people: TimelinePeople;
  report_wishes: ReportWishes;
}
