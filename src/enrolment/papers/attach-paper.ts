import { Readable } from 'node:stream';
import { readFile } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read, transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { mayEdit } from '../application.ts';
import { enrolmentErrors } from '../errors.ts';
import { checklistOf, paperFits } from './paper-checklist.ts';
import type { Category } from '../schema.ts';
import { lockApplication } from '../store.ts';
import { actForVillage } from '../village/village-side.ts';

export const AttachPaper = z.object({
  id: z.uuid(),
  kind: z.string().trim().min(1).max(40),
  fileId: z.uuid(),
  note: z.string().trim().max(200).optional(),
});
export type AttachPaper = z.input<typeof AttachPaper>;

const IMAGES = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/tiff'];
const LONGEST_SIDE = 2400;
const LARGEST_PAPER = 30 * 1024 * 1024;

/**
 * Adds a photographed paper to an application the village holds. What the file is, is found by its content; pictures are turned upright, made
 * smaller and lose what the camera wrote into them (place, device).
 * @throws PAPER_UNREADABLE, PAPER_KIND_WRONG, NOT_FOUND, APPLICATION_WRONG_STATE
 */
export async function attachPaper(ctx: Context, input: AttachPaper): Promise<{ paperId: string; mediaType: string }> {
  const actor = authorise(ctx, 'application.draft');
  const given = AttachPaper.parse(input);
  const uploaded = await read(ctx, (tx) =>
    tx.selectFrom('stored_file').selectAll().where('file_id', '=', given.fileId).executeTakeFirst(),
  );
  if (!uploaded) throw errors.NOT_FOUND();
  const paper = await normalised(ctx, uploaded);
  return transaction(ctx, async (tx) => {
    const app = await lockApplication(tx, given.id);
    actForVillage(actor, [app]);
    if (!mayEdit(app.state) && app.state !== 'village_registered') throw enrolmentErrors.APPLICATION_WRONG_STATE();
    if (!paperFits(app.category as Category, given.kind)) throw enrolmentErrors.PAPER_KIND_WRONG();
    const kind = checklistOf(app.category as Category).find((p) => p.kind === given.kind)!;
    const paperId = ctx.newId();
    await tx
      .insertInto('stored_file')
      .values({
        file_id: paperId,
        sha256: paper.sha256,
        name: `${app.number}-${kind.name}.${paper.extension}`,
        media_type: paper.mediaType,
        size: paper.size,
        purpose: 'application_paper',
        unit_id: actor.unitId,
        uploaded_by: actor.userId,
        uploaded_at: ctx.clock.now(),
      })
      .execute();
    await tx
      .insertInto('application_paper')
      .values({
        person_id: app.person_id,
        application_id: app.application_id,
        paper_id: paperId,
        kind: given.kind,
        file_id: paperId,
        note: given.note ?? null,
        village_code: app.village_code,
        institution_id: app.institution_id,
        added_by: actor.userId,
        added_at: ctx.clock.now(),
      })
      .execute();
    if (kind.proves === 'graduation')
      await tx
        .updateTable('application')
        .set({ graduation_proved: true })
        .where('person_id', '=', app.person_id)
        .where('application_id', '=', app.application_id)
        .execute();
    await audit(tx, ctx, {
      action: 'application.attach_paper',
      subjectType: 'application',
      subjectId: app.application_id,
      personId: app.person_id,
      divisionCode: app.village_code,
      summary: `申请 ${app.number}：添加材料 ${kind.name}`,
      payload: { paperId, sha256: paper.sha256 },
    });
    return { paperId, mediaType: paper.mediaType };
  });
}

async function normalised(ctx: Context, file: { sha256: string; size: number }) {
  if (file.size > LARGEST_PAPER) throw errors.UPLOAD_TOO_LARGE();
  const bytes = await readFile(ctx.files.pathOf(file.sha256));
  const type = await fileTypeFromBuffer(bytes);
  if (type?.mime === 'application/pdf')
    return { sha256: file.sha256, size: file.size, mediaType: 'application/pdf', extension: 'pdf' };
  if (!type || !IMAGES.includes(type.mime)) throw enrolmentErrors.PAPER_UNREADABLE();
  const picture = await upright(bytes);
  const stored = await ctx.files.put(Readable.from([picture]), LARGEST_PAPER, ctx.newId());
  return { sha256: stored.sha256, size: stored.size, mediaType: 'image/jpeg', extension: 'jpg' };
}

async function upright(bytes: Buffer): Promise<Buffer> {
  try {
    return await sharp(bytes, { failOn: 'error' })
      .rotate()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 82 })
      .toBuffer();
  } catch (cause) {
    throw enrolmentErrors.PAPER_UNREADABLE({ cause });
  }
}
