import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { queueJob } from '../../platform/jobs.ts';
import { rangeOf } from '../../organizations/index.ts';
import { insertCatalogueList } from './city-lists.ts';
import { cityOf } from '../city-of.ts';
import { catalogueErrors } from '../errors.ts';
import { ReceiveCatalogue } from '../schema.ts';
import { draftVersion, lockCatalogue } from '../store.ts';

export type ReceivedCatalogue = {
  listId: string | null;
  jobId: string | null;
  earlier: boolean;
  /** The version an earlier file stands in. */
  versionId: string | null;
};

/**
 * Takes an uploaded file as the catalogue of the city's year and queues its import as a draft; with `dryRun` the job only tells what the
 * file would come to. The same bytes again, while their version waits as a draft or is the published one, are answered with the earlier list.
 * @throws NOT_FOUND for another unit's file or another city, CATALOGUE_DRAFT_OPEN while a draft of another file waits
 */
export async function receiveCatalogue(ctx: Context, input: ReceiveCatalogue): Promise<ReceivedCatalogue> {
  const actor = authorise(ctx, 'catalogue.edit');
  const { fileId, year, cityCode, dryRun } = ReceiveCatalogue.parse(input);
  const city = cityOf(actor, cityCode);
  return transaction(ctx, async (tx) => {
    const file = await tx.selectFrom('stored_file').selectAll().where('file_id', '=', fileId).executeTakeFirst();
    if (!file) throw errors.NOT_FOUND({ details: { fileId } });
    await lockCatalogue(tx, city, year);
    const job = { fileId, name: file.name, sha256: file.sha256, year, cityCode: city };
    if (dryRun) {
      const jobId = await queueJob(tx, ctx, {
        kind: 'catalogue.import',
        title: `试读目录：${file.name}`,
        input: { ...job, dryRun },
      });
      await audit(tx, ctx, {
        ...subject(city, fileId),
        action: 'catalogue.try_file',
        summary: `试读目录文件：${file.name}`,
      });
      return { listId: null, jobId, earlier: false, versionId: null };
    }
    const earlier = await earlierList(tx, city, year, file.sha256);
    if (earlier) {
      const { list_id: listId, job_id: jobId, version_id: versionId } = earlier;
      return { listId, jobId, earlier: true, versionId };
    }
    if (await draftVersion(tx, city, year)) throw catalogueErrors.CATALOGUE_DRAFT_OPEN();
    const listId = ctx.newId();
    const title = `导入${year}年目录：${file.name}`;
    const jobId = await queueJob(tx, ctx, { kind: 'catalogue.import', title, input: { ...job, listId } });
    await insertCatalogueList(tx, ctx, actor, {
      listId,
      cityCode: city,
      file: { fileId, name: file.name, sha256: file.sha256 },
      jobId,
    });
    await audit(tx, ctx, {
      ...subject(city, listId),
      action: 'catalogue.receive',
      summary: `收到${year}年目录文件：${file.name}`,
      payload: { sha256: file.sha256, year },
    });
    return { listId, jobId, earlier: false, versionId: null };
  });
}

function subject(cityCode: number, id: string) {
  return { subjectType: 'source_list', subjectId: id, divisionCode: cityCode };
}

/** The list of the same bytes that waits for its import, or whose version waits as a draft or is the one published. */
async function earlierList(tx: Tx, cityCode: number, year: number, sha256: string) {
  const { lo, hi } = rangeOf(cityCode);
  return tx
    .selectFrom('source_list as s')
    .leftJoin('job as j', 'j.job_id', 's.job_id')
    .leftJoin('catalogue_version as v', 'v.list_id', 's.list_id')
    .select(['s.list_id', 's.job_id', 'v.version_id'])
    .where('s.kind', '=', 'catalogue')
    .where('s.sha256', '=', sha256)
    .where('s.area_lo', '=', lo)
    .where('s.area_hi', '=', hi)
    .where((eb) =>
      eb.or([
        eb.and([eb('v.state', 'in', ['draft', 'published']), eb('v.year', '=', year)]),
        eb.and([
          eb('s.state', '=', 'received'),
          eb('j.state', 'in', ['queued', 'running']),
          sql<boolean>`j.input ->> 'year' = ${String(year)}`,
        ]),
      ]),
    )
    .orderBy('v.version', (order) => order.desc().nullsLast())
    .executeTakeFirst();
}
