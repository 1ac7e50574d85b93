import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { changePublished, effectiveDay, titleOf, type Changed } from '../versions/change-version.ts';
import { cityOf } from '../city-of.ts';
import { refuseTwice } from './correct-entry.ts';
import { identityOf } from './entry.ts';
import { catalogueErrors } from '../errors.ts';
import { AddEntry, type Entry, type EntryFacts } from '../schema.ts';
import { linkSchools } from '../file/schools.ts';
import {
  countEntries,
  draftVersion,
  entriesOf,
  insertDraft,
  insertEntries,
  lockCatalogue,
  publishedVersion,
} from '../store.ts';

/**
 * Adds an entry: into the open draft; else to the published catalogue as a new version that opens it from a day on; else into a first draft
 * of the year. An entry that is there word for word is answered with the version as it stands.
 * @throws CATALOGUE_ENTRY_TAKEN, CATALOGUE_BACKDATED, CATALOGUE_INCOMPLETE when fees are missing for the published catalogue
 */
export async function addEntry(ctx: Context, input: AddEntry): Promise<Changed> {
  const actor = authorise(ctx, 'catalogue.publish');
  const { year, cityCode, reason, effectiveFrom, entry: facts } = AddEntry.parse(input);
  const city = cityOf(actor, cityCode);
  const day = effectiveDay(ctx, effectiveFrom);
  return transaction(ctx, async (tx) => {
    await lockCatalogue(tx, city, year);
    const draft = await draftVersion(tx, city, year);
    const published = await publishedVersion(tx, city, year);
    if (draft || !published) return addToDraft(tx, ctx, actor, { cityCode: city, year, facts, reason });
    if (facts.tuitionFen === null || facts.accommodationFen === null) throw catalogueErrors.CATALOGUE_INCOMPLETE();
    const entry = await newEntry(tx, ctx, city, facts);
    return changePublished(tx, ctx, actor, {
      cityCode: city,
      year,
      reason,
      effectiveFrom: day,
      action: 'catalogue.add_entry',
      summary: `增加${titleOf(facts)}（${reason}）`,
      apply: (entries) => {
        if (isThere(entries, entry)) return null;
        refuseTwice(entries, entry);
        return [...entries, { ...entry, stateFrom: day, stateReason: reason, position: after(entries) }];
      },
    });
  });
}

type ToDraft = { cityCode: number; year: number; facts: EntryFacts; reason: string };

async function addToDraft(tx: Tx, ctx: Context, actor: Actor, given: ToDraft): Promise<Changed> {
  const { cityCode, year, facts, reason } = given;
  const draft = (await draftVersion(tx, cityCode, year)) ?? (await firstDraft(tx, ctx, actor, cityCode, year));
  const entries = await entriesOf(tx, draft.versionId);
  const made = await newEntry(tx, ctx, cityCode, facts);
  const known = entries.find((e) => e.schoolName === made.schoolName)?.institutionId;
  const entry = { ...made, institutionId: known ?? made.institutionId, position: after(entries) };
  if (isThere(entries, entry)) return { versionId: draft.versionId, version: draft.version, changed: false };
  refuseTwice(entries, entry);
  await insertEntries(tx, draft.versionId, [entry]);
  await countEntries(tx, draft.versionId);
  await audit(tx, ctx, {
    action: 'catalogue.add_entry',
    subjectType: 'catalogue_version',
    subjectId: draft.versionId,
    divisionCode: cityCode,
    summary: `目录草稿增加${titleOf(entry)}（${reason}）`,
    payload: { entryKey: entry.entryKey },
  });
  return { versionId: draft.versionId, version: draft.version, changed: true };
}

async function firstDraft(tx: Tx, ctx: Context, actor: Actor, cityCode: number, year: number) {
  const versionId = ctx.newId();
  const made = { versionId, cityCode, year, listId: null, reason: null, by: actor.userId, at: ctx.clock.now() };
  return { versionId, version: await insertDraft(tx, made) };
}

async function newEntry(tx: Tx, ctx: Context, cityCode: number, facts: EntryFacts): Promise<Entry> {
  const link = (await linkSchools(tx, cityCode, ctx.clock.today(), [facts.schoolName])).get(facts.schoolName);
  if (link && link.doubt !== null) throw catalogueErrors.CATALOGUE_SCHOOL_DOUBTFUL({ details: { why: link.message } });
  const dated = { state: 'open', stateFrom: null, stateReason: null } as const;
  const school = { institutionId: link?.institutionId ?? ctx.newId(), schoolName: link?.name ?? facts.schoolName };
  return { ...facts, ...school, ...dated, entryKey: ctx.newId(), doubts: [], position: 0 };
}

function isThere(entries: readonly Entry[], entry: Entry): boolean {
  const twin = entries.find((e) => identityOf(e) === identityOf(entry));
  return (
    twin?.state === 'open' &&
    twin.tuitionFen === entry.tuitionFen &&
    twin.accommodationFen === entry.accommodationFen &&
    twin.plan === entry.plan
  );
}

function after(entries: readonly Entry[]): number {
  return Math.max(0, ...entries.map((e) => e.position)) + 1;
}
