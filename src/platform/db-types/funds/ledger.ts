/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Timestamp } from '../columns.ts';

export interface Budget {
  allocated_fen: Generated<number>;
  budget_id: string;
  committed_fen: Generated<number>;
  division_code: number;
  opened_at: Timestamp;
  opened_by: string;
  paid_fen: Generated<number>;
  parent_id: string | null;
  planned_fen: Generated<number>;
  returned_fen: Generated<number>;
  sent_fen: Generated<number>;
  source: string;
  year: number;
}

export interface Posting {
  amount_fen: number;
  batch_id: string | null;
  claim_id: string | null;
  credit: string;
  credit_budget: string | null;
  debit: string;
  debit_budget: string | null;
  division_code: number;
  document_no: string | null;
  idempotency_key: string;
  institution_id: string | null;
  kind: string;
  note: string | null;
  person_id: string | null;
  posted_at: Timestamp;
  posted_by: string;
  posted_on: string;
  posting_id: string;
  source: string;
  subject_id: string | null;
  tier: string | null;
  year: number;
}

export interface FundingGap {
  closed_at: Timestamp | null;
  closed_by: string | null;
  division_code: number;
  document_no: string | null;
  gap_id: string;
  item: string;
  opened_at: Timestamp;
  opened_by: string;
  source: string;
  year: number;
}

export interface FundsLedgerTables {
  budget: Budget;
  posting: Posting;
  funding_gap: FundingGap;
}
