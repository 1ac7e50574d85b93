/** Made by `npm run types` from the migrations; not edited by hand. */
import type { ArrayType, Generated, Json, Numeric, Timestamp } from '../columns.ts';

export interface RectificationList {
  created_at: Timestamp;
  created_by: string;
  division_code: number;
  issued_on: string | null;
  list_id: string;
  number: string | null;
  report_due_on: string | null;
  state: string;
  title: string;
  unit_id: string;
  unit_name: string;
}

export interface RectificationReceipt {
  division_code: number;
  from_unit_id: string;
  list_id: string;
  /**
   * When it was noted that the day passed without a formal report; once.
   */
  report_overdue_on: string | null;
  /**
   * When the locality was reminded of the formal report before its day; once.
   */
  report_reminded_on: string | null;
  sent_on: string;
  signed_by: string | null;
  signed_on: string | null;
  submitted_on: string | null;
  unit_id: string;
  unit_name: string;
}

export interface RectificationItem {
  areas: Generated<ArrayType<number>>;
  division_code: number;
  due_on: string | null;
  finding: string;
  item_id: string;
  kind: string;
  list_id: string;
  rule_key: string | null;
  seq: number;
  source: string;
  task: string;
  weak_link: string | null;
}

export interface RectificationFinding {
  division_code: number;
  finding: string;
  finding_id: string;
  item_id: string | null;
  kind: string;
  recorded_at: Timestamp;
  recorded_by: string;
  round: string;
}

export interface RectificationAnswer {
  after_value: Numeric | null;
  answer_id: string;
  before_value: Numeric | null;
  cause: string | null;
  cause_kind: string | null;
  check_note: string | null;
  completed_on: string | null;
  division_code: number;
  due_on: string | null;
  effect: string | null;
  escalated_on: string | null;
  evidence_file_id: string | null;
  evidence_name: string | null;
  evidence_sha256: string | null;
  found: boolean | null;
  held_since: Timestamp;
  item_id: string;
  kind: string;
  list_id: string;
  measure: string | null;
  next_steps: string | null;
  opinion: string | null;
  overdue_on: string | null;
  parent_id: string | null;
  person: string | null;
  recurrence_of: string | null;
  recurrences: Generated<number>;
  send_backs: Generated<number>;
  state: string;
  unit_id: string;
  unit_name: string;
  value_name: string | null;
  verified_on: string | null;
  verified_unit_id: string | null;
  verified_unit_name: string | null;
}

export interface RectificationLine {
  after_value: Numeric | null;
  answer_id: string;
  before_value: Numeric | null;
  division_code: number;
  line_id: string;
  place_code: number;
  place_name: string;
  recorded_at: Timestamp;
  recorded_by: string;
  situation: string;
}

export interface RectificationEvent {
  answer_id: string;
  at: Timestamp;
  data: Generated<Json>;
  division_code: number;
  event: string;
  from_state: string | null;
  reason: string | null;
  seq: number;
  to_state: string;
  unit_name: string | null;
  user_id: string;
  user_name: string;
}

export interface SelfCheck {
  check_id: string;
  corrected: number;
  division_code: number;
  found: number;
  held_on: string;
  note: string | null;
  recorded_at: Timestamp;
  recorded_by: string;
  reminded_on: string | null;
  unit_id: string;
}

export interface SupervisionRectificationTables {
  rectification_list: RectificationList;
  rectification_receipt: RectificationReceipt;
  rectification_item: RectificationItem;
  rectification_finding: RectificationFinding;
  rectification_answer: RectificationAnswer;
  rectification_line: RectificationLine;
  rectification_event: RectificationEvent;
  self_check: SelfCheck;
}
