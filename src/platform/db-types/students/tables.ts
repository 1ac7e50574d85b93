/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Json, Numeric, Timestamp } from '../columns.ts';

export interface StudentStatus {
  application_id: string | null;
  boarding: boolean | null;
  class_name: string | null;
  /**
   * 企业职工非全日制学籍的工作单位
   */
  employer: string | null;
  enrolled_on: string;
  entry_key: string | null;
  full_time: boolean;
  institution_id: string;
  level: string;
  major: string;
  number_index: Buffer | null;
  number_kind: Generated<string>;
  person_id: string;
  planned_graduation_on: string | null;
  registered_at: Timestamp;
  registered_by: string;
  reported_on: string | null;
  state: string;
  state_from: string;
  status_id: string;
  status_number: string;
  version: Generated<number>;
  version_id: string | null;
  village_code: number;
  years: Numeric;
}

export interface StudentEvent {
  at: Timestamp;
  data: Generated<Json>;
  event: string;
  from_state: string | null;
  institution_id: string;
  on_date: string;
  person_id: string;
  reason: string | null;
  seq: number;
  status_id: string;
  to_state: string;
  user_id: string;
  user_name: string;
  village_code: number;
}

export interface BenefitLine {
  amount_fen: number | null;
  benefit: string;
  decided_at: Timestamp;
  decision_id: string;
  fingerprint: Generated<string>;
  fund_source: string | null;
  institution_id: string;
  line_id: string;
  note: string | null;
  outcome: string;
  payee: string | null;
  person_id: string;
  school_year: string;
  status_id: string;
  superseded_by: string | null;
  village_code: number;
}

export interface StudentsTablesTables {
  student_status: StudentStatus;
  student_event: StudentEvent;
  benefit_line: BenefitLine;
}
