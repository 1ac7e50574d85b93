import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { entryIn, titleOf } from '../versions/change-version.ts';
import { decidedFields } from './draft-entries.ts';
import { identityOf } from './entry.ts';
import { catalogueErrors } from '../errors.ts';
import { lockedDraft } from '../versions/locked-draft.ts';
import { openReviews, resolve } from '../file/problem-store.ts';
import { CorrectEntry, type Entry, type Version } from '../schema.ts';
import { linkSchools } from '../file/schools.ts';
import { entriesOf, updateEntry } from '../store.ts';

/** A doubt about the row as a whole is settled by a change of one of these. */
const settles: Readonly<Record<string, readonly string[]>> = {
  level_above_school: ['level', 'schoolGrade', 'schoolName'],
  duplicate_entry: ['schoolName', 'major', 'level', 'base', 'years'],
};

/**
 * Changes an entry of a draft; the problems about the changed cells count as corrected. A changed school name is linked anew. A repeat
 * changes nothing.
 * @throws CATALOGUE_NOT_DRAFT, CATALOGUE_ENTRY_TAKEN when another entry says the same, NOT_FOUND
 */
export async function correctEntry(ctx: Context, input: CorrectEntry): Promise<Entry> {
  const actor = authorise(ctx, 'catalogue.edit');
  const { versionId, entryKey, changes } = CorrectEntry.parse(input);
  return transaction(ctx, async (tx) => {
    const draft = await lockedDraft(tx, actor, versionId);
    const entries = await entriesOf(tx, versionId);
    const before = entryIn(entries, entryKey);
    const given = Object.fromEntries(
      Object.entries(input.changes).map(([field]) => [field, changes[field as keyof typeof changes]]),
    );
    const fields = Object.keys(given);
    const settled = (await openReviews(tx, draft.listId)).filter(
      (p) => p.list_row === before.position && fields.some((f) => f === p.field || settles[p.code]?.includes(f)),
    );
    const doubts = before.doubts.filter((d) => !fields.includes(d) && !fields.some((f) => settles[d]?.includes(f)));
    const after = await linked(tx, ctx, draft, entries, { ...before, ...given, doubts });
    refuseTwice(entries, after);
    await updateEntry(tx, versionId, after);
    const how = { resolution: 'corrected', by: actor.userId, at: ctx.clock.now(), note: null } as const;
    await resolve(tx, draft.listId, settled, how);
    await audit(tx, ctx, {
      action: 'catalogue.correct_entry',
      subjectType: 'catalogue_version',
      subjectId: versionId,
      divisionCode: draft.cityCode,
      summary: `更正目录草稿：${titleOf(after)}`,
      payload: { entryKey, before: Object.fromEntries(fields.map((f) => [f, before[f as keyof Entry]])), after: given },
    });
    return after;
  });
}

async function linked(tx: Tx, ctx: Context, draft: Version, entries: readonly Entry[], entry: Entry): Promise<Entry> {
  const same = entries.find((e) => e.schoolName === entry.schoolName);
  if (same) return { ...entry, institutionId: same.institutionId };
  const links = await linkSchools(tx, draft.cityCode, ctx.clock.today(), [entry.schoolName]);
  const link = links.get(entry.schoolName);
  return { ...entry, institutionId: link?.institutionId ?? ctx.newId(), schoolName: link?.name ?? entry.schoolName };
}

/** @throws CATALOGUE_ENTRY_TAKEN */
export function refuseTwice(entries: readonly Entry[], entry: Entry): void {
  const decided = decidedFields.every((f) => !entry.doubts.includes(f));
  const twin = entries.find((e) => e.entryKey !== entry.entryKey && identityOf(e) === identityOf(entry));
  if (decided && twin) throw catalogueErrors.CATALOGUE_ENTRY_TAKEN({ details: { entry: titleOf(twin) } });
}
