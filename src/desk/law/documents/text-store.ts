import type { Tx } from '../../../platform/db.ts';
import type { LawText } from '../schema.ts';
import type { PublicText } from '../../schema.ts';

/** Official texts attached to a document and not removed, newest first. */
export async function textsOf(tx: Tx, document: string, unitId: string): Promise<LawText[]> {
  const rows = await tx
    .selectFrom('law_text')
    .selectAll()
    .where('document', '=', document)
    .where('removed_at', 'is', null)
    .orderBy('attached_at', 'desc')
    .limit(100)
    .execute();
  return rows.map((r) => ({
    textId: r.text_id,
    fileName: r.file_name,
    mediaType: r.media_type,
    size: Number(r.size),
    unitName: r.unit_name,
    attachedAt: new Date(r.attached_at).toISOString(),
    note: r.note,
    own: r.unit_id === unitId,
    part: r.part === 'annex' ? 'annex' : 'text',
    annex: r.annex,
    publishedAt: r.published_at === null ? null : new Date(r.published_at).toISOString(),
  }));
}

/** The texts of a document that its office has put before the public: the document itself first, then its annexes by number. */
export async function publicTextsOf(tx: Tx, document: string): Promise<PublicText[]> {
  const rows = await tx
    .selectFrom('law_text')
    .select(['text_id', 'file_name', 'media_type', 'size', 'unit_name', 'part', 'annex'])
    .where('document', '=', document)
    .where('published_at', 'is not', null)
    .where('removed_at', 'is', null)
    .orderBy('part', 'desc')
    .orderBy('annex')
    .orderBy('attached_at')
    .limit(100)
    .execute();
  return rows.map((r) => ({
    textId: r.text_id,
    fileName: r.file_name,
    size: Number(r.size),
    unitName: r.unit_name,
    part: r.part === 'annex' ? 'annex' : 'text',
    annex: r.annex,
    readable: READABLE.test(r.media_type),
  }));
}

/** Kinds that a browser shows by itself. */
export const READABLE = /^(application\/pdf|image\/(jpeg|png))$/;
