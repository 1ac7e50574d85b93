/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Json, Timestamp } from '../columns.ts';

export interface LawCall {
  /**
   * Kinds of units asked, where not every office of level and lines: {title, level, line, divisions (prefixes)}, in order.
   */
  addressees: Generated<Json>;
  document: string;
  key: string;
  level: string;
  lines: string[];
  needs: string[];
  obligation: string;
  /**
   * Provinces (two digits) that the document names as those who receive; the others are asked to help or to carry it out.
   */
  recipients: Generated<string[]>;
  seq: number;
  /**
   * Parameter that each receiving place is to set; an office without a value in force has not answered.
   */
  standard: string | null;
  /**
   * Tasks of the document, each to be found in a clause of the local plan: {key, title}.
   */
  tasks: Generated<Json>;
  title_en: string;
  title_zh: string;
  yearly: boolean;
}

export interface LawStatement {
  call_key: string;
  clause: string | null;
  division_code: number;
  note: string | null;
  number: string | null;
  seq: Generated<number>;
  stated_at: Timestamp;
  stated_by: string;
  stated_name: string;
  statement_id: string;
  /**
   * Clause of the local plan by key of the task.
   */
  tasks: Generated<Json>;
  title: string | null;
  unit_id: string;
  unit_name: string;
  year: number;
}

export interface LawStatementsTables {
  law_call: LawCall;
  law_statement: LawStatement;
}
