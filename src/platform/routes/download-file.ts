import { z } from 'zod';
import { type Context } from '../context.ts';
import { read } from '../db.ts';
import { errors } from '../errors.ts';
import { Download } from '../http.ts';

export const FileId = z.object({ id: z.uuid() });
export type FileId = z.infer<typeof FileId>;

/** Gives back a stored file to the unit it belongs to. @throws NOT_FOUND for another unit's file */
export async function downloadFile(ctx: Context, input: FileId): Promise<Download> {
  if (!ctx.actor) throw errors.NOT_SIGNED_IN();
  const { id } = FileId.parse(input);
  const row = await read(ctx, (tx) =>
    tx.selectFrom('stored_file').selectAll().where('file_id', '=', id).executeTakeFirst(),
  );
  if (!row || !(await ctx.files.exists(row.sha256))) throw errors.NOT_FOUND();
  return new Download(row.name, row.media_type, ctx.files.open(row.sha256));
}
