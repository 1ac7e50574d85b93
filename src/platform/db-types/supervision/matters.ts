/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Json, Timestamp } from '../columns.ts';

export interface SupervisionRound {
  blocks_exit: Generated<boolean>;
  closed_on: string | null;
  created_at: Timestamp;
  created_by: string;
  cycle_months: number | null;
  division_code: number;
  document: string | null;
  drawn_from: number | null;
  due_on: string | null;
  kind: string;
  opened_on: string;
  round_id: string;
  seed: number | null;
  state: string;
  title: string;
  unit_id: string;
  unit_name: string;
}

export interface SupervisionMatter {
  blocking: Generated<boolean>;
  closed_on: string | null;
  co_unit_id: string | null;
  co_unit_name: string | null;
  confirmed: boolean | null;
  confirmed_by: Generated<string[]>;
  division_code: number;
  due_on: string | null;
  escalated_on: string | null;
  escalations: Generated<number>;
  evidence_file_id: string | null;
  evidence_name: string | null;
  evidence_sha256: string | null;
  from_unit_id: string;
  from_unit_name: string;
  guidances: Generated<number>;
  held_since: Timestamp;
  institution_id: string | null;
  kind: string;
  limit_days: number | null;
  matter_id: string;
  measure: string | null;
  obligation: string | null;
  opened_on: string;
  parent_id: string | null;
  partner: string | null;
  person: string | null;
  result: string | null;
  round_id: string | null;
  sanction: string | null;
  started_on: string | null;
  state: string;
  title: string;
  topic: string | null;
  unit_id: string | null;
  unit_name: string | null;
}

export interface SupervisionEvent {
  at: Timestamp;
  data: Generated<Json>;
  division_code: number;
  event: string;
  from_state: string | null;
  institution_id: string | null;
  matter_id: string;
  note: string | null;
  seq: number;
  to_state: string;
  unit_name: string | null;
  user_id: string;
  user_name: string;
}

export interface Circular {
  body: string;
  circular_id: string;
  created_at: Timestamp;
  created_by: string;
  division_code: number;
  issued_on: string | null;
  kind: string;
  number: string | null;
  public: Generated<boolean>;
  state: string;
  title: string;
  unit_id: string;
  unit_name: string;
}

export interface CircularNominee {
  approved: boolean | null;
  circular_id: string;
  decided_by: string | null;
  decided_on: string | null;
  division_code: number;
  ground: string;
  name: string;
  nominee_id: string;
  unit_id: string | null;
}

export interface SupervisionMattersTables {
  supervision_round: SupervisionRound;
  supervision_matter: SupervisionMatter;
  supervision_event: SupervisionEvent;
  circular: Circular;
  circular_nominee: CircularNominee;
}
