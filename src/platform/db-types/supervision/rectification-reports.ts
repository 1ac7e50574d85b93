/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Json, Timestamp } from '../columns.ts';

export interface RectificationReport {
  content: Json;
  division_code: number;
  /**
   * The day of the list when it was sent; null where none was set.
   */
  due_on: string | null;
  list_id: string;
  number: string;
  scan_file_id: string;
  scan_media_type: string;
  scan_sha256: string;
  sections: number;
  sent_at: Timestamp;
  sent_by: string;
  sent_on: string;
  signed_by: string;
  unit_id: string;
  unit_name: string;
}

export interface SupervisionRectificationReportsTables {
  rectification_report: RectificationReport;
}
