/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Json, Timestamp } from '../columns.ts';

export interface Division {
  code: number;
  full_name: string;
  level: string;
  name: string;
  parent_code: number | null;
  valid_from: string;
  valid_to: string | null;
}

export interface Institution {
  address: string | null;
  affiliation: string | null;
  credit_code: string | null;
  grade: string | null;
  institution_id: string;
  kind: string;
  location_code: number;
  name: string;
  phone: string | null;
  short_names: Generated<string[]>;
  valid_from: string;
  valid_to: string | null;
}

export interface Unit {
  division_code: number | null;
  institution_id: string | null;
  level: string;
  line: string;
  name: string;
  phone: string | null;
  reporting_parent: string | null;
  unit_id: string;
  valid_from: string;
  valid_to: string | null;
}

export interface UnitArea {
  hi: number;
  lo: number;
  unit_id: string;
  valid_from: string;
  valid_to: string | null;
}

export interface UnitName {
  name: string;
  unit_id: string;
  valid_from: string;
  valid_to: string | null;
}

export interface RoleAssignment {
  assigned_at: Generated<Timestamp>;
  assigned_by: string;
  role: string;
  unit_id: string;
  user_id: string;
  valid_from: string;
  valid_to: string | null;
}

export interface Delegation {
  created_at: Timestamp;
  delegation_id: string;
  from_user: string;
  kind: string;
  reason: string;
  revoked_at: Timestamp | null;
  to_user: string;
  unit_id: string;
  valid_from: string;
  valid_to: string | null;
}

export interface SourceList {
  accepted: Generated<number>;
  area_hi: number;
  area_lo: number;
  /**
   * The headings this list is read with where they differ from what the importer knows: heading, occurrence, field or null.
   */
  column_choices: Generated<Json>;
  corrected: Generated<number>;
  coverage: string;
  file_id: string | null;
  file_name: string;
  /**
   * What the reader understood: sheet, header row, columns found and unknown, conventions.
   */
  headings: Json | null;
  institution_id: string | null;
  job_id: string | null;
  kind: string;
  list_date: string;
  list_id: string;
  marked_file_id: string | null;
  no_longer_listed: Generated<number>;
  persons_changed: Generated<number>;
  persons_new: Generated<number>;
  persons_unchanged: Generated<number>;
  previous_list_id: string | null;
  publication_seq: number | null;
  publish_job_id: string | null;
  published_at: Timestamp | null;
  received_at: Timestamp;
  refusal_code: string | null;
  refusal_message: string | null;
  refused: Generated<number>;
  review: Generated<number>;
  rows: Generated<number>;
  sender_name: string;
  sender_unit_id: string;
  sha256: string;
  skipped: Generated<number>;
  state: Generated<string>;
}

export interface ImportProblem {
  code: string;
  column_name: string | null;
  decision: string;
  field: string | null;
  list_id: string;
  /**
   * Row of person_status.list_row: the sheet's row, further sheets counted on from the sheet before.
   */
  list_row: number | null;
  message: string;
  now: Buffer | null;
  person_id: string | null;
  resolution: string | null;
  resolution_note: string | null;
  resolved_at: Timestamp | null;
  resolved_by: string | null;
  row: number;
  seq: number;
  sheet: string;
  was: Buffer | null;
}

export interface Household {
  created_seq: number;
  ended_on: string | null;
  head_name: string | null;
  household_id: string;
  household_no: string | null;
  village_code: number;
}

export interface Person {
  address: Buffer | null;
  address_index: Buffer | null;
  birth: string | null;
  created_seq: number;
  ethnic: string | null;
  household_id: string | null;
  id_index: Buffer | null;
  id_kind: string | null;
  id_mask: string | null;
  id_number: Buffer | null;
  id_state: string;
  id_tail_index: Buffer | null;
  name: string;
  name_key: string;
  name_sort: string;
  person_id: string;
  phone: Buffer | null;
  phone_index: Buffer | null;
  phone_mask: string | null;
  sex: string | null;
  source: string;
  version: Generated<number>;
  village_code: number;
}

export interface PersonStatus {
  doubtful_fields: Generated<string[]>;
  education: string | null;
  exited_on: string | null;
  health: string | null;
  household_id: string;
  household_types: Generated<string[]>;
  /**
   * True where the list gave the month of identification only; null or false otherwise.
   */
  identified_month: boolean | null;
  identified_on: string | null;
  in_school: string | null;
  known_from: number;
  known_to: number | null;
  labour_skill: string | null;
  list_id: string;
  list_row: number;
  note: string | null;
  person_id: string;
  relation: string | null;
  residence: string | null;
  risk_cleared: boolean | null;
  status_id: string;
  valid_from: string;
  valid_to: string | null;
  veteran: boolean | null;
  village_code: number;
}

export interface PersonToken {
  person_id: string;
  token: number;
  village_code: number;
}

export interface PersonEvent {
  event_id: string;
  evidence_file_id: string | null;
  from_household_id: string | null;
  kind: string;
  known_from: number;
  on_date: string;
  person_id: string;
  reason: string;
  recorded_at: Timestamp;
  recorded_by: string;
  to_household_id: string | null;
  village_code: number;
}

export interface IdentityLink {
  canonical_id: string;
  certainty: string;
  link_id: string;
  person_id: string;
  recorded_at: Timestamp;
  recorded_by: string;
  rule: string;
  valid: boolean;
}

export interface Wish {
  asked_by: string;
  asked_on: string;
  evidence_file_id: string | null;
  handover_id: string | null;
  list_id: string | null;
  person_id: string;
  recorded_at: Timestamp;
  recorded_by: string;
  refusal_reason: string | null;
  source: string;
  study: boolean | null;
  trade: string | null;
  train: boolean | null;
  village_code: number;
  wish_id: string;
  year: number;
}

export interface WishHandover {
  county_code: number;
  from_unit_id: string;
  handover_id: string;
  persons: number;
  received_at: Timestamp | null;
  received_by: string | null;
  sent_at: Timestamp;
  sent_by: string;
  to_unit_id: string;
}

export interface Task {
  closed_at: Timestamp | null;
  closed_by: string | null;
  created_at: Timestamp;
  dedupe_key: string | null;
  detail: Generated<Json>;
  division_code: number;
  due_on: string | null;
  kind: string;
  outcome: string | null;
  person_id: string | null;
  state: Generated<string>;
  task_id: string;
  title: string;
  unit_id: string | null;
}

export interface OrganizationsPeopleTables {
  division: Division;
  institution: Institution;
  unit: Unit;
  unit_area: UnitArea;
  unit_name: UnitName;
  role_assignment: RoleAssignment;
  delegation: Delegation;
  source_list: SourceList;
  import_problem: ImportProblem;
  household: Household;
  person: Person;
  person_status: PersonStatus;
  person_token: PersonToken;
  person_event: PersonEvent;
  identity_link: IdentityLink;
  wish: Wish;
  wish_handover: WishHandover;
  task: Task;
}
