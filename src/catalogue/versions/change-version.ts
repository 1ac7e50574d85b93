import { audit } from '../../platform/audit/audit.ts';
import type { Actor, Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { catalogueErrors } from '../errors.ts';
import type { Entry } from '../schema.ts';
import {
  draftVersion,
  entriesOf,
  insertDraft,
  insertEntries,
  lockCatalogue,
  publishDraft,
  publishedVersion,
} from '../store.ts';

export type Changed = { versionId: string; version: number; changed: boolean };

export type Change = {
  cityCode: number;
  year: number;
  reason: string;
  effectiveFrom: string;
  action: string;
  summary: string;
  /** The entries as they are to be, or null when they already are so. */
  apply: (entries: Entry[]) => Promise<Entry[] | null> | Entry[] | null;
};

/**
 * Publishes a copy of the published catalogue with one change as its next version; the one before becomes history (SD2017-3.3-18).
 * When nothing is to change, the published version is answered as it stands.
 * @throws CATALOGUE_NOT_PUBLISHED without a published catalogue, CATALOGUE_DRAFT_OPEN while a draft waits that would undo the change
 */
export async function changePublished(tx: Tx, ctx: Context, actor: Actor, change: Change): Promise<Changed> {
  const { cityCode, year } = change;
  await lockCatalogue(tx, cityCode, year);
  const published = await publishedVersion(tx, cityCode, year);
  if (!published) throw catalogueErrors.CATALOGUE_NOT_PUBLISHED();
  const entries = await change.apply(await entriesOf(tx, published.versionId));
  if (entries === null) return { versionId: published.versionId, version: published.version, changed: false };
  if (await draftVersion(tx, cityCode, year)) throw catalogueErrors.CATALOGUE_DRAFT_OPEN();
  const versionId = ctx.newId();
  const at = ctx.clock.now();
  const by = actor.userId;
  const draft = { versionId, cityCode, year, listId: null, reason: change.reason, by, at };
  const version = await insertDraft(tx, draft);
  await insertEntries(tx, versionId, entries);
  await publishDraft(tx, draft, { by, at, on: ctx.clock.today(), effectiveFrom: change.effectiveFrom });
  await audit(tx, ctx, {
    action: change.action,
    subjectType: 'catalogue_version',
    subjectId: versionId,
    divisionCode: cityCode,
    summary: `${year}年目录第${version}版：${change.summary}`,
    payload: { from: published.versionId, reason: change.reason, effectiveFrom: change.effectiveFrom },
  });
  return { versionId, version, changed: true };
}

/** The day a change takes effect: today unless told. @throws CATALOGUE_BACKDATED for a day gone by: what was published stays true for it */
export function effectiveDay(ctx: Context, asked: string | undefined): string {
  const today = ctx.clock.today();
  if (asked !== undefined && asked < today) throw catalogueErrors.CATALOGUE_BACKDATED();
  return asked ?? today;
}

/** @throws NOT_FOUND when the list does not have it */
export function entryIn(entries: readonly Entry[], entryKey: string): Entry {
  const entry = entries.find((e) => e.entryKey === entryKey);
  if (!entry) throw errors.NOT_FOUND();
  return entry;
}

/** The list with one entry replaced. */
export function withEntry(entries: readonly Entry[], entry: Entry): Entry[] {
  return entries.map((e) => (e.entryKey === entry.entryKey ? entry : e));
}

/** `学校 专业（层次）` */
export function titleOf(entry: Pick<Entry, 'schoolName' | 'major' | 'level'>): string {
  return `${entry.schoolName} ${entry.major}（${entry.level}）`;
}
