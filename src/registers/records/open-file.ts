import { authorise, type Context } from '../../platform/context.ts';
import { read, transactionAs } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { Download } from '../../platform/http.ts';
import type { FileValue } from '../definition/definition.ts';
import { RecordFile } from '../schema.ts';
import { dataOf, openStored } from './record-store.ts';

/** A paper attached to a record, for whoever may see the record. @throws NOT_FOUND */
export async function openRecordFile(ctx: Context, input: RecordFile): Promise<Download> {
  authorise(ctx, 'record.read');
  const { recordId, field } = RecordFile.parse(input);
  const { record } = await read(ctx, (tx) => openStored(tx, ctx, recordId));
  const value = dataOf(record)[field] as FileValue | undefined;
  const file = value?.fileId
    ? await transactionAs(ctx.db, 'system', (tx) =>
        tx.selectFrom('stored_file').selectAll().where('file_id', '=', value.fileId).executeTakeFirst(),
      )
    : undefined;
  if (!file || !(await ctx.files.exists(file.sha256))) throw errors.NOT_FOUND();
  return new Download(file.name, file.media_type, ctx.files.open(file.sha256));
}
