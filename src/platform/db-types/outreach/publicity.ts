/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Timestamp } from '../columns.ts';

export interface PublicityItem {
  applications: Generated<number>;
  campaign: string | null;
  division_code: number;
  enquiries: Generated<number>;
  held_on: string;
  institution_id: string | null;
  item_id: string;
  link: string | null;
  media: string;
  recorded_at: Timestamp;
  recorded_by: string;
  theme: string | null;
  title: string;
  unit_id: string;
  unit_name: string;
  views: Generated<number>;
}

export interface PublicityHousehold {
  acknowledged: Generated<boolean>;
  household_id: string;
  note: string | null;
  recorded_at: Timestamp;
  recorded_by: string;
  teller: string;
  told_on: string;
  village_code: number;
}

export interface GuidanceContact {
  call_again_on: string | null;
  contact_id: string;
  contacted_on: string;
  note: string | null;
  person_id: string;
  recorded_at: Timestamp;
  recorded_by: string;
  result: string;
  village_code: number;
}

export interface ThemeEvent {
  division_code: number;
  event_id: string;
  lead_days: number;
  name: string;
  on_date: string;
  recorded_at: Timestamp;
  recorded_by: string;
  reminded_on: string | null;
  unit_id: string;
}

export interface OutreachPublicityTables {
  publicity_item: PublicityItem;
  publicity_household: PublicityHousehold;
  guidance_contact: GuidanceContact;
  theme_event: ThemeEvent;
}
