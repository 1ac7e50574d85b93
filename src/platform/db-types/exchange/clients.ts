/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Timestamp } from '../columns.ts';

export interface ExchangeClient {
  admitted_at: Timestamp;
  admitted_by: string;
  admitted_name: string;
  client_id: string;
  department: string;
  division_code: number;
  ended_at: Timestamp | null;
  ended_by: string | null;
  ended_reason: string | null;
  key_end: string;
  key_hash: Buffer;
  purpose: string;
  unit_id: string;
  valid_from: string;
  valid_to: string;
}

export interface ExchangeCheck {
  asked_by: string | null;
  at: Timestamp;
  check_id: string;
  client_id: string;
  division_code: number;
  number_index: Buffer;
  number_mask: string;
  outcome: string;
  request_id: string;
  via: string;
}

export interface ExchangeClientsTables {
  exchange_client: ExchangeClient;
  exchange_check: ExchangeCheck;
}
