import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { likely } from '../entries/list-entries.ts';
import { entryOf } from '../store.ts';
import { NEARNESS, type FoundChoice } from '../schema.ts';

export type ChoiceFilter = {
  year: number;
  onDate: string;
  /** Only entries that undertake the programme. */
  designatedOnly: boolean;
  villageCode?: number | undefined;
  cityCode?: number | undefined;
  school?: string | undefined;
  major?: string | undefined;
  level?: string | undefined;
  base?: string | undefined;
  page: number;
  size: number;
};

type Row = Parameters<typeof entryOf>[0] & {
  version_id: string;
  city_code: number;
  city_name: string | null;
  phone: string | null;
  address: string | null;
  affiliation: string | null;
  location_code: number;
  rank: number;
  taken: number | null;
  total: number;
};

/** Entries of the published catalogues of a year that are open on a day, nearest to the village first, then by school and place in the list. */
export async function openEntries(tx: Tx, filter: ChoiceFilter): Promise<{ rows: FoundChoice[]; total: number }> {
  const { page, size } = filter;
  const { rows } = await sql<Row>`select e.*, v.city_code, i.phone, i.address, i.affiliation, i.location_code, s.taken,
      (select d.name from division d where d.code = v.city_code order by d.valid_from desc limit 1) as city_name,
      ${rankOf(filter.villageCode)} as rank, count(*) over () as total
    from catalogue_version v join catalogue_entry e on e.version_id = v.version_id
      join institution i on i.institution_id = e.institution_id
      left join seat_use s on s.entry_key = e.entry_key and s.year = v.year
    where ${sql.join(conditions(filter), sql` and `)}
    order by rank, v.city_code, e.school_name, e.position, e.entry_key limit ${size} offset ${(page - 1) * size}`.execute(
    tx,
  );
  return { rows: rows.map(choiceOf), total: Number(rows[0]?.total ?? 0) };
}

function conditions(filter: ChoiceFilter): RawBuilder<unknown>[] {
  const day = sql`${filter.onDate}::date`;
  const found = [
    sql`v.state = 'published'`,
    sql`v.year = ${filter.year}`,
    sql`((e.state = 'open') = (e.state_from is null or e.state_from <= ${day}))`,
  ];
  if (filter.designatedOnly) found.push(sql`e.designated`);
  if (filter.cityCode !== undefined) found.push(sql`v.city_code = ${filter.cityCode}`);
  if (filter.school) found.push(sql`e.school_name like ${likely(filter.school)}`);
  if (filter.major) found.push(sql`e.major like ${likely(filter.major)}`);
  if (filter.level) found.push(sql`e.level = ${filter.level}`);
  if (filter.base) found.push(sql`e.base = ${filter.base}`);
  return found;
}

/** {@link nearnessOf} a school `i`; all 0 without a village. */
const rankOf = (villageCode: number | undefined): RawBuilder<unknown> =>
  villageCode === undefined ? sql`0` : nearnessOf(sql`${villageCode}::bigint`, sql`i.location_code`);

/** Place in {@link NEARNESS} of a school at one code for somebody of the village at another: 0 same county, 1 same city, 2 same province, 3 elsewhere. */
export function nearnessOf(village: RawBuilder<unknown>, school: RawBuilder<unknown>): RawBuilder<unknown> {
  const same = (unit: number) => sql`${school} / ${sql.lit(unit)} = ${village} / ${sql.lit(unit)}`;
  return sql`case when ${same(1_000_000)} then 0 when ${same(100_000_000)} then 1 when ${same(10_000_000_000)} then 2 else 3 end`;
}

function choiceOf(row: Row): FoundChoice {
  const { doubts: _doubts, position: _position, ...entry } = entryOf(row);
  return {
    ...entry,
    versionId: row.version_id,
    cityCode: row.city_code,
    cityName: row.city_name ?? String(row.city_code),
    phone: row.phone,
    address: row.address,
    affiliation: row.affiliation,
    locationCode: row.location_code,
    nearness: NEARNESS[row.rank] ?? 'elsewhere',
    seatsLeft: entry.programmeSeats === null ? null : Math.max(0, entry.programmeSeats - (row.taken ?? 0)),
  };
}
