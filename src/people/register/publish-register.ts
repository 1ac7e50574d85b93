import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { jobErrors, type Progress } from '../../platform/jobs.ts';
import { peopleErrors } from '../errors.ts';
import { checkRegister } from './check-register.ts';
import { lockedList, updateList, type ListRow } from '../lists/list-store.ts';
import { publishStaged } from './publication.ts';

export type PublishedRegisterList = { listId: string; publicationSeq: number | null };

/**
 * Job: publishes a checked register in one transaction, so it is there exactly once or not at all wherever it is killed. Staging that
 * a crash of the database emptied is made again from the file first.
 * @throws LIST_NOT_CHECKED, LIST_OLDER_THAN_PUBLISHED, JOB_CANCELLED
 */
export async function publishRegister(
  ctx: Context,
  input: { listId: string },
  progress: Progress,
): Promise<PublishedRegisterList> {
  authorise(ctx, 'register.import');
  try {
    return await transaction(ctx, (tx) => publishLocked(ctx, tx, input.listId));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'LIST_STAGING_LOST') throw error;
  }
  await checkRegister(ctx, input.listId, progress, true);
  return transaction(ctx, (tx) => publishLocked(ctx, tx, input.listId));
}

async function publishLocked(ctx: Context, tx: Tx, listId: string): Promise<PublishedRegisterList> {
  const list = await lockedList(tx, listId);
  if (list.state === 'published') return { listId, publicationSeq: list.publication_seq };
  if (list.state === 'cancelled') throw jobErrors.JOB_CANCELLED();
  if (list.state !== 'checked' && list.state !== 'publishing') throw peopleErrors.LIST_NOT_CHECKED();
  await refuseOlder(tx, list);
  const counts = await publishStaged(
    tx,
    {
      listId,
      listDate: list.list_date,
      coverage: list.coverage === 'complete' ? 'complete' : 'supplement',
      areaLo: list.area_lo,
      areaHi: list.area_hi,
      areas: ctx.actor!.areas,
      at: ctx.clock.now(),
      by: ctx.actor!.userId,
    },
    list.accepted,
  );
  await updateList(tx, listId, {
    state: 'published',
    publication_seq: counts.seq,
    published_at: ctx.clock.now(),
    persons_new: counts.personsNew,
    persons_changed: counts.personsChanged,
    persons_unchanged: counts.personsUnchanged,
    no_longer_listed: counts.noLongerListed,
  });
  await audit(tx, ctx, {
    action: 'list.publish',
    subjectType: 'source_list',
    subjectId: listId,
    divisionCode: list.area_lo,
    summary: `发布帮扶名单：${list.file_name}，${list.accepted} 人（新增 ${counts.personsNew}，变更 ${counts.personsChanged}，不再列名 ${counts.noLongerListed}）`,
    payload: { ...counts, sha256: list.sha256, rows: list.rows, review: list.review, refused: list.refused },
  });
  return { listId, publicationSeq: counts.seq };
}

/** Lists of an area are published in the order of their dates; an older one would write over what is known since. */
async function refuseOlder(tx: Tx, list: ListRow): Promise<void> {
  const newer = await tx
    .selectFrom('source_list')
    .select('list_date')
    .where('kind', '=', list.kind)
    .where('state', '=', 'published')
    .where('area_lo', '<', list.area_hi)
    .where('area_hi', '>', list.area_lo)
    .where('list_date', '>', list.list_date)
    .orderBy('list_date', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (newer) throw peopleErrors.LIST_OLDER_THAN_PUBLISHED({ details: { newest: newer.list_date } });
}
