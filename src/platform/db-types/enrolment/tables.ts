/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Json, Numeric, Timestamp } from '../columns.ts';

export interface Application {
  application_id: string;
  card_no: string | null;
  catalogue_city_code: number | null;
  category: string;
  city_code: number;
  consent: Generated<boolean>;
  consent_on: string | null;
  contact_address: Buffer | null;
  contact_phone: Buffer | null;
  county_batch_id: string | null;
  county_code: number;
  created_at: Timestamp;
  created_by: string;
  decision_id: string | null;
  discharged_on: string | null;
  doubt_heard_at: Timestamp | null;
  eligibility: string | null;
  entered_as: string;
  entry_key: string | null;
  evidence_file_id: string | null;
  graduation_proved: boolean | null;
  graduation_school: string | null;
  graduation_year: number | null;
  green_channel: Generated<boolean>;
  guardian_name: string | null;
  guardian_relation: string | null;
  held_by: string;
  held_since: Timestamp;
  hr_decided: Generated<boolean>;
  institution_id: string | null;
  level: string | null;
  list_id: string | null;
  list_row: number | null;
  major: string | null;
  match_certainty: string | null;
  not_continuing: boolean | null;
  number: string;
  person_id: string;
  person_name: string;
  poverty_decided: Generated<boolean>;
  register_list_date: string | null;
  register_list_id: string | null;
  round: Generated<number>;
  school_name: string | null;
  slip_index: Buffer | null;
  state: string;
  township_code: number;
  version: Generated<number>;
  version_id: string | null;
  veteran_certificate: string | null;
  village_batch_id: string | null;
  village_code: number;
  year: number;
  years: Numeric | null;
}

export interface ApplicationEvent {
  application_id: string;
  at: Timestamp;
  data: Generated<Json>;
  defects: Generated<Json>;
  event: string;
  from_state: string | null;
  institution_id: string | null;
  office: string | null;
  person_id: string;
  reason: string | null;
  reason_code: string | null;
  round: number | null;
  seq: number;
  to_state: string;
  unit_id: string | null;
  unit_name: string;
  user_id: string;
  user_name: string;
  village_code: number;
}

export interface ApplicationReview {
  application_id: string;
  at: Timestamp;
  closed: Generated<boolean>;
  decision: string;
  defects: Generated<Json>;
  facts: Generated<Json>;
  mode: string;
  office: string;
  on_behalf_of: string | null;
  person_id: string;
  reason: string | null;
  reason_code: string | null;
  round: number;
  unit_id: string | null;
  user_id: string;
  user_name: string;
  village_code: number;
}

export interface ApplicationPaper {
  added_at: Timestamp;
  added_by: string;
  application_id: string;
  file_id: string | null;
  institution_id: string | null;
  kind: string;
  note: string | null;
  paper_id: string;
  person_id: string;
  removed_at: Timestamp | null;
  village_code: number;
}

export interface VillageBatch {
  agreed: Generated<number>;
  batch_id: string;
  checksum: string | null;
  created_at: Timestamp;
  created_by: string;
  entered_by_unit: string | null;
  evidence_file_id: string | null;
  not_agreed: Generated<number>;
  number: string;
  sent_at: Timestamp | null;
  sent_by: string | null;
  state: string;
  township_code: number;
  village_code: number;
  year: number;
}

export interface CountyBatch {
  batch_id: string;
  checksum: string | null;
  city_code: number;
  county_code: number;
  created_at: Timestamp;
  created_by: string;
  hr_checksum: string | null;
  hr_confirmed_at: Timestamp | null;
  hr_confirmed_by: string | null;
  lines: Generated<number>;
  number: string;
  poverty_checksum: string | null;
  poverty_confirmed_at: Timestamp | null;
  poverty_confirmed_by: string | null;
  received_at: Timestamp | null;
  received_by: string | null;
  received_checksum: string | null;
  received_lines: number | null;
  sent_at: Timestamp | null;
  sent_by: string | null;
  state: string;
  year: number;
}

export interface SeatUse {
  entry_key: string;
  taken: number;
  year: number;
}

export interface Admission {
  admission_id: string;
  admitted_at: Timestamp;
  admitted_by: string;
  admitted_on: string;
  application_id: string;
  city_code: number;
  entry_key: string;
  institution_id: string;
  level: string;
  major: string;
  notice_id: string | null;
  number: string;
  person_id: string;
  receiving_city_code: number | null;
  receiving_confirmed_at: Timestamp | null;
  receiving_confirmed_by: string | null;
  school_name: string;
  sequence: number;
  version_id: string;
  village_code: number;
  withdrawn_at: Timestamp | null;
  withdrawn_reason: string | null;
  year: number;
  years: Numeric;
}

export interface SchoolNotice {
  city_code: number;
  institution_id: string;
  notice_id: string;
  number: string;
  persons: number;
  read_at: Timestamp | null;
  read_by: string | null;
  reminded_at: Timestamp | null;
  reminders: Generated<number>;
  sent_at: Timestamp;
  sent_by: string;
  year: number;
}

export interface AdmissionLetter {
  admission_id: string;
  application_id: string;
  check_code: Buffer;
  check_index: Buffer;
  closed_at: Timestamp | null;
  closed_by: string | null;
  closed_reason: string | null;
  delivery: string;
  institution_id: string;
  issued_at: Timestamp;
  issued_by: string;
  issued_on: string;
  letter_id: string;
  number: string;
  person_id: string;
  replaced_by: string | null;
  report_by: string | null;
  report_place: string | null;
  state: string;
  village_code: number;
}

export interface EnrolmentTablesTables {
  application: Application;
  application_event: ApplicationEvent;
  application_review: ApplicationReview;
  application_paper: ApplicationPaper;
  village_batch: VillageBatch;
  county_batch: CountyBatch;
  seat_use: SeatUse;
  admission: Admission;
  school_notice: SchoolNotice;
  admission_letter: AdmissionLetter;
}
