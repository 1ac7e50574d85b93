import type { Context } from '../../../platform/context.ts';
import { read } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { Download } from '../../../platform/http.ts';
import { isForThePublic, currentPolicy } from '../../../policy/index.ts';
import { TextId } from '../schema.ts';
import { READABLE } from './text-store.ts';

/**
 * An official text or annex that its office has put before the public, for anybody: shown in the browser where it can show it, else downloaded. A document
 * that is given on request only gives none, whatever was published before. @throws NOT_FOUND
 */
export async function openPublicText(ctx: Context, input: TextId): Promise<Download> {
  const { textId } = TextId.parse(input);
  const row = await read({ ...ctx, actor: null }, async (tx) => {
    const found = await tx
      .selectFrom('law_text')
      .select(['document', 'file_name', 'media_type', 'sha256'])
      .where('text_id', '=', textId)
      .where('published_at', 'is not', null)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    const document = found && (await currentPolicy(tx)).set.documents.find((d) => d.code === found.document);
    return document && isForThePublic(document) ? found : undefined;
  });
  if (!row || !(await ctx.files.exists(row.sha256))) throw errors.NOT_FOUND();
  return new Download(row.file_name, row.media_type, ctx.files.open(row.sha256), READABLE.test(row.media_type));
}
