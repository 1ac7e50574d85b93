import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { openEntries } from './choice-query.ts';
import { differencesOf, type ChangedField } from '../entries/entry.ts';
import { PublicCatalogue, PublicHistory, type FoundChoice, type Version } from '../schema.ts';
import { entriesOf, versionOf } from '../store.ts';

export type PublicEntry = Omit<FoundChoice, 'institutionId' | 'locationCode' | 'nearness' | 'stateReason'>;
export type PublicPage = Page<PublicEntry> & { year: number | null; years: number[]; onDate: string };

/** The published catalogue for everybody, without sign-in: entries open today, with the school's telephone and address (SD2017-3.3-15, -17). */
export async function publicCatalogue(ctx: Context, input: PublicCatalogue): Promise<PublicPage> {
  const { year: asked, designated, ...wanted } = PublicCatalogue.parse(input);
  const onDate = ctx.clock.today();
  const { page, size } = wanted;
  return read(ctx, async (tx) => {
    const years = await publishedYears(tx);
    const year = asked ?? years[0] ?? null;
    if (year === null) return { rows: [], total: 0, page, size, year, years, onDate };
    const found = await openEntries(tx, { ...wanted, year, onDate, designatedOnly: designated === 'yes' });
    const rows = found.rows.map(
      ({ institutionId: _i, locationCode: _l, nearness: _n, stateReason: _r, ...entry }) => entry,
    );
    return { rows, total: found.total, page, size, year, years, onDate };
  });
}

async function publishedYears(tx: Tx): Promise<number[]> {
  const { rows } = await sql<{
    year: number;
  }>`select distinct year from catalogue_version where state = 'published' order by year desc`.execute(tx);
  return rows.map((r) => r.year);
}

export type PublicCity = {
  cityCode: number;
  city: string;
  year: number;
  schools: number;
  majors: number;
  publishedOn: string;
};

/** Cities with a published catalogue, by year: for the choice on the public page. */
export async function publicCities(ctx: Context): Promise<{ rows: PublicCity[] }> {
  return read(ctx, async (tx) => {
    const { rows } = await sql<PublicCity>`select v.city_code as "cityCode", v.year, v.published_on as "publishedOn",
        coalesce((select d.name from division d where d.code = v.city_code order by d.valid_from desc limit 1), v.city_code::text) as city,
        (select count(distinct e.institution_id) from catalogue_entry e where e.version_id = v.version_id and e.state <> 'removed') as schools,
        (select count(distinct (e.institution_id, e.major)) from catalogue_entry e where e.version_id = v.version_id and e.state <> 'removed') as majors
      from catalogue_version v where v.state = 'published' order by v.year desc, v.city_code`.execute(tx);
    return { rows };
  });
}

export type PublicChange = {
  kind: 'added' | 'removed' | 'changed';
  school: string;
  major: string;
  level: string;
  state: string;
  from: string | null;
  reason: string | null;
  fields: ChangedField[];
};
export type PublicVersion = Pick<
  Version,
  'version' | 'reason' | 'effectiveFrom' | 'publishedOn' | 'publishedAt' | 'entries' | 'checksum'
> & { current: boolean; changes: PublicChange[] };

/** Every version a city published in a year, newest first, with what each changed: the history is public (SD2017-3.3-18). */
export async function publicHistory(ctx: Context, input: PublicHistory): Promise<{ rows: PublicVersion[] }> {
  const { year, cityCode } = PublicHistory.parse(input);
  return read(ctx, async (tx) => {
    const rows = await tx
      .selectFrom('catalogue_version')
      .selectAll()
      .where('city_code', '=', cityCode)
      .where('year', '=', year)
      .where('state', 'in', ['published', 'superseded'])
      .orderBy('version')
      .execute();
    const versions: PublicVersion[] = [];
    let before: Awaited<ReturnType<typeof entriesOf>> | null = null;
    for (const row of rows) {
      const { version, reason, effectiveFrom, publishedOn, publishedAt, entries, checksum, state } = versionOf(row);
      const after = await entriesOf(tx, row.version_id);
      const changes = before === null ? [] : changesOf(before, after);
      versions.unshift({
        version,
        reason,
        effectiveFrom,
        publishedOn,
        publishedAt,
        entries,
        checksum,
        current: state === 'published',
        changes,
      });
      before = after;
    }
    return { rows: versions };
  });
}

type Entries = Awaited<ReturnType<typeof entriesOf>>;

function changesOf(before: Entries, after: Entries): PublicChange[] {
  const { added, removed, changed } = differencesOf(before, after);
  const line = (kind: PublicChange['kind'], e: Entries[number], fields: ChangedField[]): PublicChange => ({
    kind,
    school: e.schoolName,
    major: e.major,
    level: e.level,
    state: e.state,
    from: e.stateFrom,
    reason: e.stateReason,
    fields,
  });
  return [
    ...added.map((e) => line('added', e, [])),
    ...changed.map(({ entry, fields }) => line('changed', entry, fields)),
    ...removed.map((e) => line('removed', e, [])),
  ];
}
