/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Json, Numeric, Timestamp } from '../columns.ts';

export interface Scorecard {
  activated_on: string | null;
  card_id: string;
  created_at: Timestamp;
  created_by: string;
  dimensions: Json;
  division_code: number;
  kind: string;
  published_on: string | null;
  /**
   * The declared register whose valid records are the subjects; null where subjects are named freely.
   */
  register: string | null;
  register_field: string | null;
  register_value: string | null;
  state: string;
  threshold: Numeric | null;
  title: string;
  unit_id: string;
  unit_name: string;
  valid_months: number | null;
  year: number;
}

export interface ScorecardScore {
  achieved: Numeric;
  basis: string;
  card_id: string;
  dimension: string;
  division_code: number;
  scored_at: Timestamp;
  scored_by: string;
  subject: string;
  subject_name: string;
}

export interface SupervisionScorecardsTables {
  scorecard: Scorecard;
  scorecard_score: ScorecardScore;
}
