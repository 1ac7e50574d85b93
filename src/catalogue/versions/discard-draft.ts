import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { catalogueErrors } from '../errors.ts';
import { lockedVersion } from './locked-draft.ts';
import { DiscardDraft } from '../schema.ts';

/** Gives up a draft; its entries stay for the record. Discarding it again changes nothing. @throws CATALOGUE_NOT_DRAFT for a published version, NOT_FOUND */
export async function discardDraft(ctx: Context, input: DiscardDraft): Promise<{ state: 'discarded' }> {
  const actor = authorise(ctx, 'catalogue.edit');
  const { versionId, reason } = DiscardDraft.parse(input);
  return transaction(ctx, async (tx) => {
    const draft = await lockedVersion(tx, actor, versionId);
    if (draft.state === 'discarded') return { state: 'discarded' };
    if (draft.state !== 'draft') throw catalogueErrors.CATALOGUE_NOT_DRAFT();
    await tx
      .updateTable('catalogue_version')
      .set({ state: 'discarded', reason })
      .where('version_id', '=', versionId)
      .execute();
    if (draft.listId !== null) {
      await tx.updateTable('source_list').set({ state: 'cancelled' }).where('list_id', '=', draft.listId).execute();
    }
    await audit(tx, ctx, {
      action: 'catalogue.discard',
      subjectType: 'catalogue_version',
      subjectId: versionId,
      divisionCode: draft.cityCode,
      summary: `作废${draft.year}年目录草稿（第${draft.version}版）：${reason}`,
    });
    return { state: 'discarded' };
  });
}
