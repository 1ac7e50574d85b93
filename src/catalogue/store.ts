import { sql } from 'kysely';
import { lockUntilEnd, type Tx } from '../platform/db.ts';
import { errors } from '../platform/errors.ts';
import { checksumOf } from './entries/entry.ts';
import type { Entry, EntryState, Version, VersionState } from './schema.ts';

/** Lines up everybody who changes the catalogue of one city and year, until the transaction ends. */
export async function lockCatalogue(tx: Tx, cityCode: number, year: number): Promise<void> {
  await lockUntilEnd(tx, `catalogue ${cityCode} ${year}`);
}

type VersionRow = Awaited<ReturnType<typeof versionRow>>;

function versionRow(tx: Tx, versionId: string) {
  return tx.selectFrom('catalogue_version').selectAll().where('version_id', '=', versionId).executeTakeFirstOrThrow();
}

/** A stored row in the room's own words. */
export function versionOf(row: VersionRow): Version {
  return {
    versionId: row.version_id,
    cityCode: row.city_code,
    year: row.year,
    version: row.version,
    state: row.state as VersionState,
    reason: row.reason,
    entries: row.entries,
    checksum: row.checksum,
    effectiveFrom: row.effective_from,
    listId: row.list_id,
    createdAt: row.created_at.toISOString(),
    publishedAt: row.published_at?.toISOString() ?? null,
    publishedOn: row.published_on,
  };
}

/** @throws NOT_FOUND when there is none, or row security hides it */
export async function findVersion(tx: Tx, versionId: string): Promise<Version> {
  const row = await tx
    .selectFrom('catalogue_version')
    .selectAll()
    .where('version_id', '=', versionId)
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return versionOf(row);
}

/** The published version of a city and year, or null. */
export async function publishedVersion(tx: Tx, cityCode: number, year: number): Promise<Version | null> {
  const row = await tx
    .selectFrom('catalogue_version')
    .selectAll()
    .where('city_code', '=', cityCode)
    .where('year', '=', year)
    .where('state', '=', 'published')
    .executeTakeFirst();
  return row ? versionOf(row) : null;
}

/** The open draft of a city and year, or null. */
export async function draftVersion(tx: Tx, cityCode: number, year: number): Promise<Version | null> {
  const row = await tx
    .selectFrom('catalogue_version')
    .selectAll()
    .where('city_code', '=', cityCode)
    .where('year', '=', year)
    .where('state', '=', 'draft')
    .executeTakeFirst();
  return row ? versionOf(row) : null;
}

/** Entries of a version in their order. */
export async function entriesOf(tx: Tx, versionId: string): Promise<Entry[]> {
  const rows = await tx
    .selectFrom('catalogue_entry')
    .selectAll()
    .where('version_id', '=', versionId)
    .orderBy('position')
    .orderBy('entry_key')
    .execute();
  return rows.map(entryOf);
}

type EntryRow = {
  entry_key: string;
  institution_id: string;
  school_name: string;
  school_grade: string | null;
  major: string;
  level: string;
  base: string;
  years: string | number;
  plan: number | null;
  programme_seats: number | null;
  tuition_fen: number | null;
  accommodation_fen: number | null;
  designated: boolean;
  requirement: string | null;
  state: string;
  state_from: string | null;
  state_reason: string | null;
  doubts: string[];
  position: number;
};

/** A stored row in the room's own words. */
export function entryOf(row: EntryRow): Entry {
  return {
    entryKey: row.entry_key,
    institutionId: row.institution_id,
    schoolName: row.school_name,
    schoolGrade: row.school_grade,
    major: row.major,
    level: row.level,
    base: row.base,
    years: Number(row.years),
    plan: row.plan,
    programmeSeats: row.programme_seats,
    tuitionFen: row.tuition_fen,
    accommodationFen: row.accommodation_fen,
    designated: row.designated,
    requirement: row.requirement,
    state: row.state as EntryState,
    stateFrom: row.state_from,
    stateReason: row.state_reason,
    doubts: row.doubts,
    position: row.position,
  };
}

export type NewDraft = {
  versionId: string;
  cityCode: number;
  year: number;
  listId: string | null;
  reason: string | null;
  by: string;
  at: Date;
};

/** A new draft with the next version number of its city and year. The caller holds {@link lockCatalogue}. Returns the number. */
export async function insertDraft(tx: Tx, draft: NewDraft): Promise<number> {
  const row = await sql<{ version: number }>`insert into catalogue_version
      (version_id, city_code, year, version, state, list_id, reason, created_by, created_at)
    values (${draft.versionId}, ${draft.cityCode}, ${draft.year},
      coalesce((select max(version) from catalogue_version where city_code = ${draft.cityCode} and year = ${draft.year}), 0) + 1,
      'draft', ${draft.listId}, ${draft.reason}, ${draft.by}, ${draft.at})
    returning version`.execute(tx);
  return row.rows[0]!.version;
}

/** Writes entries into a draft in one statement. */
export async function insertEntries(tx: Tx, versionId: string, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((e) => ({
    entry_key: e.entryKey,
    institution_id: e.institutionId,
    school_name: e.schoolName,
    school_grade: e.schoolGrade,
    major: e.major,
    level: e.level,
    base: e.base,
    years: e.years,
    plan: e.plan,
    programme_seats: e.programmeSeats,
    tuition_fen: e.tuitionFen,
    accommodation_fen: e.accommodationFen,
    designated: e.designated,
    requirement: e.requirement,
    state: e.state,
    state_from: e.stateFrom,
    state_reason: e.stateReason,
    doubts: e.doubts,
    position: e.position,
  }));
  await sql`insert into catalogue_entry (version_id, entry_key, institution_id, school_name, school_grade, major, level, base, years, plan,
      programme_seats, tuition_fen, accommodation_fen, designated, requirement, state, state_from, state_reason, doubts, position)
    select ${versionId}::uuid, entry_key, institution_id, school_name, school_grade, major, level, base, years, plan,
      programme_seats, tuition_fen, accommodation_fen, designated, requirement, state, state_from, state_reason, doubts, position
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(entry_key uuid, institution_id uuid, school_name text, school_grade text,
      major text, level text, base text, years numeric, plan integer, programme_seats integer, tuition_fen bigint, accommodation_fen bigint,
      designated boolean, requirement text, state text, state_from date, state_reason text, doubts text[], position integer)`.execute(
    tx,
  );
}

export type Publication = { by: string; at: Date; on: string; effectiveFrom: string };

/**
 * Turns a draft into the published version of its city and year; the one before becomes history, schools met for the first time get their
 * record with the city as their place. The caller holds {@link lockCatalogue}.
 */
export async function publishDraft(
  tx: Tx,
  draft: Pick<Version, 'versionId' | 'cityCode' | 'year'>,
  act: Publication,
): Promise<{ checksum: string; entries: number; newSchools: string[] }> {
  await sql`update catalogue_entry set state_from = ${act.effectiveFrom} where version_id = ${draft.versionId}
    and state <> 'open' and state_from is null`.execute(tx);
  const newSchools = await addSchools(tx, draft, act.effectiveFrom);
  const entries = await entriesOf(tx, draft.versionId);
  const checksum = checksumOf(entries);
  await tx
    .updateTable('catalogue_version')
    .set({ state: 'superseded' })
    .where('city_code', '=', draft.cityCode)
    .where('year', '=', draft.year)
    .where('state', '=', 'published')
    .execute();
  await tx
    .updateTable('catalogue_version')
    .set({
      state: 'published',
      entries: entries.length,
      checksum,
      effective_from: act.effectiveFrom,
      published_by: act.by,
      published_at: act.at,
      published_on: act.on,
    })
    .where('version_id', '=', draft.versionId)
    .execute();
  return { checksum, entries: entries.length, newSchools };
}

/** Records the schools of a draft that have no record by now; a county's full name at the head of the school's gives its place within the city. */
async function addSchools(tx: Tx, draft: Pick<Version, 'versionId' | 'cityCode'>, from: string): Promise<string[]> {
  const cityEnd = draft.cityCode + 100_000_000;
  await sql`update catalogue_entry e set institution_id = i.institution_id from institution i
    where e.version_id = ${draft.versionId} and i.name = e.school_name and i.kind = 'technical_school' and i.valid_to is null
      and i.location_code >= ${draft.cityCode} and i.location_code < ${cityEnd}
      and not exists (select 1 from institution known where known.institution_id = e.institution_id)`.execute(tx);
  const { rows } = await sql<{
    name: string;
  }>`insert into institution (institution_id, kind, name, grade, location_code, valid_from)
    select e.institution_id, 'technical_school', min(e.school_name), min(e.school_grade),
      coalesce((select d.code from division d where d.level = 'county' and d.code >= ${draft.cityCode} and d.code < ${cityEnd}
        and starts_with(min(e.school_name), d.name) and d.valid_to is null order by length(d.name) desc limit 1), ${draft.cityCode}), ${from}
    from catalogue_entry e where e.version_id = ${draft.versionId}
      and not exists (select 1 from institution i where i.institution_id = e.institution_id)
    group by e.institution_id returning name`.execute(tx);
  return rows.map((r) => r.name);
}

/** Writes an entry of a draft as it is to be. */
export async function updateEntry(tx: Tx, versionId: string, entry: Entry): Promise<void> {
  await tx
    .updateTable('catalogue_entry')
    .set({
      institution_id: entry.institutionId,
      school_name: entry.schoolName,
      school_grade: entry.schoolGrade,
      major: entry.major,
      level: entry.level,
      base: entry.base,
      years: entry.years,
      plan: entry.plan,
      programme_seats: entry.programmeSeats,
      tuition_fen: entry.tuitionFen,
      accommodation_fen: entry.accommodationFen,
      designated: entry.designated,
      requirement: entry.requirement,
      doubts: entry.doubts,
    })
    .where('version_id', '=', versionId)
    .where('entry_key', '=', entry.entryKey)
    .execute();
}

/** Brings the number of entries of a draft up to date. */
export async function countEntries(tx: Tx, versionId: string): Promise<void> {
  await sql`update catalogue_version set entries = (select count(*) from catalogue_entry where version_id = ${versionId})
    where version_id = ${versionId}`.execute(tx);
}
