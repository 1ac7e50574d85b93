/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Timestamp } from '../columns.ts';

export interface NumberCorrection {
  corrected_at: Timestamp;
  corrected_by: string;
  corrected_name: string;
  correction_id: string;
  file_id: string;
  known_from: number;
  name_now: string;
  name_was: string;
  now_mask: string;
  person_id: string;
  reason: string;
  row_no: number;
  run_id: string;
  side: string;
  village_code: number;
  was_mask: string | null;
}

export interface MatchingNumberCorrectionsTables {
  number_correction: NumberCorrection;
}
