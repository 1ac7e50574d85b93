import { keepProblems, keptProblems, type KeptProblem } from '../../people/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { read, transaction, type Tx } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { SheetRefused } from '../../platform/sheets/index.ts';
import { insertCatalogueList, type ListCounts } from './city-lists.ts';
import { cityOf } from '../city-of.ts';
import { draftEntries, type DraftEntries } from '../entries/draft-entries.ts';
import { catalogueErrors } from '../errors.ts';
import { readCatalogueFile, type CatalogueFileRead } from './read-catalogue.ts';
import type { Version } from '../schema.ts';
import { draftVersion, entriesOf, insertDraft, insertEntries, lockCatalogue, publishedVersion } from '../store.ts';

export type ImportCatalogue = {
  path: string;
  name: string;
  sha256: string;
  fileId?: string | null;
  year: number;
  cityCode?: number;
  /** Tell what the file would come to; store nothing. */
  dryRun?: boolean;
  /** The list that was received for this file; without it one is recorded. */
  listId?: string;
  signal?: AbortSignal;
};

export type ImportedCatalogue = ListCounts & {
  listId: string | null;
  /** The same bytes came before and their version is the draft that waits or the one that is published. */
  earlier: boolean;
  versionId: string | null;
  version: number | null;
  newSchools: string[];
  /** Entries of the version before that the file no longer lists: they stand in the draft as removed. */
  carriedOver: number;
  problems: KeptProblem[];
};

/**
 * Reads a catalogue file into a draft of a city's year, with every problem kept for the person who checks it; also what the command line
 * calls. One transaction: killed before its end nothing is there, and the same list again is answered with what it came to.
 * @throws SheetRefused for a file that cannot be read, CATALOGUE_DRAFT_OPEN, CATALOGUE_EMPTY, NOT_FOUND for another city
 */
export async function importCatalogue(ctx: Context, input: ImportCatalogue): Promise<ImportedCatalogue> {
  const actor = authorise(ctx, 'catalogue.edit');
  const cityCode = cityOf(actor, input.cityCode);
  const file = await readCatalogueFile(input.path, input.name, input.signal);
  if (file.rows.length === 0) throw catalogueErrors.CATALOGUE_EMPTY();
  if (input.dryRun) {
    return read(ctx, async (tx) => answer(file, await drafted(tx, ctx, cityCode, input.year, file), null));
  }
  return transaction(ctx, async (tx) => {
    await lockCatalogue(tx, cityCode, input.year);
    const published = await publishedVersion(tx, cityCode, input.year);
    const open = await draftVersion(tx, cityCode, input.year);
    if (!open && published && (await sameList(tx, published.listId, input))) return answerOf(tx, ctx, published);
    if (open && !(await sameList(tx, open.listId, input))) throw catalogueErrors.CATALOGUE_DRAFT_OPEN();
    const draft = await drafted(tx, ctx, cityCode, input.year, file);
    if (open) return answerOf(tx, ctx, open, draft);
    return answer(file, draft, await stored(tx, ctx, actor, { ...input, cityCode, file, draft }));
  });
}

/** What a list that came before was found to be: its counts and problems as they were stored then. */
async function answerOf(
  tx: Tx,
  ctx: Context,
  version: Version,
  draft: Pick<DraftEntries, 'newSchools' | 'carriedOver'> = { newSchools: [], carriedOver: 0 },
): Promise<ImportedCatalogue> {
  const { listId, versionId } = version;
  const counts = await tx
    .selectFrom('source_list')
    .select(['rows', 'accepted', 'corrected', 'review', 'refused', 'skipped'])
    .where('list_id', '=', listId)
    .executeTakeFirstOrThrow();
  const problems = listId === null ? [] : await keptProblems(tx, ctx.vault, listId);
  const { newSchools, carriedOver } = draft;
  const shown = problems.filter((p) => p.decision !== 'skip');
  return {
    ...counts,
    listId,
    earlier: true,
    versionId,
    version: version.version,
    newSchools,
    carriedOver,
    problems: shown,
  };
}

/** Whether a version came of this list, or of the same bytes sent before. */
async function sameList(tx: Tx, listId: string | null, input: ImportCatalogue): Promise<boolean> {
  if (listId === null) return false;
  if (input.listId !== undefined) return input.listId === listId;
  const list = await tx.selectFrom('source_list').select('sha256').where('list_id', '=', listId).executeTakeFirst();
  return list?.sha256 === input.sha256;
}

async function drafted(tx: Tx, ctx: Context, cityCode: number, year: number, file: CatalogueFileRead) {
  const published = await publishedVersion(tx, cityCode, year);
  const before = published ? await entriesOf(tx, published.versionId) : [];
  return draftEntries(tx, { cityCode, onDate: ctx.clock.today(), read: file, before, newId: ctx.newId });
}

type ToStore = ImportCatalogue & { cityCode: number; file: CatalogueFileRead; draft: DraftEntries };

async function stored(tx: Tx, ctx: Context, actor: Actor, given: ToStore) {
  const { cityCode, year, file, draft } = given;
  const listId = given.listId ?? ctx.newId();
  if (given.listId === undefined) {
    const upload = { fileId: given.fileId ?? null, name: given.name, sha256: given.sha256 };
    await insertCatalogueList(tx, ctx, actor, { listId, cityCode, file: upload, jobId: null });
  }
  const versionId = ctx.newId();
  const at = ctx.clock.now();
  const version = await insertDraft(tx, { versionId, cityCode, year, listId, reason: null, by: actor.userId, at });
  await insertEntries(tx, versionId, draft.entries);
  await keepProblems(tx, ctx.vault, listId, draft.problems);
  const counts = countsOf(file, draft);
  await tx
    .updateTable('catalogue_version')
    .set({ entries: draft.entries.length })
    .where('version_id', '=', versionId)
    .execute();
  await tx
    .updateTable('source_list')
    .set({ ...counts, state: 'checked' })
    .where('list_id', '=', listId)
    .execute();
  await audit(tx, ctx, {
    action: 'catalogue.import',
    subjectType: 'catalogue_version',
    subjectId: versionId,
    divisionCode: cityCode,
    summary: `导入${year}年目录草稿（第${version}版）：${counts.accepted}条，待核对${counts.review}条`,
    payload: { listId, sha256: given.sha256, ...counts },
  });
  return { listId, versionId, version };
}

function answer(
  file: CatalogueFileRead,
  draft: DraftEntries,
  kept: { listId: string | null; versionId: string; version: number } | null,
): ImportedCatalogue {
  const { newSchools, carriedOver } = draft;
  const problems = draft.problems.filter((p) => p.decision !== 'skip');
  const ids = kept ?? { listId: null, versionId: null, version: null };
  return { ...countsOf(file, draft), ...ids, earlier: false, newSchools, carriedOver, problems };
}

/** How many rows each decision touches; a row counts once per decision. */
function countsOf(file: CatalogueFileRead, draft: DraftEntries): ListCounts {
  const rowsWith = (decision: string) =>
    new Set(draft.problems.filter((p) => p.decision === decision).map((p) => p.listRow)).size;
  return {
    rows: file.dataRows,
    accepted: file.rows.length,
    corrected: rowsWith('auto'),
    review: rowsWith('review'),
    refused: rowsWith('refuse'),
    skipped: file.skipped,
  };
}

/** What is left of a received list whose import did not end well. @throws what is not the list's own end */
export async function settleRefusal(ctx: Context, listId: string, error: unknown): Promise<{ refused: string }> {
  const actor = authorise(ctx, 'catalogue.edit');
  const known = error instanceof SheetRefused || (error instanceof AppError && error.code.startsWith('CATALOGUE_'));
  const cancelled = error instanceof AppError && error.code === 'JOB_CANCELLED';
  if (!known && !cancelled) throw error;
  await transaction(ctx, async (tx) => {
    const refusal = known
      ? { state: 'refused', refusal_code: error.code, refusal_message: error.message }
      : { state: 'cancelled' };
    await tx.updateTable('source_list').set(refusal).where('list_id', '=', listId).execute();
    const summary = known ? `目录文件不能导入：${error.message}` : '取消目录导入';
    const subject = { subjectType: 'source_list', subjectId: listId, divisionCode: actor.divisionCode };
    await audit(tx, ctx, { action: 'catalogue.refuse_file', ...subject, summary });
  });
  if (cancelled || !known) throw error;
  return { refused: error.code };
}
