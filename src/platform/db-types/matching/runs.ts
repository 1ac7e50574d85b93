/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Json, Timestamp } from '../columns.ts';

export interface MatchRun {
  area_code: number;
  as_of: string;
  carried: number | null;
  changed: number | null;
  counts: Json | null;
  created_at: Timestamp;
  created_by: string;
  created_name: string;
  file_id: string | null;
  finished_at: Timestamp | null;
  institution_id: string | null;
  job_id: string | null;
  known_at: number | null;
  parameters: Json;
  parameters_hash: string;
  previous_run: string | null;
  profile: string;
  queries_date: string | null;
  queries_hash: string | null;
  register_date: string | null;
  register_hash: string | null;
  register_rows: number | null;
  rows: number | null;
  run_id: string;
  source: string;
  state: Generated<string>;
  title: string;
  unit_id: string;
  unit_name: string;
}

export interface MatchResult {
  area_code: number;
  candidates: Generated<string[]>;
  chosen_person_id: string | null;
  conflicts: Generated<string[]>;
  decided_at: Timestamp | null;
  decided_by: string | null;
  decided_name: string | null;
  decision: string | null;
  decision_note: string | null;
  grade: string;
  id_mask: string | null;
  name: string | null;
  note: string | null;
  phone_mask: string | null;
  reason: string;
  record_person_id: string | null;
  register_person_id: string | null;
  row_hash: string;
  row_no: number;
  rule: string;
  run_id: string;
  school: string | null;
  sex: string | null;
  stale: Generated<boolean>;
  task_id: string | null;
  zone: string;
}

export interface MatchingRunsTables {
  match_run: MatchRun;
  match_result: MatchResult;
}
