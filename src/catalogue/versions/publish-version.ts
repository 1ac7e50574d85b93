import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import type { FieldError } from '../../platform/errors.ts';
import { titleOf } from './change-version.ts';
import { catalogueErrors } from '../errors.ts';
import { lockedVersion } from './locked-draft.ts';
import { openReviews } from '../file/problem-store.ts';
import { doubtTitles, VersionId, type Entry } from '../schema.ts';
import { entriesOf, publishDraft } from '../store.ts';

export type PublishedVersion = {
  versionId: string;
  version: number;
  entries: number;
  checksum: string;
  publishedOn: string;
  newSchools: string[];
};

/**
 * Publishes a draft to society with its moment: the version before becomes history, new schools get their record, and the public page
 * shows it at once (SD2017-3.3-15). Publishing it again answers the same.
 * @throws CATALOGUE_HAS_REVIEWS, CATALOGUE_INCOMPLETE naming entries without fees or undecided facts, CATALOGUE_EMPTY, CATALOGUE_NOT_DRAFT
 */
export async function publishVersion(ctx: Context, input: VersionId): Promise<PublishedVersion> {
  const actor = authorise(ctx, 'catalogue.publish');
  const { versionId } = VersionId.parse(input);
  return transaction(ctx, async (tx) => {
    const draft = await lockedVersion(tx, actor, versionId);
    const { version, cityCode, year } = draft;
    if (draft.state === 'published') {
      const { entries, checksum, publishedOn } = draft;
      return { versionId, version, entries, checksum: checksum ?? '', publishedOn: publishedOn ?? '', newSchools: [] };
    }
    if (draft.state !== 'draft') throw catalogueErrors.CATALOGUE_NOT_DRAFT();
    const open = await openReviews(tx, draft.listId);
    if (open.length > 0) throw catalogueErrors.CATALOGUE_HAS_REVIEWS({ details: { open: open.length } });
    const entries = await entriesOf(tx, versionId);
    if (!entries.some((e) => e.state !== 'removed')) throw catalogueErrors.CATALOGUE_EMPTY();
    const missing = entries.flatMap(missingOf);
    if (missing.length > 0) throw catalogueErrors.CATALOGUE_INCOMPLETE({ fields: missing.slice(0, 100) });
    const on = ctx.clock.today();
    const act = { by: actor.userId, at: ctx.clock.now(), on, effectiveFrom: on };
    const published = await publishDraft(tx, draft, act);
    if (draft.listId !== null) {
      const done = { state: 'published', published_at: act.at };
      await tx.updateTable('source_list').set(done).where('list_id', '=', draft.listId).execute();
    }
    await audit(tx, ctx, {
      action: 'catalogue.publish',
      subjectType: 'catalogue_version',
      subjectId: versionId,
      divisionCode: cityCode,
      summary: `公布${year}年目录第${version}版：${published.entries}条`,
      payload: { checksum: published.checksum, newSchools: published.newSchools },
    });
    return { versionId, version, ...published, publishedOn: on };
  });
}

function missingOf(entry: Entry): FieldError[] {
  if (entry.state === 'removed') return [];
  const wanted: string[] = entry.doubts.map((d) => `${doubtTitles[d] ?? d}尚未核定`);
  if (entry.tuitionFen === null && !entry.doubts.includes('tuitionFen')) wanted.push('没有学费');
  if (entry.accommodationFen === null && !entry.doubts.includes('accommodationFen')) wanted.push('没有住宿费');
  return wanted.map((what) => ({ path: `entries.${entry.entryKey}`, message: `${titleOf(entry)}：${what}` }));
}
