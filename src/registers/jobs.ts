import { defineJob } from '../platform/jobs.ts';
import { SheetRefused } from '../platform/sheets/index.ts';
import { importRecords } from './exchange/import-records.ts';
import { IMPORT_JOB, type RecordsJob } from './exchange/receive-records.ts';
import { remindKeepers } from './records/reminders/remind-keepers.ts';
import { remindYearly } from './records/reminders/remind-yearly.ts';

/** The day's reminders of all registers. */
export const REGISTERS_JOB = 'registers.remind';

/** Binds the room's jobs; called once by index.ts. A sheet that cannot be read is an answer, not a failure. */
export function defineRegisterJobs(): void {
  defineJob(REGISTERS_JOB, async (ctx) => ({
    records: (await remindKeepers(ctx)).reminded,
    yearly: (await remindYearly(ctx)).reminded,
  }));
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
