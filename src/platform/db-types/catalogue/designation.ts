/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Json, Numeric, Timestamp } from '../columns.ts';

export interface DesignationCall {
  call_id: string;
  city_code: number;
  closes_on: string;
  decided_at: Timestamp | null;
  decided_by: string | null;
  note: string | null;
  opened_at: Timestamp;
  opened_by: string;
  opens_on: string;
  period_from: string;
  period_to: string;
  retention_months: number;
  round: number;
  year: number;
}

export interface DesignationApplication {
  application_id: string;
  call_id: string;
  city_code: number;
  contact: string | null;
  created_at: Timestamp;
  created_by: string;
  decided_by: string | null;
  decided_on: string | null;
  decision_reason: string | null;
  institution_id: string;
  phone: string | null;
  state: string;
  statements: Generated<Json>;
  submitted_by: string | null;
  submitted_on: string | null;
}

export interface DesignationMajor {
  accommodation_fen: number | null;
  application_id: string;
  base: string;
  city_code: number;
  institution_id: string;
  level: string;
  major: string;
  major_id: string;
  plan: number | null;
  removed_at: Timestamp | null;
  requirement: string | null;
  statements: Generated<Json>;
  tuition_fen: number | null;
  years: Numeric;
}

export interface DesignationFigure {
  application_id: string;
  city_code: number;
  counted_at: Timestamp;
  criterion: string;
  figures: Json;
  institution_id: string;
  records: Json;
  subject: string;
}

export interface DesignationScore {
  application_id: string;
  city_code: number;
  criterion: string;
  met: boolean;
  remark: string | null;
  scored_at: Timestamp;
  scored_by: string;
  scored_name: string;
  threshold: Numeric | null;
}

export interface MajorFact {
  city_code: number;
  dual_qualified: boolean | null;
  fact_id: string;
  institution_id: string;
  kind: string;
  major: string;
  name: string;
  note: string | null;
  on_date: string;
  quantity: Generated<number>;
  recorded_at: Timestamp;
  recorded_by: string;
  score: Numeric | null;
  until_date: string | null;
  withdrawn_at: Timestamp | null;
  withdrawn_reason: string | null;
}

export interface ReportGraduate {
  counted_on: string | null;
  division_code: number | null;
  employed_on: string | null;
  employer: string | null;
  full_time: boolean | null;
  institution_id: string | null;
  job_kind: string | null;
  level: string | null;
  major: string | null;
  person_id: string | null;
  quantity: Numeric | null;
  source_id: string | null;
}

export interface ReportPlacementContract {
  contract_from: string | null;
  counted_on: string | null;
  employer: string | null;
  ended_on: string | null;
  institution_id: string | null;
  source_id: string | null;
}

export interface CatalogueDesignationTables {
  designation_call: DesignationCall;
  designation_application: DesignationApplication;
  designation_major: DesignationMajor;
  designation_figure: DesignationFigure;
  designation_score: DesignationScore;
  major_fact: MajorFact;
  report_graduate: ReportGraduate;
  report_placement_contract: ReportPlacementContract;
}
