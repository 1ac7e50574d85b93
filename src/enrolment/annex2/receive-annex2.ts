import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { AppError, errors } from '../../platform/errors.ts';
import { jobErrors, queueJob, type Progress } from '../../platform/jobs.ts';
import { SheetRefused } from '../../platform/sheets/index.ts';
import { cityErrors } from '../errors-city.ts';
import { importAnnex2, type ImportAnnex2, type ImportedAnnex2 } from './import-annex2.ts';
import { ReceiveAnnex2 } from '../schema-city.ts';

/** Takes an uploaded form of a city that keeps it by hand and queues its import; with `dryRun` the job only tells what it would come to. @throws NOT_FOUND for another unit's file */
export async function receiveAnnex2(ctx: Context, input: ReceiveAnnex2): Promise<{ jobId: string }> {
  const actor = authorise(ctx, 'annex2.import');
  const { fileId, year, listDate, dryRun } = ReceiveAnnex2.parse(input);
  return transaction(ctx, async (tx) => {
    const file = await tx.selectFrom('stored_file').selectAll().where('file_id', '=', fileId).executeTakeFirst();
    if (!file) throw errors.NOT_FOUND({ details: { fileId } });
    const jobId = await queueJob(tx, ctx, {
      kind: 'enrolment.import-annex2',
      title: `${dryRun ? '试读' : '导入'}附件2：${file.name}`,
      input: {
        fileId,
        name: file.name,
        sha256: file.sha256,
        year: year ?? Number(ctx.clock.today().slice(0, 4)),
        listDate,
        dryRun,
      },
    });
    await audit(tx, ctx, {
      action: 'annex2.receive',
      subjectType: 'file',
      subjectId: fileId,
      divisionCode: actor.divisionCode,
      summary: `收到附件2：${file.name}${dryRun ? '（试读）' : ''}`,
      payload: { sha256: file.sha256 },
    });
    return { jobId };
  });
}

const SHOWN = 200;

/** Job: the import of a received form. A file that cannot be read ends the job with the reason, and nothing is stored. */
export async function importReceivedAnnex2(
  ctx: Context,
  input: Omit<ImportAnnex2, 'path'>,
  progress: Progress,
): Promise<ImportedAnnex2> {
  try {
    const path = ctx.files.pathOf(input.sha256);
    const imported = await importAnnex2(ctx, { ...input, path, signal: progress.signal });
    await progress.report(imported.rows, imported.rows);
    return { ...imported, problems: imported.problems.slice(0, SHOWN).map((p) => ({ ...p, was: null, now: null })) };
  } catch (error) {
    if (error instanceof SheetRefused)
      throw cityErrors.ANNEX2_UNREADABLE({ message: error.message, details: { code: error.code } });
    if (progress.signal.aborted && !(error instanceof AppError)) throw jobErrors.JOB_CANCELLED();
    throw error;
  }
}
