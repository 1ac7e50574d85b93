import { transactionAs } from '../platform/db.ts';
import type { Context } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
import { insertDraft, insertEntries, lockCatalogue, publishDraft } from './store.ts';
import type { Entry, EntryFacts } from './schema.ts';

/** What the builder needs of a house: a test's or a demonstration's. */
export type CatalogueHouse = { as(actor: null): Context };

let counter = 0;

/** An open, designated entry of an invented school: 汽车维修, 中级工, for leavers of junior high school, three years. */
export function anEntry(overrides: Partial<EntryFacts> & Partial<Entry> = {}): Entry {
  counter += 1;
  return {
    entryKey: newId(),
    institutionId: '',
    schoolName: '测试技师学院',
    schoolGrade: '技师学院',
    major: '汽车维修',
    level: '中级工',
    base: '初中',
    years: 3,
    plan: 50,
    programmeSeats: null,
    tuitionFen: 440_000,
    accommodationFen: 70_000,
    designated: true,
    requirement: null,
    state: 'open',
    stateFrom: null,
    stateReason: null,
    doubts: [],
    position: counter,
    ...overrides,
  };
}

export type PublishedCatalogue = {
  versionId: string;
  version: number;
  entries: Entry[];
  /** Institution by school name. */
  schools: Map<string, string>;
};

/**
 * Publishes a catalogue of a city (12-digit code) and year by the room's own store. Schools that are not there yet are created with their
 * location in the city; an entry may name its `institutionId` instead. Without entries: one {@link anEntry}.
 */
export async function publishedCatalogue(
  house: CatalogueHouse,
  options: {
    cityCode: number;
    year: number;
    entries?: (Partial<EntryFacts> & Partial<Entry>)[];
    publishedOn?: string;
    /** Where the schools lie when not in the city's seat, by school name. */
    locations?: Record<string, number>;
  },
): Promise<PublishedCatalogue> {
  const ctx = house.as(null);
  const { cityCode, year } = options;
  return transactionAs(ctx.db, 'system', async (tx) => {
    await lockCatalogue(tx, cityCode, year);
    const versionId = newId();
    const now = ctx.clock.now();
    const schools = new Map<string, string>();
    const entries: Entry[] = [];
    for (const given of options.entries ?? [{}]) {
      const entry = anEntry(given);
      const known = entry.institutionId || schools.get(entry.schoolName);
      const id = known ?? (await aSchool(tx, entry, options.locations?.[entry.schoolName] ?? cityCode));
      schools.set(entry.schoolName, id);
      entries.push({ ...entry, institutionId: id });
    }
    const draft = { versionId, cityCode, year, listId: null, reason: null, by: 'system', at: now };
    const version = await insertDraft(tx, draft);
    await insertEntries(tx, versionId, entries);
    const on = options.publishedOn ?? `${year}-02-20`;
    await publishDraft(tx, draft, { by: 'system', at: now, on, effectiveFrom: on });
    return { versionId, version, entries, schools };
  });
}

async function aSchool(
  tx: Parameters<Parameters<typeof transactionAs>[2]>[0],
  entry: Entry,
  locationCode: number,
): Promise<string> {
  const found = await tx
    .selectFrom('institution')
    .select('institution_id')
    .where('name', '=', entry.schoolName)
    .where('valid_to', 'is', null)
    .executeTakeFirst();
  if (found) return found.institution_id;
  const institutionId = newId();
  await tx
    .insertInto('institution')
    .values({
      institution_id: institutionId,
      kind: 'technical_school',
      name: entry.schoolName,
      grade: entry.schoolGrade,
      location_code: locationCode,
      address: `${entry.schoolName}校区（虚构）`,
      phone: '15400000000',
      valid_from: '2016-01-01',
    })
    .execute();
  return institutionId;
}
