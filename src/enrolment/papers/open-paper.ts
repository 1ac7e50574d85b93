import { z } from 'zod';
import { authorise, type Context } from '../../platform/context.ts';
import { read, transactionAs } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { Download } from '../../platform/http.ts';

export const OpenPaper = z.object({ id: z.uuid(), paperId: z.uuid() });
export type OpenPaper = z.infer<typeof OpenPaper>;

/** Shows a paper to every office that may see the application it belongs to. @throws NOT_FOUND */
export async function openPaper(ctx: Context, input: OpenPaper): Promise<Download> {
  authorise(ctx, 'application.read');
  const { id, paperId } = OpenPaper.parse(input);
  const paper = await read(ctx, (tx) =>
    tx
      .selectFrom('application_paper')
      .select('file_id')
      .where('application_id', '=', id)
      .where('paper_id', '=', paperId)
      .where('removed_at', 'is', null)
      .executeTakeFirst(),
  );
  if (!paper?.file_id) throw errors.NOT_FOUND();
  // The file belongs to the village's unit; whoever may see the application has just been found to be allowed.
  const file = await transactionAs(ctx.db, 'system', (tx) =>
    tx.selectFrom('stored_file').selectAll().where('file_id', '=', paper.file_id).executeTakeFirst(),
  );
  if (!file || !(await ctx.files.exists(file.sha256))) throw errors.NOT_FOUND();
  return new Download(file.name, file.media_type, ctx.files.open(file.sha256), true);
}
