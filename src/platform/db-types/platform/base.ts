/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Json, Timestamp } from '../columns.ts';

export interface LineAccess {
  /**
   * The line may have a yes or no to a comparison with this table, without seeing its rows.
   */
  can_ask: Generated<boolean>;
  can_read: boolean;
  can_write: boolean;
  hidden_columns: Generated<string[]>;
  line: string;
  table_name: string;
}

export interface AccessGrant {
  granted_at: Generated<Timestamp>;
  granted_by: string;
  person_id: string;
  reason: string;
  unit_id: string;
  valid_from: string;
  valid_to: string | null;
}

export interface AuditEntry {
  action: string;
  at: Timestamp;
  division_code: number | null;
  entry_id: string;
  institution_id: string | null;
  ip: string | null;
  on_behalf_of: string | null;
  payload: Generated<Json>;
  payload_salt: Generated<string>;
  person_id: string | null;
  recorded_at: Generated<Timestamp>;
  request_id: string;
  subject_id: string;
  subject_type: string;
  summary: string;
  unit_id: string | null;
  user_id: string;
  user_name: string;
}

export interface AuditSeal {
  chain_hash: Buffer;
  entry_hash: Buffer;
  entry_id: string;
  payload_hash: Buffer;
  sealed_at: Generated<Timestamp>;
  seq: number;
}

export interface AuditRoot {
  chain_hash: Buffer;
  day: string;
  last_seq: number;
  published_at: Generated<Timestamp>;
}

export interface ReadLog {
  act: string;
  at: Generated<Timestamp>;
  detail: Generated<Json>;
  person_id: string | null;
  persons: Generated<number>;
  purpose: string | null;
  unit_id: string | null;
  user_id: string;
}

export interface Job {
  attempts: Generated<number>;
  cancel_requested: Generated<boolean>;
  created_at: Generated<Timestamp>;
  done: Generated<number>;
  error_code: string | null;
  finished_at: Timestamp | null;
  heartbeat_at: Timestamp | null;
  input: Generated<Json>;
  job_id: string;
  kind: string;
  message: string | null;
  requested_by: string;
  result: Json | null;
  started_at: Timestamp | null;
  state: Generated<string>;
  title: string;
  total: number | null;
  unit_id: string | null;
}

export interface Message {
  body: string;
  created_at: Timestamp;
  delivered_at: Timestamp | null;
  kind: string;
  link: string | null;
  message_id: string;
  read_at: Timestamp | null;
  read_by: string | null;
  title: string;
  to_institution_id: string | null;
  to_person_id: string | null;
  to_unit_id: string | null;
  /**
   * The user account of the unit that alone is told; null for the whole unit.
   */
  to_user: string | null;
}

export interface StoredFile {
  file_id: string;
  media_type: string;
  name: string;
  purpose: string;
  sha256: string;
  size: number;
  unit_id: string | null;
  uploaded_at: Timestamp;
  uploaded_by: string;
}

export interface NumberCounter {
  last: number;
  scope: string;
}

export interface LocalSetting {
  division_code: number;
  key: string;
  legal_source: string | null;
  reason: string | null;
  set_at: Timestamp;
  set_by: string;
  setting_id: string;
  valid_from: string;
  valid_to: string | null;
  value: Json;
}

export interface Installation {
  key: string;
  value: Json;
}

export interface PlatformBaseTables {
  line_access: LineAccess;
  access_grant: AccessGrant;
  audit_entry: AuditEntry;
  audit_seal: AuditSeal;
  audit_root: AuditRoot;
  read_log: ReadLog;
  job: Job;
  message: Message;
  stored_file: StoredFile;
  number_counter: NumberCounter;
  local_setting: LocalSetting;
  installation: Installation;
}
