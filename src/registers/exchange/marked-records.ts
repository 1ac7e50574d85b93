import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { Download } from '../../platform/http.ts';
import { markWorkbook, type ImportMark } from '../../platform/sheets/index.ts';
import { ImportJobId } from '../schema.ts';
import type { ImportedRecords } from './import-records.ts';
import { IMPORT_JOB, type RecordsJob } from './receive-records.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The sender's own workbook with every refused and doubtful row of an import marked and explained. @throws NOT_FOUND for another unit's import */
export async function markedRecords(ctx: Context, input: ImportJobId): Promise<Download> {
  authorise(ctx, 'record.write');
  const { jobId } = ImportJobId.parse(input);
  const job = await transaction(ctx, async (tx) => {
    const found = await tx
      .selectFrom('job')
      .selectAll()
      .where('job_id', '=', jobId)
      .where('kind', '=', IMPORT_JOB)
      .executeTakeFirst();
    const given = found?.input as RecordsJob | undefined;
    if (!given || found?.result === null || !(await ctx.files.exists(given.sha256))) throw errors.NOT_FOUND();
    await audit(tx, ctx, {
      action: 'record.marked',
      subjectType: 'job',
      subjectId: jobId,
      summary: `下载标注后的表：${given.name}`,
      payload: { register: given.key },
    });
    return { given, result: found!.result as ImportedRecords };
  });
  const marks = (job.result.problems ?? []).map((p): ImportMark => ({
    sheet: p.sheet,
    row: p.row,
    level: p.level,
    note: p.message,
    ...(p.column === null ? {} : { column: p.column }),
  }));
  const folder = await mkdtemp(join(tmpdir(), 'jiqiao-marked-'));
  const path = join(folder, 'marked.xlsx');
  try {
    await markWorkbook(ctx.files.pathOf(job.given.sha256), marks, path);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  const body = createReadStream(path);
  body.once('close', () => void rm(folder, { recursive: true, force: true }));
  return new Download(`${job.given.name.replace(/\.[^.]*$/, '')}-标注.xlsx`, XLSX, body);
}
