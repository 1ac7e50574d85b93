/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Timestamp } from '../columns.ts';

export interface ColumnMapping {
  ended_at: Timestamp | null;
  field: string | null;
  heading: string;
  kind: string;
  list_id: string;
  mapping_id: string;
  occurrence: Generated<number>;
  set_at: Timestamp;
  set_by: string;
  unit_id: string;
}

export interface PeopleColumnMappingTables {
  column_mapping: ColumnMapping;
}
