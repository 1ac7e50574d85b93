import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { lawErrors } from '../errors.ts';
import { lawState } from '../law-state.ts';
import { PublishText } from '../schema.ts';

/**
 * Puts a text of one's own office before the public, or takes it back: only of a document that its own place issued and that is marked 主动公开 (SD2017 文头).
 * Again: nothing changes. @throws NOT_PERMITTED, NOT_FOUND, LAW_TEXT_NOT_PUBLIC
 */
export async function publishText(ctx: Context, input: PublishText): Promise<{ public: boolean }> {
  const actor = authorise(ctx, 'law.prepare');
  const { textId, public: wanted } = PublishText.parse(input);
  return transaction(ctx, async (tx) => {
    const row = await tx
      .selectFrom('law_text')
      .select(['document', 'file_name', 'published_at'])
      .where('text_id', '=', textId)
      .where('unit_id', '=', actor.unitId)
      .where('removed_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw errors.NOT_FOUND();
    const { set, jurisdiction } = await lawState(tx, actor, ctx.clock.today());
    const document = set.documents.find((d) => d.code === row.document);
    const may = document?.disclosure === 'active' && document.jurisdiction === jurisdiction;
    if (wanted && !may) throw lawErrors.LAW_TEXT_NOT_PUBLIC();
    if (wanted === (row.published_at !== null)) return { public: wanted };
    await tx
      .updateTable('law_text')
      .set(
        wanted
          ? { published_at: ctx.clock.now(), published_by: actor.userId }
          : { published_at: null, published_by: null },
      )
      .where('text_id', '=', textId)
      .execute();
    await audit(tx, ctx, {
      action: wanted ? 'law.publish_text' : 'law.unpublish_text',
      subjectType: 'law_text',
      subjectId: textId,
      divisionCode: actor.divisionCode,
      summary: `${wanted ? '对外公开' : '停止公开'}文件原文：${row.file_name}`,
    });
    return { public: wanted };
  });
}
