/** Made by `npm run types` from the migrations; not edited by hand. */
import type { ArrayType } from '../columns.ts';

export interface StagingPerson {
  address: Buffer | null;
  address_index: Buffer | null;
  birth: string | null;
  doubtful_fields: string[];
  education: string | null;
  ethnic: string | null;
  exited_on: string | null;
  head_name: string | null;
  health: string | null;
  household_id: string;
  household_no: string | null;
  household_types: string[];
  id_index: Buffer | null;
  id_kind: string | null;
  id_mask: string | null;
  id_number: Buffer | null;
  id_state: string;
  id_tail_index: Buffer | null;
  identified_month: boolean | null;
  identified_on: string | null;
  in_school: string | null;
  labour_skill: string | null;
  list_id: string;
  list_row: number;
  name: string;
  name_key: string;
  name_sort: string;
  note: string | null;
  person_id: string;
  phone: Buffer | null;
  phone_index: Buffer | null;
  phone_mask: string | null;
  relation: string | null;
  residence: string | null;
  risk_cleared: boolean | null;
  sex: string | null;
  tokens: ArrayType<number>;
  veteran: boolean | null;
  village_code: number;
}

export interface OrganizationsPeople2Tables {
  staging_person: StagingPerson;
}
