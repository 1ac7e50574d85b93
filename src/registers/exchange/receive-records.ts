import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { queueJob } from '../../platform/jobs.ts';
import { registerNamed } from '../definition/definition-store.ts';
import { isParty } from '../definition/process.ts';
import { registerErrors } from '../errors.ts';
import { ReceiveRecords } from '../schema.ts';

/** What the job of an import is given; kept with the job, so that its workbook can be marked later. */
export type RecordsJob = { key: string; fileId: string; name: string; sha256: string; dryRun?: boolean };
export const IMPORT_JOB = 'record.import';

/**
 * Takes an uploaded sheet for a register and queues its import; with `dryRun` the job only tells what it would come to.
 * @throws REGISTER_NOT_FOUND, REGISTER_NOT_YOURS, NOT_FOUND for another unit's file
 */
export async function receiveRecords(ctx: Context, input: ReceiveRecords): Promise<{ jobId: string }> {
  const actor = authorise(ctx, 'record.write');
  const { key, fileId, dryRun } = ReceiveRecords.parse(input);
  return transaction(ctx, async (tx) => {
    const definition = await registerNamed(tx, ctx, key);
    if (!isParty(definition.keepers, actor)) throw registerErrors.REGISTER_NOT_YOURS();
    const file = await tx.selectFrom('stored_file').selectAll().where('file_id', '=', fileId).executeTakeFirst();
    if (!file) throw errors.NOT_FOUND({ details: { fileId } });
    const job: RecordsJob = { key, fileId, name: file.name, sha256: file.sha256, ...(dryRun ? { dryRun } : {}) };
    const title = `${dryRun ? '试读' : '导入'}${definition.title.zh}：${file.name}`;
    const jobId = await queueJob(tx, ctx, { kind: IMPORT_JOB, title, input: job });
    await audit(tx, ctx, {
      action: 'record.receive',
      subjectType: 'register_definition',
      subjectId: key,
      divisionCode: actor.divisionCode,
      institutionId: actor.institutionId,
      summary: title,
      payload: { sha256: file.sha256 },
    });
    return { jobId };
  });
}
