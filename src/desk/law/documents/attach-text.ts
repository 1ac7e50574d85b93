import { readFile } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { read, transaction } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import type { RuleSet } from '../../../policy/index.ts';
import { lawErrors } from '../errors.ts';
import { lawState } from '../law-state.ts';
import { AttachText } from '../schema.ts';

/** What an official text may be, by its content: PDF, Word, a table, OFD (a zip) or a scan. */
const TEXTS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/zip': 'ofd',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tif',
};
const LARGEST_TEXT = 50 * 1024 * 1024;

/**
 * Attaches the official text of a document, or of one that a document cites, as the office holds it. What the file is, is found by its content; the same bytes by the same office again
 * change nothing. @throws NOT_FOUND, LAW_FILE_UNREADABLE, UPLOAD_TOO_LARGE
 */
export async function attachText(ctx: Context, input: AttachText): Promise<{ textId: string; mediaType: string }> {
  const actor = authorise(ctx, 'law.prepare');
  const { document, fileId, note, part, annex } = AttachText.parse(input);
  const { uploaded, known } = await read(ctx, async (tx) => {
    const state = await lawState(tx, actor, ctx.clock.today());
    const file = await tx.selectFrom('stored_file').selectAll().where('file_id', '=', fileId).executeTakeFirst();
    return { uploaded: file, known: titleOf(state.set, document) };
  });
  if (!uploaded || !known) throw errors.NOT_FOUND();
  const mediaType = await typeOf(ctx, uploaded);
  return transaction(ctx, async (tx) => {
    const same = await tx
      .selectFrom('law_text')
      .select(['text_id', 'media_type'])
      .where('document', '=', document)
      .where('unit_id', '=', actor.unitId)
      .where('sha256', '=', uploaded.sha256)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    if (same) return { textId: same.text_id, mediaType: same.media_type };
    const textId = ctx.newId();
    await tx
      .insertInto('law_text')
      .values({
        text_id: textId,
        document,
        unit_id: actor.unitId,
        unit_name: actor.unitName,
        sha256: uploaded.sha256,
        file_name: uploaded.name,
        media_type: mediaType,
        size: uploaded.size,
        note: note ?? null,
        part,
        annex: part === 'annex' ? (annex ?? null) : null,
        attached_by: actor.userId,
        attached_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'law.attach_text',
      subjectType: 'law_text',
      subjectId: textId,
      divisionCode: actor.divisionCode,
      summary: `挂接文件原文：${known} ${uploaded.name}`,
      payload: { document, sha256: uploaded.sha256, mediaType },
    });
    return { textId, mediaType };
  });
}

async function typeOf(
  ctx: Context,
  file: { sha256: string; size: number | string | bigint; name: string },
): Promise<string> {
  if (Number(file.size) > LARGEST_TEXT) throw errors.UPLOAD_TOO_LARGE();
  const type = await fileTypeFromBuffer(await readFile(ctx.files.pathOf(file.sha256)));
  if (!type || !(type.mime in TEXTS)) throw lawErrors.LAW_FILE_UNREADABLE();
  if (type.mime === 'application/zip' && !/\.ofd$/i.test(file.name)) throw lawErrors.LAW_FILE_UNREADABLE();
  return type.mime;
}

/** The name of a document of the law, or of one that a document of the law cites by number or title; undefined for any other. */
function titleOf(set: RuleSet, document: string): string | undefined {
  const own = set.documents.find((d) => d.code === document);
  if (own) return `《${own.title.zh}》`;
  return set.documents.some((d) => d.basedOn.includes(document)) ? document : undefined;
}
