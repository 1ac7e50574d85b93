import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { queueJob, type Progress } from '../../platform/jobs.ts';
import { SheetRefused } from '../../platform/sheets/index.ts';
import { importRoster, type ImportedRoster, type ImportRoster } from './import-roster.ts';
import { ReceiveRoster } from '../schema.ts';

export const IMPORT_ROSTER_JOB = 'training.import-roster';

/** Takes uploaded rosters and queues their import; with `dryRun` the job only tells what they would come to. @throws NOT_FOUND for another unit's file */
export async function receiveRoster(ctx: Context, input: ReceiveRoster): Promise<{ jobId: string }> {
  const actor = authorise(ctx, 'training.import');
  const { fileId, ...about } = ReceiveRoster.parse(input);
  return transaction(ctx, async (tx) => {
    const file = await tx.selectFrom('stored_file').selectAll().where('file_id', '=', fileId).executeTakeFirst();
    if (!file) throw errors.NOT_FOUND({ details: { fileId } });
    const title = `${about.dryRun ? '试读' : '导入'}培训花名册：${file.name}`;
    const jobId = await queueJob(tx, ctx, {
      kind: IMPORT_ROSTER_JOB,
      title,
      input: { fileId, name: file.name, sha256: file.sha256, ...about },
    });
    await audit(tx, ctx, {
      action: 'training.receive_roster',
      subjectType: 'file',
      subjectId: fileId,
      divisionCode: actor.divisionCode,
      institutionId: actor.institutionId,
      summary: `收到培训花名册：${file.name}${about.dryRun ? '（试读）' : ''}`,
      payload: { sha256: file.sha256 },
    });
    return { jobId };
  });
}

export type RosterTold = Omit<ImportedRoster, 'matched' | 'problems' | 'held'> & { found: number; held: number };
export type RosterOutcome = RosterTold | { refusal: string; code: string };

/** Job: the import of received rosters. A file that cannot be read ends the job with the reason, and nothing is stored. */
export async function importReceivedRoster(
  ctx: Context,
  input: Omit<ImportRoster, 'path'>,
  progress: Progress,
): Promise<RosterOutcome> {
  authorise(ctx, 'training.import');
  try {
    await progress.report(0, 1, '读取并比对');
    const path = ctx.files.pathOf(input.sha256);
    const {
      matched: _,
      problems,
      held,
      ...told
    } = await importRoster(ctx, { ...input, path, signal: progress.signal });
    await progress.report(told.rows, told.rows);
    return { ...told, found: problems.length, held: held.length };
  } catch (error) {
    if (error instanceof SheetRefused) return { refusal: error.message, code: error.code };
    throw error;
  }
}
