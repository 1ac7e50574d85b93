/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Json, Numeric, Timestamp } from '../columns.ts';

export interface StudentListing {
  class_name: string | null;
  employed_on: string | null;
  employer: string | null;
  enrolled_on: string | null;
  fingerprint: string;
  full_time: boolean | null;
  graduated_on: string | null;
  institution_id: string;
  job_kind: string | null;
  known_from: number;
  known_to: number | null;
  level: string | null;
  list_id: string;
  list_row: number;
  listing_id: string;
  major: string | null;
  month_only: Generated<string[]>;
  number_index: Buffer | null;
  number_kind: Generated<string>;
  person_id: string;
  planned_on: string | null;
  state: string | null;
  status_number: string | null;
  village_code: number;
  years: Numeric | null;
}

export interface TrainingClass {
  approved_on: string | null;
  capacity: number | null;
  class_id: string;
  closed_on: string | null;
  course_id: string | null;
  days: number | null;
  delivery: string | null;
  /**
   * What the kind of training asks for beyond the common columns, by the names of its content (rules/training/kinds.yaml).
   */
  details: Generated<Json>;
  doubts: Generated<string[]>;
  ends_on: string | null;
  enterprise_id: string | null;
  fee_fen: Generated<number>;
  filed_on: string | null;
  head_row: number | null;
  hours: Numeric | null;
  institution_id: string;
  kind: string | null;
  list_id: string | null;
  location_code: number;
  name: string | null;
  occupation: string | null;
  order_id: string | null;
  package_key: string | null;
  package_version: number | null;
  participants: Generated<number>;
  place: string | null;
  programme: string | null;
  purchase_id: string | null;
  sheet: string | null;
  starts_on: string | null;
  state: Generated<string>;
  subsidised: Generated<boolean>;
  /**
   * The division whose people the class is for, where it is not the institution's own: an outreach class, a class for migrant workers of another area.
   */
  target_area: number | null;
  task_id: string | null;
  teacher: string | null;
  trade: string | null;
  version: Generated<number>;
}

export interface TrainingParticipation {
  attended: Numeric | null;
  category: string | null;
  certificate_no: string | null;
  class_id: string;
  employed_on: string | null;
  employer: string | null;
  ends_on: string | null;
  fingerprint: string;
  institution_id: string;
  job_kind: string | null;
  known_from: number;
  known_to: number | null;
  list_id: string;
  list_row: number;
  note: string | null;
  participation_id: string;
  person_id: string;
  result: string | null;
  starts_on: string | null;
  village_code: number;
}

export interface RecordMatch {
  candidates: Generated<Json>;
  decided_at: Timestamp | null;
  decided_by: string | null;
  decided_name: string | null;
  decision: string;
  institution_id: string;
  known_from: number;
  known_to: number | null;
  list_id: string;
  list_row: number;
  match_id: string;
  note: string | null;
  person_id: string;
  reason: string | null;
  register_person_id: string | null;
  source: string;
  village_code: number;
}

export interface ReportStudents {
  class_name: string | null;
  employed_on: string | null;
  employer: string | null;
  enrolled_on: string | null;
  full_time: boolean | null;
  graduated_on: string | null;
  institution_id: string | null;
  job_kind: string | null;
  known_from: number | null;
  known_to: number | null;
  list_id: string | null;
  list_row: number | null;
  listing_id: string | null;
  major: string | null;
  person_id: string | null;
  state: string | null;
}

export interface ReportTraining {
  class_id: string | null;
  employed_on: string | null;
  employer: string | null;
  ends_on: string | null;
  institution_id: string | null;
  job_kind: string | null;
  known_from: number | null;
  known_to: number | null;
  list_id: string | null;
  list_row: number | null;
  participation_id: string | null;
  person_id: string | null;
  result: string | null;
  starts_on: string | null;
}

export interface StudentsListingTrainingTables {
  student_listing: StudentListing;
  training_class: TrainingClass;
  training_participation: TrainingParticipation;
  record_match: RecordMatch;
  report_students: ReportStudents;
  report_training: ReportTraining;
}
