/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Json, Numeric } from '../columns.ts';

export interface ReportTrainingParticipation {
  attended_hours: Numeric | null;
  certificate_no: string | null;
  charged_group: string | null;
  class_id: string | null;
  class_name: string | null;
  class_state: string | null;
  contracted: boolean | null;
  counted_on: string | null;
  course_hours: Numeric | null;
  course_id: string | null;
  delivery: string | null;
  details: Json | null;
  division_code: number | null;
  ends_on: string | null;
  enterprise_id: string | null;
  fee_fen: number | null;
  identity: string | null;
  institution_id: string | null;
  kind: string | null;
  location_code: number | null;
  occupation: string | null;
  order_id: string | null;
  person_id: string | null;
  programme: string | null;
  purchase_id: string | null;
  quantity: Numeric | null;
  record_id: string | null;
  result: string | null;
  source_id: string | null;
  starts_on: string | null;
  state: string | null;
  subsidised: boolean | null;
  target_area: number | null;
  task_id: string | null;
  trade: string | null;
}

export interface ReportTrainingFinding {
  class_id: string | null;
  counted_on: string | null;
  division_code: number | null;
  evidence: Json | null;
  holds: boolean | null;
  institution_id: string | null;
  person_id: string | null;
  quantity: Numeric | null;
  rule: string | null;
  source_id: string | null;
  state: string | null;
  subject: string | null;
}

export interface ReportTrainingClass {
  class_id: string | null;
  counted_on: string | null;
  delivery: string | null;
  details: Json | null;
  division_code: number | null;
  ends_on: string | null;
  hours: Numeric | null;
  institution_id: string | null;
  kind: string | null;
  name: string | null;
  occupation: string | null;
  order_id: string | null;
  package_key: string | null;
  package_version: number | null;
  participants: number | null;
  person_id: string | null;
  programme: string | null;
  quantity: Numeric | null;
  source_id: string | null;
  starts_on: string | null;
  state: string | null;
  subsidised: boolean | null;
  target_area: number | null;
  task_id: string | null;
  trade: string | null;
}

export interface FactTrainee {
  application_complete: boolean | null;
  appraisal_passed: boolean | null;
  apprentices: number | null;
  class_ended_on: string | null;
  class_started_on: string | null;
  course_fee: number | null;
  group_charged: string | null;
  in_training_class: boolean | null;
  person_id: string | null;
  project_included_on: string | null;
  row_key: string | null;
  source: string | null;
  subsidised_this_year: number | null;
  training_completed: boolean | null;
  training_kind: string | null;
  valid_from: string | null;
  valid_to: string | null;
  village_code: number | null;
}

export interface TrainingClasses2Tables {
  report_training_participation: ReportTrainingParticipation;
  report_training_finding: ReportTrainingFinding;
  report_training_class: ReportTrainingClass;
  fact_trainee: FactTrainee;
}
