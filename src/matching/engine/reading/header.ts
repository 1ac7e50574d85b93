import { UnreadableList } from '../faults.ts';

/** Columns of the two files; the file may have them in any order and further ones beside them. */
export const REGISTRY_FIELDS = [
  'person_id',
  'household_id',
  'name',
  'sex',
  'ethnic_code',
  'id_number',
  'birth_date',
  'division_code',
  'phone',
  'category',
  'valid_from',
  'valid_to',
] as const;
export const QUERY_FIELDS = ['row_id', 'name', 'sex', 'id_number', 'phone', 'division_code', 'school'] as const;
/** Further columns of a list that help where they are given. */
export const QUERY_EXTRAS = ['household_id', 'status_number'] as const;

export type Side = 'registry' | 'queries';

/** Where each field stands in a record, -1 where the file does not have it. */
export type Header = { places: Record<string, number>; columns: number; absent: string[] };

const NEEDED: Record<Side, readonly string[]> = {
  registry: ['person_id', 'name', 'id_number'],
  queries: ['row_id', 'name', 'id_number'],
};

/** Reads the heading record. Throws `MATCH_COLUMNS` when a needed column is missing or a column stands twice. */
export function readHeader(side: Side, names: readonly string[]): Header {
  const cleaned = names.map((name) =>
    name
      .replace(/^\uFEFF/, '')
      .trim()
      .toLowerCase(),
  );
  const fields: readonly string[] = side === 'registry' ? REGISTRY_FIELDS : [...QUERY_FIELDS, ...QUERY_EXTRAS];
  const places: Record<string, number> = {};
  for (const field of fields) {
    places[field] = cleaned.indexOf(field);
    if (places[field] !== cleaned.lastIndexOf(field)) {
      throw new UnreadableList('MATCH_COLUMNS', `${LISTS[side]}的列 ${field} 出现了两次`);
    }
  }
  const missing = NEEDED[side].filter((field) => places[field] === -1);
  if (missing.length > 0) {
    throw new UnreadableList(
      'MATCH_COLUMNS',
      `${LISTS[side]}缺少列：${missing.join('、')}；表头为：${cleaned.join(',').slice(0, 300)}`,
    );
  }
  const wanted: readonly string[] = side === 'registry' ? REGISTRY_FIELDS : QUERY_FIELDS;
  return { places, columns: names.length, absent: wanted.filter((field) => places[field] === -1) };
}

export const LISTS: Record<Side, string> = { registry: '对象库', queries: '待比对名单' };
