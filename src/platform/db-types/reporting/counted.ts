/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Json } from '../columns.ts';

export interface ReportCounted {
  facts: Json;
  figure: string;
  institution_id: string;
  match: string;
  person_id: string;
  record_id: string;
  record_person_id: string;
  report_id: string;
  school_code: number;
  village_code: number;
}

export interface ReportingCountedTables {
  report_counted: ReportCounted;
}
