/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Json, Numeric, Timestamp } from '../columns.ts';

export interface RegisterDefinition {
  clause: string;
  definition: Json;
  document: string;
  hash: string;
  key: string;
  loaded_at: Timestamp;
  obligations: Generated<string[]>;
  version: number;
}

export interface RegisterRecord {
  accepted_on: string | null;
  changed_at: Timestamp;
  counted_on: string | null;
  created_at: Timestamp;
  created_by: string;
  data: Json;
  definition_version: number;
  division_code: number;
  ended_on: string | null;
  institution_id: string | null;
  pending: Json | null;
  person_id: string | null;
  quantity: Generated<Numeric>;
  record_id: string;
  register: string;
  shared: Generated<boolean>;
  stage: string | null;
  state: string;
  title: string;
  unique_key: string | null;
  unit_id: string;
  version: Generated<number>;
}

export interface RegisterValue {
  division_code: number;
  field: string;
  institution_id: string | null;
  record_id: string;
  register: string;
  shared: Generated<boolean>;
  state: string;
  value: string;
}

export interface RegisterEvent {
  action: string;
  after: Json | null;
  at: Timestamp;
  before: Json | null;
  by_name: string;
  by_user: string;
  division_code: number;
  from_state: string | null;
  institution_id: string | null;
  reason: string | null;
  record_id: string;
  seq: number;
  stage: string | null;
  to_state: string;
  /**
   * Of a reminder: who was told and by what way, telephones masked, or why the unit was told instead.
   */
  told: string | null;
  unit_name: string;
}

export interface RegisterPublic {
  data: Json;
  division_code: number;
  /**
   * The day from which it holds; null from its publication.
   */
  holds_from: string | null;
  /**
   * The day from which it holds no longer; null while it goes on.
   */
  holds_until: string | null;
  published_on: string;
  record_id: string;
  register: string;
  title: string;
  /**
   * The record on whose public page it stands: a result under its contest.
   */
  under_id: string | null;
}

export interface ReportRegisterRecord {
  accepted_on: string | null;
  counted_on: string | null;
  data: Json | null;
  division_code: number | null;
  ended_on: string | null;
  institution_id: string | null;
  person_id: string | null;
  quantity: Numeric | null;
  register: string | null;
  source_id: string | null;
  stage: string | null;
  state: string | null;
  title: string | null;
}

export interface RegistersTablesTables {
  register_definition: RegisterDefinition;
  register_record: RegisterRecord;
  register_value: RegisterValue;
  register_event: RegisterEvent;
  register_public: RegisterPublic;
  report_register_record: ReportRegisterRecord;
}
