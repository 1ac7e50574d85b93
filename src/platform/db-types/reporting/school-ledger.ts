/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Numeric, Timestamp } from '../columns.ts';

export interface ReportLedgerLine {
  counted_on: string | null;
  division_code: number | null;
  ended: string | null;
  ends_on: string | null;
  id_mask: string | null;
  institution_id: string | null;
  letter_by: string | null;
  letter_on: string | null;
  number: string | null;
  operator: string | null;
  operator_unit: string | null;
  part: string | null;
  person_id: string | null;
  person_name: string | null;
  quantity: Numeric | null;
  recorded_at: Timestamp | null;
  registered_by: string | null;
  registered_on: string | null;
  reported_on: string | null;
  result: string | null;
  source_id: string | null;
  subject: string | null;
}

export interface SchoolCost {
  amount_fen: number;
  city_code: number;
  cost_id: string;
  institution_id: string;
  kind: string;
  on_date: string;
  part: string;
  recorded_at: Timestamp;
  recorded_by: string;
  recorded_name: string;
  what: string;
  withdrawn_at: Timestamp | null;
  withdrawn_reason: string | null;
}

export interface ReportingSchoolLedgerTables {
  report_ledger_line: ReportLedgerLine;
  school_cost: SchoolCost;
}
