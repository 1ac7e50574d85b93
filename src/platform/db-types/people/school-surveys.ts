/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Timestamp } from '../columns.ts';

export interface SurveyVillage {
  assigned_at: Timestamp;
  assigned_by: string;
  institution_id: string;
  village_code: number;
  year: number;
}

export interface SurveyVisit {
  /**
   * How many were told of the policies; null without publicity.
   */
  attendees: number | null;
  households: number;
  institution_id: string;
  /**
   * What was handed out; null without publicity.
   */
  materials: string | null;
  note: string | null;
  people: number;
  publicity: string | null;
  recorded_at: Timestamp;
  recorded_by: string;
  village_code: number;
  visit_id: string;
  visited_on: string;
  visitors: string;
  would_study: number;
  would_train: number;
  year: number;
}

export interface PeopleSchoolSurveysTables {
  survey_village: SurveyVillage;
  survey_visit: SurveyVisit;
}
