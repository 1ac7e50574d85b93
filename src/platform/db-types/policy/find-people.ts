/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Timestamp } from '../columns.ts';

export interface FactReceives {
  benefit: string | null;
  person_id: string | null;
  valid_from: string | null;
  valid_to: string | null;
  village_code: number | null;
}

export interface FindList {
  asked_on: string;
  category: string;
  division_code: number;
  due_on: string | null;
  items: number;
  law_version: number;
  list_id: string;
  made_at: Timestamp;
  made_by: string;
  made_name: string;
  missing: string | null;
  note: string | null;
  rule_key: string;
  rule_title: string;
  unit_id: string;
  unit_name: string;
}

export interface FindItem {
  category: string;
  checked_at: Timestamp;
  checked_by: string;
  closed_at: Timestamp | null;
  due_on: string | null;
  list_id: string;
  missing: Generated<string[]>;
  note: string | null;
  person_id: string;
  person_name: string;
  rule_key: string;
  rule_title: string;
  sent_by: string;
  standing: string;
  state: Generated<string>;
  version: Generated<number>;
  village_code: number;
}

export interface PolicyFindPeopleTables {
  fact_receives: FactReceives;
  find_list: FindList;
  find_item: FindItem;
}
