/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Numeric, Timestamp } from '../columns.ts';

export interface IndicatorSummary {
  cycle: string;
  division_code: number;
  document: string;
  due_on: string | null;
  hr_confirmed_at: Timestamp | null;
  hr_confirmed_by: string | null;
  note: Generated<string>;
  opened_on: string;
  period_from: string;
  period_to: string;
  poverty_confirmed_at: Timestamp | null;
  poverty_confirmed_by: string | null;
  state: string;
  submitted_on: string | null;
  summary_id: string;
}

export interface IndicatorSummaryRow {
  division_code: number;
  indicator: string;
  note: Generated<string>;
  part: Numeric;
  period_value: Numeric | null;
  seq: number;
  summary_id: string;
  target: Numeric | null;
  value: Numeric | null;
  whole: Numeric | null;
}

export interface ReportingSummariesTables {
  indicator_summary: IndicatorSummary;
  indicator_summary_row: IndicatorSummaryRow;
}
