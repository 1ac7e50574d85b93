/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Timestamp } from '../columns.ts';

export interface ProjectSelection {
  created_at: Timestamp;
  created_by: string;
  decided_on: string | null;
  division_code: number;
  kind: string;
  opened_on: string;
  places: number | null;
  ranking: string | null;
  selection_id: string;
  state: string;
  title: string;
  unit_id: string;
  unit_name: string;
}

export interface ProjectCandidate {
  /**
   * What was added to the score for marked results; written when the selection is decided.
   */
  bonus: number | null;
  candidate_id: string;
  complete: boolean;
  division_code: number;
  marked: boolean | null;
  name: string;
  note: string | null;
  place: number | null;
  received_at: Timestamp;
  removed_reason: string | null;
  score: number;
  selected: boolean | null;
  selection_id: string;
}

export interface ProjectSelectionsTables {
  project_selection: ProjectSelection;
  project_candidate: ProjectCandidate;
}
