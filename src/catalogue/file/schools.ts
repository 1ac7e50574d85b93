import type { Tx } from '../../platform/db.ts';

/** What a school's name came to: the record it names, or none; `doubt` says why a person must look. */
export type LinkedSchool = {
  institutionId: string | null;
  name: string;
  byShortName: boolean;
  doubt: null | 'school_elsewhere' | 'school_ambiguous';
  message: string | null;
};

type School = { institution_id: string; name: string; short_names: string[]; location_code: number };
type City = { code: number; name: string };

/**
 * Finds the record of each school by its exact name or a known short name in force on the day; never by likeness. A school recorded or
 * named after another city is left to a person; any other unknown name is a new school of the city.
 */
export async function linkSchools(
  tx: Tx,
  cityCode: number,
  onDate: string,
  names: readonly string[],
): Promise<Map<string, LinkedSchool>> {
  const wanted = [...new Set(names)];
  if (wanted.length === 0) return new Map();
  const known = await tx
    .selectFrom('institution')
    .select(['institution_id', 'name', 'short_names', 'location_code'])
    .where('kind', '=', 'technical_school')
    .where('valid_from', '<=', onDate)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', onDate)]))
    .where((eb) => eb.or([eb('name', 'in', wanted), eb('short_names', '&&', eb.val(wanted))]))
    .execute();
  const cities = await tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where('level', '=', 'city')
    .where('code', '<>', cityCode)
    .where('valid_to', 'is', null)
    .execute();
  return new Map(wanted.map((name) => [name, linkSchool(name, cityCode, known, cities)]));
}

/** Pure part of {@link linkSchools}: one name against the schools and cities known. */
export function linkSchool(
  name: string,
  cityCode: number,
  known: readonly School[],
  cities: readonly City[],
): LinkedSchool {
  const named = known.filter((s) => s.name === name);
  const short = known.filter((s) => s.short_names.includes(name));
  const here = (s: School) => s.location_code >= cityCode && s.location_code < cityCode + 100_000_000;
  const found = named.length > 0 ? named : short.filter(here);
  if (found.length === 1) {
    const [school] = found as [School];
    const linked = { institutionId: school.institution_id, name: school.name, byShortName: school.name !== name };
    if (here(school)) return { ...linked, doubt: null, message: null };
    return { ...linked, doubt: 'school_elsewhere', message: `${school.name}登记在其他市，请核对` };
  }
  const unlinked = { institutionId: null, name, byShortName: false };
  if (found.length > 1 || short.length > 0) {
    return { ...unlinked, doubt: 'school_ambiguous', message: '这个简称对应的学校不止一所或不在本市，请填写全称' };
  }
  const city = cities.find((c) => name.startsWith(c.name) || isCityWord(name, c));
  if (!city) return { ...unlinked, doubt: null, message: null };
  return { ...unlinked, doubt: 'school_elsewhere', message: `校名中有“${city.name}”，请核对是否为本市学校` };
}

/** A city's name without 市 at the head of a school's name. */
function isCityWord(name: string, city: City): boolean {
  const stem = city.name.replace(/市$/, '');
  return stem.length >= 2 && stem !== city.name && name.startsWith(stem);
}
