import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { queueJob, type Progress } from '../../platform/jobs.ts';
import { SheetRefused } from '../../platform/sheets/index.ts';
import { importRoll, type ImportedRoll, type ImportRoll } from './import-roll.ts';
import { ReceiveRoll } from './roll-schema.ts';

export const IMPORT_ROLL_JOB = 'students.import-roll';

/**
 * Takes an uploaded registration export and queues its import; with `dryRun` the job only tells what it would come to.
 * @throws NOT_FOUND for another unit's file
 */
export async function receiveRoll(ctx: Context, input: ReceiveRoll): Promise<{ jobId: string }> {
  const actor = authorise(ctx, 'student.import');
  const { fileId, ...about } = ReceiveRoll.parse(input);
  return transaction(ctx, async (tx) => {
    const file = await tx.selectFrom('stored_file').selectAll().where('file_id', '=', fileId).executeTakeFirst();
    if (!file) throw errors.NOT_FOUND({ details: { fileId } });
    const title = `${about.dryRun ? '试读' : '导入'}学籍信息：${file.name}`;
    const jobId = await queueJob(tx, ctx, {
      kind: IMPORT_ROLL_JOB,
      title,
      input: { fileId, name: file.name, sha256: file.sha256, ...about },
    });
    await audit(tx, ctx, {
      action: 'student.receive_roll',
      subjectType: 'file',
      subjectId: fileId,
      divisionCode: actor.divisionCode,
      institutionId: actor.institutionId,
      summary: `收到学籍信息：${file.name}${about.dryRun ? '（试读）' : ''}`,
      payload: { sha256: file.sha256 },
    });
    return { jobId };
  });
}

export type RollTold = Omit<ImportedRoll, 'matched' | 'problems'> & { found: number };
export type RollOutcome = RollTold | { refusal: string; code: string };

/** Job: the import of a received roll. A file that cannot be read ends the job with the reason, and nothing is stored. */
export async function importReceivedRoll(
  ctx: Context,
  input: Omit<ImportRoll, 'path'>,
  progress: Progress,
): Promise<RollOutcome> {
  authorise(ctx, 'student.import');
  try {
    await progress.report(0, 1, '读取并比对');
    const path = ctx.files.pathOf(input.sha256);
    const { matched: _, problems, ...told } = await importRoll(ctx, { ...input, path, signal: progress.signal });
    await progress.report(told.rows, told.rows);
    return { ...told, found: problems.length };
  } catch (error) {
    if (error instanceof SheetRefused) return { refusal: error.message, code: error.code };
    throw error;
  }
}
