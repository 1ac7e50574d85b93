/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Json, Timestamp } from '../columns.ts';

export interface Report {
  as_of: string;
  checksum: string | null;
  city_code: number;
  /**
   * report_counted.report_id of the rows copied at the last submission.
   */
  count_id: string | null;
  due_on: string;
  duty: string;
  figures: Json | null;
  filled_on: string | null;
  filler_name: string | null;
  filler_phone: string | null;
  form: string;
  half: string;
  held_since: Timestamp;
  in_time_until: string;
  known_at: number | null;
  locked_at: Timestamp | null;
  locked_by: string | null;
  opened_at: Timestamp;
  origin: string;
  previous_id: string | null;
  reason: string | null;
  receipt_number: string | null;
  received_on: string | null;
  remarks: string | null;
  report_id: string;
  scan_file_id: string | null;
  scan_sha256: string | null;
  sent_at: Timestamp | null;
  sent_on: string | null;
  state: string;
  version: number;
  year: number;
  zero: Generated<boolean>;
}

export interface ReportAdjustment {
  adjustment_id: string;
  basis: string | null;
  city_code: number;
  delta: number;
  figure: string;
  institution_id: string;
  made_at: Timestamp;
  made_by: string;
  made_name: string;
  reason: string;
  report_id: string;
  school_name: string;
  withdrawn_at: Timestamp | null;
  withdrawn_by: string | null;
}

export interface ReportEvent {
  at: Timestamp;
  city_code: number;
  data: Generated<Json>;
  event: string;
  from_state: string | null;
  on_behalf_of: string | null;
  reason: string | null;
  report_id: string;
  seq: number;
  to_state: string;
  unit_name: string | null;
  user_id: string;
  user_name: string;
}

export interface ReportingSeasonTables {
  report: Report;
  report_adjustment: ReportAdjustment;
  report_event: ReportEvent;
}
