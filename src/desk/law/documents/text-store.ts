import type { Tx } from '../../../platform/db.ts';
import type { LawText } from '../schema.ts';

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
  }));
}
