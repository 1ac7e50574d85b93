/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Numeric, Timestamp } from '../columns.ts';

export interface IndicatorAllocation {
  allocation_id: string;
  allotted: Numeric;
  division_code: number;
  indicator: string;
  made_at: Timestamp;
  made_by: string;
  made_name: string;
  published_at: Timestamp | null;
  published_by: string | null;
  reason: string;
  state: string;
  total: Numeric;
  valid_from: string;
  version: number;
  year: number | null;
}

export interface IndicatorShare {
  allocation_id: string;
  division_code: number;
  indicator: string;
  published: Generated<boolean>;
  valid_from: string;
  valid_to: string | null;
  value: Numeric;
  year: number | null;
}

export interface IndicatorReturn {
  counted_on: string;
  division_code: number;
  indicator: string;
  made_at: Timestamp;
  made_by: string;
  made_name: string;
  quantity: Numeric;
  return_id: string;
  source: string;
  withdrawn_at: Timestamp | null;
  withdrawn_reason: string | null;
}

export interface ReportIndicatorReturn {
  counted_on: string | null;
  division_code: number | null;
  ended_on: string | null;
  indicator: string | null;
  institution_id: string | null;
  person_id: string | null;
  quantity: Numeric | null;
  source: string | null;
  source_id: string | null;
}

export interface IndicatorLock {
  as_of: string;
  division_code: number;
  indicator: string;
  indicator_version: number;
  lock_id: string;
  locked_at: Timestamp;
  locked_by: string;
  locked_name: string;
  note: string;
  part: Numeric | null;
  target: Numeric | null;
  value: Numeric | null;
  whole: Numeric | null;
}

export interface IndicatorLockRow {
  counted_on: string | null;
  division_code: number;
  institution_id: string | null;
  lock_id: string;
  person_id: string | null;
  quantity: Numeric;
  seq: number;
  side: string;
  source_id: string;
}

export interface IndicatorCell {
  division_code: number;
  indicator: string;
  month: string;
  quantity: Numeric;
  side: string;
}

export interface IndicatorStanding {
  as_of: string;
  division_code: number;
  indicator: string;
  part: Numeric;
  whole: Numeric | null;
}

export interface IndicatorRolled {
  as_of: string;
  indicator: string;
  rolled_at: Timestamp;
  sealed_seq: number;
  version: string;
}

export interface ReportLinkedPerson {
  canonical_id: string | null;
  person_id: string | null;
}

export interface ReportStudentRoll {
  counted_on: string | null;
  division_code: number | null;
  employed_on: string | null;
  ended_on: string | null;
  full_time: boolean | null;
  graduated_on: string | null;
  institution_id: string | null;
  job_kind: string | null;
  level: string | null;
  major: string | null;
  person_id: string | null;
  quantity: Numeric | null;
  source_id: string | null;
  state: string | null;
}

export interface ReportInstitution {
  affiliation: string | null;
  counted_on: string | null;
  division_code: number | null;
  ended_on: string | null;
  grade: string | null;
  institution_id: string | null;
  kind: string | null;
  person_id: string | null;
  quantity: Numeric | null;
  source_id: string | null;
}

export interface ReportApplication {
  category: string | null;
  counted_on: string | null;
  division_code: number | null;
  institution_id: string | null;
  person_id: string | null;
  quantity: Numeric | null;
  source_id: string | null;
  state: string | null;
  year: number | null;
}

export interface ReportWish {
  counted_on: string | null;
  division_code: number | null;
  education: string | null;
  household_types: string[] | null;
  in_school: string | null;
  institution_id: string | null;
  labour_skill: string | null;
  person_id: string | null;
  quantity: Numeric | null;
  source_id: string | null;
  study: boolean | null;
  train: boolean | null;
  veteran: boolean | null;
  year: number | null;
}

export interface ReportStudentStatus {
  charged_fen: Numeric | null;
  counted_on: string | null;
  division_code: number | null;
  ended_on: string | null;
  full_time: boolean | null;
  institution_id: string | null;
  level: string | null;
  major: string | null;
  person_id: string | null;
  quantity: Numeric | null;
  source_id: string | null;
  state: string | null;
}

export interface ReportingIndicatorsTables {
  indicator_allocation: IndicatorAllocation;
  indicator_share: IndicatorShare;
  indicator_return: IndicatorReturn;
  report_indicator_return: ReportIndicatorReturn;
  indicator_lock: IndicatorLock;
  indicator_lock_row: IndicatorLockRow;
  indicator_cell: IndicatorCell;
  indicator_standing: IndicatorStanding;
  indicator_rolled: IndicatorRolled;
  report_linked_person: ReportLinkedPerson;
  report_student_roll: ReportStudentRoll;
  report_institution: ReportInstitution;
  report_application: ReportApplication;
  report_wish: ReportWish;
  report_student_status: ReportStudentStatus;
}
