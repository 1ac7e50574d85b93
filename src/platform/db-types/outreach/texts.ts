/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Json, Timestamp } from '../columns.ts';

export interface OutgoingText {
  attempts: Generated<number>;
  body: Buffer | null;
  created_at: Timestamp;
  division_code: number;
  ended_at: Timestamp | null;
  expires_at: Timestamp;
  /**
   * The message that is sent once the text is dead or expired; without any telephone number.
   */
  if_lost: Json | null;
  kind: string;
  last_error: string | null;
  phone: Buffer | null;
  queued_by: string;
  reference: string | null;
  sent_to: string;
  state: string;
  text_id: string;
  tried_at: Timestamp | null;
}

export interface OutreachTextsTables {
  outgoing_text: OutgoingText;
}
