import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { audit } from '../../../platform/audit/audit.ts';
import { errors } from '../../../platform/errors.ts';
import { Download } from '../../../platform/http.ts';
import { TextId } from '../schema.ts';

/** Hands out an attached official text as it was uploaded; who took it is in the audit. @throws NOT_PERMITTED, NOT_FOUND */
export async function downloadText(ctx: Context, input: TextId): Promise<Download> {
  authorise(ctx, 'policy.read');
  const { textId } = TextId.parse(input);
  const text = await transaction(ctx, async (tx) => {
    const row = await tx
      .selectFrom('law_text')
      .selectAll()
      .where('text_id', '=', textId)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    if (!row) throw errors.NOT_FOUND();
    await audit(tx, ctx, {
      action: 'law.download_text',
      subjectType: 'law_text',
      subjectId: textId,
      summary: `下载文件原文：${row.file_name}`,
    });
    return row;
  });
  return new Download(text.file_name, text.media_type, ctx.files.open(text.sha256));
}
