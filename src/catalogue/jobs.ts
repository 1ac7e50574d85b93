import type { Context } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { defineJob, jobErrors, type Progress } from '../platform/jobs.ts';
import { SheetRefused } from '../platform/sheets/index.ts';
import { importCatalogue, settleRefusal } from './file/import-catalogue.ts';

type ImportJob = {
  fileId: string;
  name: string;
  sha256: string;
  year: number;
  cityCode: number;
  listId?: string;
  dryRun?: boolean;
};

/** Binds the room's jobs; called once by index.ts. */
export function defineCatalogueJobs(): void {
  defineJob<ImportJob>('catalogue.import', runImport);
}

async function runImport(ctx: Context, input: ImportJob, progress: Progress): Promise<unknown> {
  await progress.report(0, 1, '正在读取目录文件');
  try {
    const imported = await importCatalogue(ctx, {
      ...input,
      path: ctx.files.pathOf(input.sha256),
      signal: progress.signal,
    });
    await progress.report(1, 1);
    return { ...imported, problems: imported.problems.slice(0, 200) };
  } catch (error) {
    const asked = progress.signal.aborted && !(error instanceof AppError) ? jobErrors.JOB_CANCELLED() : error;
    if (input.listId === undefined && asked instanceof SheetRefused)
      return { refused: asked.code, message: asked.message };
    if (input.listId === undefined) throw asked;
    return settleRefusal(ctx, input.listId, asked);
  }
}
