/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Numeric, Timestamp } from '../columns.ts';

export interface CatalogueVersion {
  checksum: string | null;
  city_code: number;
  created_at: Timestamp;
  created_by: string;
  effective_from: string | null;
  entries: Generated<number>;
  list_id: string | null;
  published_at: Timestamp | null;
  published_by: string | null;
  published_on: string | null;
  reason: string | null;
  state: string;
  version: number;
  version_id: string;
  year: number;
}

export interface CatalogueEntry {
  accommodation_fen: number | null;
  base: string;
  designated: boolean;
  doubts: Generated<string[]>;
  entry_key: string;
  institution_id: string;
  level: string;
  major: string;
  plan: number | null;
  position: number;
  programme_seats: number | null;
  requirement: string | null;
  school_grade: string | null;
  school_name: string;
  state: Generated<string>;
  state_from: string | null;
  state_reason: string | null;
  tuition_fen: number | null;
  version_id: string;
  years: Numeric;
}

export interface CatalogueFiling {
  checksum: string;
  city_code: number;
  entries: number;
  filed_at: Timestamp;
  filed_by: string;
  filed_on: string;
  filing_id: string;
  receipt_number: string | null;
  received_at: Timestamp | null;
  received_by: string | null;
  version_id: string;
  year: number;
}

export interface CatalogueTablesTables {
  catalogue_version: CatalogueVersion;
  catalogue_entry: CatalogueEntry;
  catalogue_filing: CatalogueFiling;
}
