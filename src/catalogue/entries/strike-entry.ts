import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { titleOf } from '../versions/change-version.ts';
import { lockedDraft } from '../versions/locked-draft.ts';
import { openReviews, resolve } from '../file/problem-store.ts';
import { StrikeEntry } from '../schema.ts';
import { countEntries, entriesOf } from '../store.ts';

/**
 * Takes an entry out of a draft before it is published; problems about its row count as corrected. Striking it again changes nothing.
 * @throws CATALOGUE_NOT_DRAFT, NOT_FOUND for another city's draft
 */
export async function strikeEntry(ctx: Context, input: StrikeEntry): Promise<{ struck: boolean }> {
  const actor = authorise(ctx, 'catalogue.edit');
  const { versionId, entryKey, reason } = StrikeEntry.parse(input);
  return transaction(ctx, async (tx) => {
    const draft = await lockedDraft(tx, actor, versionId);
    const entry = (await entriesOf(tx, versionId)).find((e) => e.entryKey === entryKey);
    if (!entry) return { struck: false };
    await tx
      .deleteFrom('catalogue_entry')
      .where('version_id', '=', versionId)
      .where('entry_key', '=', entryKey)
      .execute();
    await countEntries(tx, versionId);
    const own = (await openReviews(tx, draft.listId)).filter((p) => p.list_row === entry.position);
    const how = { resolution: 'corrected', by: actor.userId, at: ctx.clock.now(), note: reason } as const;
    await resolve(tx, draft.listId, own, how);
    await audit(tx, ctx, {
      action: 'catalogue.strike_entry',
      subjectType: 'catalogue_version',
      subjectId: versionId,
      divisionCode: draft.cityCode,
      summary: `从目录草稿中删去：${titleOf(entry)}（${reason}）`,
      payload: { entryKey },
    });
    return { struck: true };
  });
}
