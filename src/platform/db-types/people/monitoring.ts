/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Timestamp } from '../columns.ts';

export interface HouseholdVisit {
  finding: string | null;
  hardship: Generated<boolean>;
  household_id: string;
  recorded_at: Timestamp;
  recorded_by: string;
  village_code: number;
  visit_id: string;
  visited_on: string;
  visitor: string;
}

export interface HardshipReport {
  account: string;
  alerted_on: string | null;
  cause: string;
  due_on: string | null;
  outcome: string | null;
  person_id: string;
  reason: string | null;
  report_id: string;
  reported_at: Timestamp;
  reported_by: string;
  reported_on: string;
  settled_by: string | null;
  settled_on: string | null;
  village_code: number;
}

export interface HardshipFollowUp {
  alerted_on: string | null;
  done_by: string | null;
  done_on: string | null;
  due_on: string | null;
  kind: string;
  note: string | null;
  person_id: string;
  report_id: string;
  village_code: number;
}

export interface TrainingNeed {
  evening: Generated<boolean>;
  form: string;
  near_home: Generated<boolean>;
  note: string | null;
  person_id: string;
  recorded_at: Timestamp;
  recorded_by: string;
  trade: string | null;
  village_code: number;
  year: number;
}

export interface TimelineMonitoring {
  at: Timestamp | null;
  kind: string | null;
  link: string | null;
  person_id: string | null;
  title: string | null;
}

export interface PeopleMonitoringTables {
  household_visit: HouseholdVisit;
  hardship_report: HardshipReport;
  hardship_follow_up: HardshipFollowUp;
  training_need: TrainingNeed;
  timeline_monitoring: TimelineMonitoring;
}
