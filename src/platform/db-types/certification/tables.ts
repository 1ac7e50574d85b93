/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Numeric, Timestamp } from '../columns.ts';

export interface AssessmentScope {
  audience: Generated<string>;
  filed_at: Timestamp;
  filed_by: string;
  filed_no: string;
  institution_id: string;
  level_from: number;
  level_to: number;
  location_code: number;
  occupation: string;
  scope_id: string;
  valid_from: string;
  valid_to: string | null;
}

export interface AssessmentSession {
  capacity: number;
  class_id: string | null;
  held_on: string;
  institution_id: string;
  level: number;
  location_code: number;
  number: string;
  occupation: string;
  planned_at: Timestamp;
  planned_by: string;
  room: string;
  session_id: string;
  state: Generated<string>;
}

export interface AssessmentCandidate {
  audience: string | null;
  class_id: string | null;
  institution_id: string;
  person_id: string;
  practice: Numeric | null;
  recorded_at: Timestamp;
  recorded_by: string;
  result: string | null;
  session_id: string;
  theory: Numeric | null;
  village_code: number;
}

export interface Certificate {
  certificate_id: string;
  class_id: string | null;
  class_level: string | null;
  holder_name: string;
  institution_id: string;
  issued_at: Timestamp;
  issued_by: string;
  issued_on: string;
  kind: string;
  level: number | null;
  name_key: string;
  number: string;
  number_index: Buffer;
  occupation: string;
  person_id: string;
  session_id: string | null;
  valid: Generated<boolean>;
  village_code: number;
  withdrawn_on: string | null;
  withdrawn_reason: string | null;
}

export interface Placement {
  agency_id: string | null;
  began_on: string;
  channel: string | null;
  class_id: string | null;
  /**
   * Day from which a labour contract holds; null: none is known.
   */
  contract_from: string | null;
  employer: string | null;
  employer_id: string | null;
  ended_on: string | null;
  evidence: string;
  file_id: string | null;
  in_trade: boolean | null;
  institution_id: string | null;
  jobs_driven: number | null;
  kind: string;
  near_home: boolean | null;
  person_id: string;
  place_code: number | null;
  placement_id: string;
  recorded_at: Timestamp;
  recorded_by: string;
  village_code: number;
}

export interface ReportCertificate {
  class_id: string | null;
  class_level: string | null;
  counted_on: string | null;
  division_code: number | null;
  institution_id: string | null;
  kind: string | null;
  level: number | null;
  number: string | null;
  occupation: string | null;
  person_id: string | null;
  quantity: Numeric | null;
  record_id: string | null;
  session_id: string | null;
  source_id: string | null;
  valid: boolean | null;
}

export interface ReportPlacement {
  agency_id: string | null;
  channel: string | null;
  class_id: string | null;
  counted_on: string | null;
  division_code: number | null;
  employer: string | null;
  employer_id: string | null;
  ended_on: string | null;
  evidence: string | null;
  in_trade: boolean | null;
  institution_id: string | null;
  jobs_driven: number | null;
  kind: string | null;
  near_home: boolean | null;
  person_id: string | null;
  place_code: number | null;
  quantity: Numeric | null;
  record_id: string | null;
  source_id: string | null;
}

export interface ReportAssessment {
  audience: string | null;
  class_id: string | null;
  counted_on: string | null;
  division_code: number | null;
  institution_id: string | null;
  level: number | null;
  occupation: string | null;
  person_id: string | null;
  quantity: Numeric | null;
  record_id: string | null;
  result: string | null;
  session_id: string | null;
  source_id: string | null;
  state: string | null;
}

export interface CertificationTablesTables {
  assessment_scope: AssessmentScope;
  assessment_session: AssessmentSession;
  assessment_candidate: AssessmentCandidate;
  certificate: Certificate;
  placement: Placement;
  report_certificate: ReportCertificate;
  report_placement: ReportPlacement;
  report_assessment: ReportAssessment;
}
