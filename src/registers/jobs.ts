import { defineJob } from '../platform/jobs.ts';
import { SheetRefused } from '../platform/sheets/index.ts';
import { importRecords } from './exchange/import-records.ts';
import { IMPORT_JOB, type RecordsJob } from './exchange/receive-records.ts';

/** Binds the room's job; called once by index.ts. A sheet that cannot be read is an answer, not a failure. */
export function defineRegisterJobs(): void {
  defineJob<RecordsJob>(IMPORT_JOB, async (ctx, input, progress) => {
    try {
      const { key, name, dryRun = false } = input;
      const path = ctx.files.pathOf(input.sha256);
      const { signal, jobId: importId, report } = progress;
      return await importRecords(ctx, { key, name, path, importId, dryRun, signal, report });
    } catch (error) {
      if (error instanceof SheetRefused) return { refusedFile: error.code, message: error.message };
      throw error;
    }
  });
}
