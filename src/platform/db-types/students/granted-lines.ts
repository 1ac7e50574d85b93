/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Timestamp } from '../columns.ts';

export interface FactGrantedBenefit {
  amount_fen: number | null;
  benefit: string | null;
  decided_at: Timestamp | null;
  decision_id: string | null;
  fund_source: string | null;
  institution_id: string | null;
  line_id: string | null;
  payee: string | null;
  person_id: string | null;
  school_year: string | null;
  status_id: string | null;
  term: string | null;
  village_code: number | null;
}

export interface StudentsGrantedLinesTables {
  fact_granted_benefit: FactGrantedBenefit;
}
