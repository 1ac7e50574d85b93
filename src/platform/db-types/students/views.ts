/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Timestamp } from '../columns.ts';

export interface MatchException {
  exception_id: string;
  given_at: Timestamp;
  given_by: string;
  given_unit_id: string | null;
  institution_id: string;
  person_id: string;
  reason: string;
  school_year: string;
  village_code: number;
}

export interface FactStudent {
  accommodation_fee: number | null;
  active_student_status: boolean | null;
  boards: boolean | null;
  enrolled_on: string | null;
  institution_id: string | null;
  person_id: string | null;
  status_id: string | null;
  student_status: string | null;
  study_mode: string | null;
  tuition: number | null;
  valid_from: string | null;
  valid_to: string | null;
  village_code: number | null;
}

export interface TimelineStudents {
  at: Timestamp | null;
  kind: string | null;
  link: string | null;
  person_id: string | null;
  title: string | null;
}

export interface StudentsViewsTables {
  match_exception: MatchException;
  fact_student: FactStudent;
  timeline_students: TimelineStudents;
}
