/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Json, Numeric, Timestamp } from '../columns.ts';

export interface Entitlement {
  amount_fen: number;
  basis: string;
  basis_id: string;
  cap_key: string | null;
  cap_year: number | null;
  created_at: Timestamp;
  created_by: string;
  decision_id: string | null;
  due_on: string;
  entitlement_id: string;
  flagged: Generated<boolean>;
  fund: string | null;
  institution_id: string | null;
  item: string;
  outcome: string;
  part: Generated<number>;
  payee: string;
  period_key: string;
  person_id: string;
  reasons: Generated<string[]>;
  rule_key: string | null;
  title: string;
  village_code: number;
  withdrawn_at: Timestamp | null;
  withdrawn_reason: string | null;
}

export interface PayeeAccount {
  account: Buffer;
  account_id: string;
  account_index: Buffer;
  account_mask: string;
  bank: string;
  holder_key: string;
  holder_name: string;
  institution_id: string | null;
  person_id: string;
  recorded_at: Timestamp;
  recorded_by: string;
  refused_on: string | null;
  refused_reason: string | null;
  valid_from: string;
  valid_to: string | null;
  village_code: number;
}

export interface InstitutionAccount {
  account: Buffer;
  account_id: string;
  account_mask: string;
  area_code: number;
  bank: string;
  holder_name: string;
  institution_id: string;
  recorded_at: Timestamp;
  recorded_by: string;
  refused_on: string | null;
  refused_reason: string | null;
  valid_from: string;
  valid_to: string | null;
}

export interface Claim {
  approved_by: string | null;
  budget_id: string;
  checked_by: string | null;
  claim_id: string;
  division_code: number;
  held: number;
  item: string;
  lines: number;
  notice_code: string | null;
  notice_from: string | null;
  notice_to: string | null;
  number: string;
  prepared_at: Timestamp;
  prepared_by: string;
  source: string;
  state: string;
  title: string;
  total_fen: number;
  version: Generated<number>;
  year: number;
}

export interface ClaimEvent {
  action: string;
  at: Timestamp;
  claim_id: string;
  division_code: number;
  from_state: string | null;
  reason: string | null;
  seq: number;
  to_state: string;
  unit_id: string | null;
  user_id: string;
  user_name: string;
}

export interface ClaimLine {
  amount_fen: number;
  claim_id: string;
  division_code: number;
  dropped_reason: string | null;
  entitlement_id: string;
  held_since: string | null;
  institution_id: string | null;
  line_id: string;
  line_no: number;
  missing: Generated<string[]>;
  payee_account: Buffer | null;
  payee_bank: string | null;
  payee_mask: string | null;
  payee_name: string | null;
  person_id: string;
  state: string;
  village_code: number;
}

export interface NoticeObjection {
  answer: string | null;
  answered_at: Timestamp | null;
  answered_by: string | null;
  claim_id: string;
  contact: string | null;
  division_code: number;
  line_no: number | null;
  objection_id: string;
  received_at: Timestamp;
  text: string;
  upheld: boolean | null;
}

export interface BankBatch {
  batch_id: string;
  budget_id: string;
  built_at: Timestamp;
  built_by: string;
  claim_id: string;
  closed_at: Timestamp | null;
  division_code: number;
  format: string;
  lines: number;
  number: string;
  sha256: string | null;
  state: string;
  total_fen: number;
  written_at: Timestamp | null;
}

export interface BankLine {
  amount_fen: number;
  answered_on: string | null;
  batch_id: string;
  division_code: number;
  entitlement_id: string;
  failed: Generated<boolean>;
  failure: string | null;
  institution_id: string | null;
  line_id: string;
  line_no: number;
  outcome: Generated<string>;
  payee_account: Buffer;
  payee_bank: string;
  payee_mask: string;
  payee_name: string;
  person_id: string;
  village_code: number;
}

export interface BankReturn {
  batch_id: string;
  division_code: number;
  failed: number;
  findings: Generated<Json>;
  paid: number;
  read_at: Timestamp;
  read_by: string;
  return_id: string;
  sha256: string;
}

export interface Recovery {
  amount_fen: number;
  batch_id: string;
  budget_id: string;
  closed_at: Timestamp | null;
  confirmed_by: string | null;
  division_code: number;
  due_on: string | null;
  evidence: string;
  institution_id: string | null;
  line_no: number;
  opened_at: Timestamp;
  opened_by: string;
  person_id: string;
  reason: string;
  recovered_fen: Generated<number>;
  recovery_id: string;
  state: string;
  village_code: number;
}

export interface FeeTaken {
  amount_fen: number;
  basis_id: string | null;
  fee_id: string;
  /**
   * Key of the rule of the place by which nothing may be charged for the item; null where none says so.
   */
  free_by: string | null;
  institution_id: string;
  item: string;
  person_id: string;
  recorded_at: Timestamp;
  recorded_by: string;
  refunded_fen: Generated<number>;
  refunded_on: string | null;
  school_year: string | null;
  taken_on: string;
  term: string | null;
  village_code: number;
}

export interface ReportPosting {
  counted_on: string | null;
  credit: string | null;
  debit: string | null;
  division_code: number | null;
  institution_id: string | null;
  kind: string | null;
  person_id: string | null;
  quantity: Numeric | null;
  source: string | null;
  source_id: string | null;
  tier: string | null;
  year: number | null;
}

export interface ReportPayment {
  claim_id: string | null;
  counted_on: string | null;
  division_code: number | null;
  institution_id: string | null;
  item: string | null;
  outcome: string | null;
  payee: string | null;
  period_key: string | null;
  person_id: string | null;
  quantity: Numeric | null;
  rule_key: string | null;
  source: string | null;
  source_id: string | null;
}

export interface TimelineFunds {
  at: Timestamp | null;
  kind: string | null;
  link: string | null;
  person_id: string | null;
  title: string | null;
}

export interface FundsClaimsTables {
  entitlement: Entitlement;
  payee_account: PayeeAccount;
  institution_account: InstitutionAccount;
  claim: Claim;
  claim_event: ClaimEvent;
  claim_line: ClaimLine;
  notice_objection: NoticeObjection;
  bank_batch: BankBatch;
  bank_line: BankLine;
  bank_return: BankReturn;
  recovery: Recovery;
  fee_taken: FeeTaken;
  report_posting: ReportPosting;
  report_payment: ReportPayment;
  timeline_funds: TimelineFunds;
}
