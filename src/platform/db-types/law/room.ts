/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Json, Timestamp } from '../columns.ts';

export interface PolicyProposal {
  additions: Json;
  approved_by: string | null;
  changed_at: Timestamp;
  checked_by: string | null;
  created_at: Timestamp;
  division_code: number;
  /**
   * For a scheduled change: the day on which it takes effect.
   */
  effective_on: string | null;
  jurisdiction: string;
  kind: string;
  law_version: number | null;
  legal_source: string;
  prepared_by: string;
  proposal_id: string;
  reopened: number | null;
  /**
   * When the decided cases that a scheduled change touches became tasks; how many in reopened.
   */
  reopened_at: Timestamp | null;
  seq: Generated<number>;
  /**
   * For a setting: the setting as it will be written when approved.
   */
  settings: Json | null;
  state: string;
  subject: string;
  title: string;
  /**
   * For a scheduled change: what its trial said when it was prepared, rule by rule.
   */
  tried: Json | null;
  unit_id: string;
  unit_name: string;
}

export interface PolicyProposalEvent {
  action: string;
  at: Timestamp;
  by_name: string;
  by_user: string;
  division_code: number;
  event_no: number;
  proposal_id: string;
  reason: string | null;
}

export interface LawText {
  annex: number | null;
  attached_at: Timestamp;
  attached_by: string;
  document: string;
  file_name: string;
  media_type: string;
  note: string | null;
  /**
   * text: the document itself; annex: one of its annexes, by its number where it has one.
   */
  part: Generated<string>;
  /**
   * Since when anybody may read and download it (主动公开); null: offices only.
   */
  published_at: Timestamp | null;
  published_by: string | null;
  removed_at: Timestamp | null;
  removed_by: string | null;
  sha256: string;
  size: number;
  text_id: string;
  unit_id: string;
  unit_name: string;
}

export interface LawReading {
  code: string;
  documents: string[];
  finding_en: string;
  finding_zh: string;
  reading_en: string;
  reading_zh: string;
  seq: number;
  switches: string[];
}

export interface LawSuccession {
  code: string;
  from_en: string;
  from_zh: string;
  kind: string;
  note: string | null;
  seq: number;
  since: string;
  to_en: string;
  to_zh: string;
}

export interface LawArea {
  code: string;
  list: string;
  name: string;
  note: string | null;
  valid_from: string;
  valid_to: string | null;
}

export interface LawAreaList {
  complete: boolean;
  list: string;
  note_en: string;
  note_zh: string;
  official_count: number | null;
  title_en: string;
  title_zh: string;
}

export interface LawRoomTables {
  policy_proposal: PolicyProposal;
  policy_proposal_event: PolicyProposalEvent;
  law_text: LawText;
  law_reading: LawReading;
  law_succession: LawSuccession;
  law_area: LawArea;
  law_area_list: LawAreaList;
}
