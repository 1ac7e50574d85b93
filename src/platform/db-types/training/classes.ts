/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Json, Numeric, Timestamp } from '../columns.ts';

export interface TrainingClassEvent {
  at: Timestamp;
  class_id: string;
  data: Generated<Json>;
  event: string;
  from_state: string | null;
  institution_id: string;
  location_code: number;
  reason: string | null;
  seq: number;
  to_state: string;
  user_id: string;
  user_name: string;
}

export interface TrainingSession {
  cancelled_at: Timestamp | null;
  class_id: string;
  code_index: Buffer | null;
  code_until: Timestamp | null;
  confirmed_at: Timestamp | null;
  confirmed_by: string | null;
  from_minute: number;
  held_on: string;
  hours: Numeric;
  institution_id: string;
  location_code: number;
  mode: Generated<string>;
  room: string | null;
  session_id: string;
  to_minute: number;
  topic: string | null;
  trainer: string | null;
}

export interface TrainingAttendance {
  class_id: string;
  file_id: string | null;
  held_on: string;
  hours: Numeric;
  institution_id: string;
  mode: Generated<string>;
  person_id: string;
  recorded_at: Timestamp;
  recorded_by: string;
  session_id: string;
  source: string;
  village_code: number;
}

export interface ClassTrainee {
  certificate_no: string | null;
  certificate_on: string | null;
  charged_group: string | null;
  choice_id: string | null;
  class_id: string;
  contract_file_id: string | null;
  contract_from: string | null;
  contract_to: string | null;
  hours: Numeric | null;
  institution_id: string;
  left_on: string | null;
  person_id: string;
  reason: string | null;
  result: string | null;
  result_on: string | null;
  satisfaction: number | null;
  state: Generated<string>;
  village_code: number;
}

export interface TrainingCheck {
  check_kind: string;
  checked_at: Timestamp;
  checked_by: string;
  class_id: string;
  decision_id: string | null;
  institution_id: string;
  list_date: string | null;
  list_id: string | null;
  note: string | null;
  outcome: string;
  person_id: string;
  village_code: number;
}

export interface ComparisonList {
  area_code: number;
  file_name: string;
  kind: string;
  list_date: string;
  list_id: string;
  received_at: Timestamp;
  received_by: string;
  rows: number;
  sender_name: string;
  sha256: string;
  usable: number;
}

export interface ComparisonEntry {
  area_code: number;
  list_id: string;
  name_key: string;
  note: string | null;
  number_index: Buffer;
  on_date: string | null;
  row_no: number;
  until_date: string | null;
}

export interface TrainingFinding {
  answer: string | null;
  answered_at: Timestamp | null;
  answered_by: string | null;
  answered_name: string | null;
  class_id: string;
  evidence: Json;
  finding_id: string;
  found_at: Timestamp;
  institution_id: string;
  location_code: number;
  person_id: string | null;
  rule: string;
  state: Generated<string>;
  subject: string;
}

export interface TrainingOrder {
  completed: Generated<number>;
  enrolled: Generated<number>;
  institution_id: string;
  location_code: number;
  number: string;
  only_named: Generated<boolean>;
  order_id: string;
  placed_at: Timestamp;
  placed_by: string;
  places: number;
  post: string | null;
  starts_on: string;
  state: Generated<string>;
  trade: string;
  wage_fen: number | null;
}

export interface TrainingOrderName {
  institution_id: string;
  location_code: number;
  name_key: string;
  number_index: Buffer;
  order_id: string;
  relation: string;
}

export interface TrainingCourse {
  course_id: string;
  fee_fen: Generated<number>;
  hours: Numeric;
  institution_id: string;
  kind: string;
  level: string | null;
  listed_at: Timestamp;
  listed_by: string;
  location_code: number;
  number: string;
  occupation: string | null;
  order_id: string | null;
  places: number;
  starts_on: string | null;
  state: Generated<string>;
  title: string;
  trade: string;
}

export interface TrainingScope {
  approved_at: Timestamp;
  approved_by: string;
  batch: number | null;
  institution_id: string;
  location_code: number;
  offline_from: string | null;
  trade: string;
  valid_from: string;
  valid_to: string | null;
}

export interface TrainingChoice {
  choice_id: string;
  chosen_at: Timestamp;
  chosen_by: string;
  chosen_on: string;
  course_id: string;
  institution_id: string;
  order_id: string | null;
  person_id: string;
  state: Generated<string>;
  via: string;
  village_code: number;
}

export interface TrainingPurchase {
  bought_at: Timestamp;
  bought_by: string;
  confirmed_by: string | null;
  confirmed_reason: string | null;
  course_id: string;
  held_for: string | null;
  institution_id: string;
  location_code: number;
  number: string;
  order_id: string | null;
  places: number;
  price_fen: number;
  purchase_id: string;
  state: Generated<string>;
}

export interface TrainingCall {
  call_id: string;
  closes_on: string;
  location_code: number;
  made_at: Timestamp;
  made_by: string;
  number: string;
  opens_on: string;
  places: number;
  scheme: string | null;
  state: Generated<string>;
  title: string;
}

export interface TrainingBid {
  awarded_at: Timestamp | null;
  awarded_by: string | null;
  awarded_places: number | null;
  bid_at: Timestamp;
  bid_by: string;
  call_id: string;
  capacity: number;
  institution_id: string;
  location_code: number;
  price_fen: number | null;
  proposal: string | null;
}

export interface TrainingTask {
  basis: string;
  call_id: string | null;
  claimed_at: Timestamp | null;
  claimed_by: string | null;
  due_on: string | null;
  institution_id: string | null;
  location_code: number;
  made_at: Timestamp;
  made_by: string;
  number: string;
  places: number;
  scheme: string | null;
  task_id: string;
  title: string;
  year: number;
}

export interface TrainingWorkshop {
  institution_id: string | null;
  kept_at: Timestamp;
  kept_by: string;
  kind: string;
  location_code: number;
  name: string;
  qualifies: boolean | null;
  support: string | null;
  supported_on: string | null;
  workshop_id: string;
}

export interface TrainingClassesTables {
  training_class_event: TrainingClassEvent;
  training_session: TrainingSession;
  training_attendance: TrainingAttendance;
  class_trainee: ClassTrainee;
  training_check: TrainingCheck;
  comparison_list: ComparisonList;
  comparison_entry: ComparisonEntry;
  training_finding: TrainingFinding;
  training_order: TrainingOrder;
  training_order_name: TrainingOrderName;
  training_course: TrainingCourse;
  training_scope: TrainingScope;
  training_choice: TrainingChoice;
  training_purchase: TrainingPurchase;
  training_call: TrainingCall;
  training_bid: TrainingBid;
  training_task: TrainingTask;
  training_workshop: TrainingWorkshop;
}
