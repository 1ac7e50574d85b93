import type { Readable } from 'node:stream';
import { audit } from '../audit/audit.ts';
import { type Context } from '../context.ts';
import { transaction } from '../db.ts';
import { errors } from '../errors.ts';

export type Upload = { name: string; stream: Readable; purpose: string };
export type StoredUpload = { fileId: string; name: string; size: number; sha256: string };

/** Largest upload in bytes. */
export const UPLOAD_LIMIT = 200 * 1024 * 1024;

/**
 * Keeps an uploaded file for the signed-in person's unit; what it is, is found by its content when it is used.
 * @throws UPLOAD_TOO_LARGE
 */
export async function storeUpload(ctx: Context, upload: Upload): Promise<StoredUpload> {
  if (!ctx.actor) throw errors.NOT_SIGNED_IN();
  const actor = ctx.actor;
  const fileId = ctx.newId();
  const stored = await ctx.files.put(upload.stream, UPLOAD_LIMIT, fileId);
  const name = upload.name.replace(/[\\/\0]/g, '_').slice(0, 200) || '未命名';
  await transaction(ctx, async (tx) => {
    await tx
      .insertInto('stored_file')
      .values({
        file_id: fileId,
        sha256: stored.sha256,
        name,
        media_type: 'application/octet-stream',
        size: stored.size,
        purpose: upload.purpose,
        unit_id: actor.unitId,
        uploaded_by: actor.userId,
        uploaded_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'file.upload',
      subjectType: 'file',
      subjectId: fileId,
      summary: `上传文件：${name}`,
      payload: { sha256: stored.sha256 },
    });
  });
  return { fileId, name, size: stored.size, sha256: stored.sha256 };
}
