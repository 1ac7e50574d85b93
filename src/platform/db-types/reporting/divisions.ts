/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Numeric } from '../columns.ts';

export interface ReportDivision {
  counted_on: string | null;
  division_code: number | null;
  ended_on: string | null;
  institution_id: string | null;
  level: string | null;
  person_id: string | null;
  quantity: Numeric | null;
  source_id: string | null;
  title: string | null;
}

export interface ReportingDivisionsTables {
  report_division: ReportDivision;
}
