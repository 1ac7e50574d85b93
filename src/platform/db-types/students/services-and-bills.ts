/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Timestamp } from '../columns.ts';

export interface ServiceOffer {
  answer: string | null;
  answer_note: string | null;
  answered_on: string | null;
  charged_fen: Generated<number>;
  institution_id: string;
  kind: string;
  offer_id: string;
  offered_at: Timestamp;
  offered_by: string;
  offered_on: string;
  person_id: string;
  place: string;
  post: string;
  school_year: string;
  status_id: string;
  terms: string | null;
  village_code: number;
  withdrawn_at: Timestamp | null;
  withdrawn_reason: string | null;
}

export interface SchoolFee {
  amount_fen: number;
  area_code: number;
  fee_id: string;
  institution_id: string;
  item: string;
  major: Generated<string>;
  school_year: string;
  stated_at: Timestamp;
  stated_by: string;
  superseded_at: Timestamp | null;
  term: string;
}

export interface FeeBill {
  bill_id: string;
  charged_fen: Generated<number>;
  fingerprint: Generated<string>;
  held_fen: Generated<number>;
  institution_id: string;
  issued_at: Timestamp;
  issued_by: string;
  kind: string;
  number: string;
  on_date: string;
  person_id: string;
  school_year: string;
  status_id: string;
  superseded_by: string | null;
  term: string | null;
  title: string;
  village_code: number;
  waived_fen: Generated<number>;
}

export interface FeeBillLine {
  bill_id: string;
  charged_fen: Generated<number>;
  decision_id: string | null;
  held_fen: Generated<number>;
  institution_id: string;
  item: string;
  outcome: string;
  person_id: string;
  reason: string;
  reason_code: string | null;
  standard_fen: number | null;
  village_code: number;
  waived_fen: Generated<number>;
}

export interface GrantBatch {
  area_code: number;
  batch_id: string;
  built_at: Timestamp;
  built_by: string;
  institution_id: string;
  number: string;
  persons: number;
  school_year: string;
  term: string;
  total_fen: number;
}

export interface GrantLine {
  amount_fen: number;
  batch_id: string;
  institution_id: string;
  line_id: string;
  person_id: string;
  school_year: string;
  status_id: string;
  term: string;
  village_code: number;
}

export interface StudentsServicesAndBillsTables {
  service_offer: ServiceOffer;
  school_fee: SchoolFee;
  fee_bill: FeeBill;
  fee_bill_line: FeeBillLine;
  grant_batch: GrantBatch;
  grant_line: GrantLine;
}
