/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Timestamp } from '../columns.ts';

export interface LiaisonContact {
  contact_id: string;
  duty: string | null;
  name: string;
  phone: string;
  set_at: Timestamp;
  set_by: string;
  unit_id: string;
  valid_from: string;
  valid_to: string | null;
}

export interface OrganizationsLiaisonTables {
  liaison_contact: LiaisonContact;
}
