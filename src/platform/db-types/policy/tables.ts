/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Json, Timestamp } from '../columns.ts';

export interface PolicyVersion {
  /**
   * For a state that joins what offices set and added to a rules folder: the state of the folder alone.
   */
  base_seq: number | null;
  content_hash: string;
  loaded_at: Timestamp;
  loaded_by: string;
  version_seq: number;
}

export interface PolicyDocument {
  code: string;
  definition: Json;
  hash: string;
  issued_on: string | null;
  issuers: string[];
  jurisdiction: string;
  numbers: string[];
  title_en: string;
  title_zh: string;
  valid_from: string;
  valid_to: string | null;
}

export interface PolicyClause {
  clause_id: string;
  code: string;
  hash: string;
  place: string;
  seq: number;
  text_en: string;
  text_zh: string;
}

export interface PolicyParameter {
  definition: Json;
  hash: string;
  key: string;
  label_en: string;
  label_zh: string;
  levels: string[];
  type: string;
  unit: string | null;
}

export interface PolicyParameterValue {
  clause: string;
  document: string;
  hash: string;
  jurisdiction: string;
  key: string;
  note: string | null;
  operator: string;
  status: string;
  valid_from: string;
  valid_to: string | null;
  value: Json;
}

export interface PolicyRule {
  clause: string;
  definition: Json;
  document: string;
  hash: string;
  jurisdiction: string;
  key: string;
  kind: string;
  obligations: string[];
  valid_from: string;
  valid_to: string | null;
  version: number;
}

export interface PolicyVersionItem {
  hash: string;
  key: string;
  kind: string;
  version_seq: number;
}

export interface PolicyObligation {
  acceptance: string;
  actors: Generated<string>;
  capability: string;
  clause: string;
  document: string;
  force: string;
  gist: string;
  id: string;
  obligation: string;
  pattern: string;
  seq: number;
}

export interface PolicyDecision {
  amount_fen: number | null;
  decided_at: Timestamp;
  decided_by: string;
  decided_for: string;
  decision: Json;
  decision_id: string;
  explanation: Json;
  fails: string[];
  institution_id: string | null;
  jurisdiction: string;
  known_at: number | null;
  law_version: number;
  outcome: string;
  person_id: string;
  rule_hash: string;
  rule_key: string;
  rule_version: number;
  village_code: number;
}

export interface PolicyTablesTables {
  policy_version: PolicyVersion;
  policy_document: PolicyDocument;
  policy_clause: PolicyClause;
  policy_parameter: PolicyParameter;
  policy_parameter_value: PolicyParameterValue;
  policy_rule: PolicyRule;
  policy_version_item: PolicyVersionItem;
  policy_obligation: PolicyObligation;
  policy_decision: PolicyDecision;
}
