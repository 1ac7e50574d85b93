import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { TextId } from '../schema.ts';

/** Takes a text of one's own office off the document; that it was there stays on record. Again: nothing changes. @throws NOT_FOUND */
export async function removeText(ctx: Context, input: TextId): Promise<{ removed: boolean }> {
  const actor = authorise(ctx, 'law.prepare');
  const { textId } = TextId.parse(input);
  return transaction(ctx, async (tx) => {
    const row = await tx
      .selectFrom('law_text')
      .select(['file_name', 'removed_at'])
      .where('text_id', '=', textId)
      .where('unit_id', '=', actor.unitId)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw errors.NOT_FOUND();
    if (row.removed_at !== null) return { removed: false };
    await tx
      .updateTable('law_text')
      .set({ removed_by: actor.userId, removed_at: ctx.clock.now() })
      .where('text_id', '=', textId)
      .execute();
    await audit(tx, ctx, {
      action: 'law.remove_text',
      subjectType: 'law_text',
      subjectId: textId,
      summary: `撤下文件原文：${row.file_name}`,
    });
    return { removed: true };
  });
}
