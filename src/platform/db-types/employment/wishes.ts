/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Numeric, Timestamp } from '../columns.ts';

export interface EmploymentWish {
  institution_id: string | null;
  person_id: string;
  place: string | null;
  recorded_at: Timestamp;
  recorded_by: string;
  sector: string | null;
  self_employed: boolean;
  stated_on: string;
  village_code: number;
  wage_fen: number | null;
  wish_id: string;
}

export interface ReportFinished {
  counted_on: string | null;
  division_code: number | null;
  institution_id: string | null;
  of_what: string | null;
  person_id: string | null;
  quantity: Numeric | null;
  source_id: string | null;
  what: string | null;
}

export interface EmploymentWishesTables {
  employment_wish: EmploymentWish;
  report_finished: ReportFinished;
}
