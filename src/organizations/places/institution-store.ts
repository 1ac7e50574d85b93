import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';

export type InstitutionFound = {
  institutionId: string;
  kind: string;
  name: string;
  shortNames: string[];
  locationCode: number;
};

const columns = ['institution_id', 'kind', 'name', 'short_names', 'location_code'] as const;

/**
 * Institutions of that name or short name on the day, spaces and width aside. Several mean the
 * name alone does not decide.
 */
export async function findInstitutions(
  tx: Tx,
  name: string,
  onDate: string,
  kind?: string,
): Promise<InstitutionFound[]> {
  const wanted = name.normalize('NFKC').replaceAll(/\s+/g, '');
  if (wanted === '') return [];
  let query = tx
    .selectFrom('institution')
    .select(columns)
    .where('valid_from', '<=', onDate)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', onDate)]))
    .where((eb) =>
      eb.or([eb('name', 'in', [wanted, name]), sql<boolean>`short_names && array[${wanted}, ${name}]::text[]`]),
    );
  if (kind) query = query.where('kind', '=', kind);
  const rows = await query.orderBy('name').limit(20).execute();
  const found = rows.map((r) => ({
    institutionId: r.institution_id,
    kind: r.kind,
    name: r.name,
    shortNames: r.short_names,
    locationCode: r.location_code,
  }));
  const exact = found.filter((f) => f.name === wanted || f.name === name);
  return exact.length > 0 ? exact : found;
}
