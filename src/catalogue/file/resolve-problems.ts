import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { decidedFields } from '../entries/draft-entries.ts';
import { catalogueErrors } from '../errors.ts';
import { lockedDraft } from '../versions/locked-draft.ts';
import { openReviews, resolve } from './problem-store.ts';
import { ResolveProblems } from '../schema.ts';
import { entriesOf, updateEntry } from '../store.ts';

/**
 * A person who looked settles problems of a draft as they stand: `accepted` the entry is right as stored, `dismissed` the finding does not
 * apply. Problems settled before are left as they are. A fact that must be known (level, length, fees …) cannot be settled without a value.
 * @throws CATALOGUE_PROBLEM_VALUE, CATALOGUE_NOT_DRAFT, NOT_FOUND
 */
export async function resolveProblems(
  ctx: Context,
  input: ResolveProblems,
): Promise<{ resolved: number; left: number }> {
  const actor = authorise(ctx, 'catalogue.edit');
  const { versionId, seqs, resolution, note } = ResolveProblems.parse(input);
  return transaction(ctx, async (tx) => {
    const draft = await lockedDraft(tx, actor, versionId);
    const open = await openReviews(tx, draft.listId);
    const chosen = open.filter((p) => seqs.includes(p.seq));
    const entries = await entriesOf(tx, versionId);
    for (const entry of entries) {
      const own = chosen.filter((p) => p.list_row === entry.position);
      if (own.length === 0) continue;
      const settled = new Set(own.map((p) => p.field ?? p.code));
      const empty = decidedFields.filter((f) => settled.has(f) && isEmpty(entry[f]));
      if (empty.length > 0)
        throw catalogueErrors.CATALOGUE_PROBLEM_VALUE({ details: { row: entry.position, fields: empty } });
      await updateEntry(tx, versionId, { ...entry, doubts: entry.doubts.filter((d) => !settled.has(d)) });
    }
    const how = { resolution, by: actor.userId, at: ctx.clock.now(), note };
    await resolve(tx, draft.listId, chosen, how);
    if (chosen.length > 0) {
      await audit(tx, ctx, {
        action: 'catalogue.resolve_problems',
        subjectType: 'catalogue_version',
        subjectId: versionId,
        divisionCode: draft.cityCode,
        summary: `核对目录草稿问题${chosen.length}条：${note}`,
        payload: { resolution, seqs: chosen.map((p) => p.seq) },
      });
    }
    return { resolved: chosen.length, left: open.length - chosen.length };
  });
}

function isEmpty(value: string | number | boolean | null): boolean {
  return value === null || value === '' || value === 0 || value === false;
}
