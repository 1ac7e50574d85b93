/** Made by `npm run types` from the migrations; not edited by hand. */
import type { ArrayType, Generated, Json, Numeric, Timestamp } from '../columns.ts';

export interface Agreement {
  agreement_id: string;
  created_at: Timestamp;
  created_by: string;
  data: Generated<Json>;
  division_code: number;
  ended_on: string | null;
  ends_on: string | null;
  execution: Json | null;
  in_force_on: string | null;
  institution_id: string | null;
  kind: string;
  number: string;
  renews: string | null;
  seen_divisions: Generated<ArrayType<number>>;
  seen_institutions: Generated<string[]>;
  serial: number | null;
  sight_from: string | null;
  sight_to: string | null;
  starts_on: string | null;
  state: string;
  title: string;
  version: Generated<number>;
}

export interface AgreementParty {
  agreement_id: string;
  data: Generated<Json>;
  division_code: number;
  institution_id: string | null;
  leads: Generated<boolean>;
  name: string;
  officer: string | null;
  officer_phone: string | null;
  responsible_unit: string | null;
  role: string;
  seq: number;
  signed_by: string | null;
  signed_file: string | null;
  signed_name: string | null;
  signed_on: string | null;
}

export interface AgreementCommitment {
  agreement_id: string;
  code: string | null;
  commitment_id: string;
  due_on: string | null;
  kind: string;
  party_seq: number | null;
  quantity: Numeric;
  removed_at: Timestamp | null;
  title: string;
  unit: string;
}

export interface AgreementSection {
  agreement_id: string;
  confirmed: Generated<Json>;
  section: string;
  words: string;
}

export interface SupportStaff {
  added_at: Timestamp;
  added_by: string;
  division_code: number;
  duty: string;
  institution_id: string;
  name: string;
  specialty: string | null;
  staff_id: string;
  title: string | null;
  volunteers: Generated<boolean>;
}

export interface AgreementEntry {
  about_division: number | null;
  about_institution: string | null;
  about_name: string | null;
  agreement_id: string | null;
  code: string | null;
  commitment_id: string | null;
  confirmed_at: Timestamp | null;
  confirmed_by: string | null;
  confirmed_unit: string | null;
  data: Generated<Json>;
  division_code: number;
  due_on: string | null;
  ended_on: string | null;
  entry_id: string;
  evidence: Generated<string[]>;
  institution_id: string | null;
  kind: string;
  on_date: string;
  ordinal: Generated<number>;
  parent_id: string | null;
  person_id: string | null;
  quantity: Numeric | null;
  recorded_at: Timestamp;
  recorded_by: string;
  recorded_name: string;
  staff_id: string | null;
  state: string;
  unit_id: string;
  version: Generated<number>;
}

export interface AgreementEvent {
  action: string;
  agreement_id: string | null;
  at: Timestamp;
  data: Generated<Json>;
  entry_id: string | null;
  event_id: string;
  from_state: string | null;
  reason: string | null;
  to_state: string | null;
  unit_name: string;
  user_id: string;
  user_name: string;
}

export interface ServiceCertificate {
  basis: string;
  certificate_id: string;
  code_index: Buffer;
  days: number;
  division_code: number;
  institution_id: string;
  issued_by: string;
  issued_on: string;
  issuer: string;
  months: number;
  number: string;
  periods: Json;
  revoked_on: string | null;
  revoked_reason: string | null;
  staff_id: string;
  staff_name: string;
}

export interface PreferenceUse {
  certificate_id: string;
  decided_tie: boolean;
  division_code: number;
  institution_id: string | null;
  place: number;
  ranking: string;
  review: string;
  use_id: string;
  used_by: string;
  used_on: string;
}

export interface PairingSummary {
  division_code: number;
  due_on: string;
  narrative: Generated<Json>;
  opened_at: Timestamp;
  opened_by: string;
  overrides: Generated<Json>;
  page: Json;
  received_by: string | null;
  received_name: string | null;
  received_on: string | null;
  sent_by: string | null;
  sent_name: string | null;
  sent_on: string | null;
  state: string;
  summary_id: string;
  version: Generated<number>;
  year: number;
}

export interface ReportAgreementActivity {
  about_division: number | null;
  about_institution: string | null;
  agreement_id: string | null;
  agreement_kind: string | null;
  agreement_state: string | null;
  code: string | null;
  counted_on: string | null;
  data: Json | null;
  division_code: number | null;
  ended_on: string | null;
  institution_id: string | null;
  kind: string | null;
  person_id: string | null;
  quantity: Numeric | null;
  source_id: string | null;
  state: string | null;
}

export interface ReportAgreementCommitment {
  agreement_id: string | null;
  agreement_kind: string | null;
  agreement_state: string | null;
  code: string | null;
  counted_on: string | null;
  division_code: number | null;
  institution_id: string | null;
  kind: string | null;
  person_id: string | null;
  quantity: Numeric | null;
  source_id: string | null;
  unit: string | null;
}

export interface PartnershipsAgreementsTables {
  agreement: Agreement;
  agreement_party: AgreementParty;
  agreement_commitment: AgreementCommitment;
  agreement_section: AgreementSection;
  support_staff: SupportStaff;
  agreement_entry: AgreementEntry;
  agreement_event: AgreementEvent;
  service_certificate: ServiceCertificate;
  preference_use: PreferenceUse;
  pairing_summary: PairingSummary;
  report_agreement_activity: ReportAgreementActivity;
  report_agreement_commitment: ReportAgreementCommitment;
}
