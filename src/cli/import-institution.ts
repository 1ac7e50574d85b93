import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Context } from '../platform/context.ts';
import { SheetRefused } from '../platform/sheets/index.ts';
import { AppError } from '../platform/errors.ts';
import { storeUpload } from '../platform/routes/index.ts';
import { importRoll } from '../students/index.ts';
import { importRoster } from '../training/index.ts';

export type InstitutionKind = 'students' | 'training-roster';

/** What an institution's list came to, as the command line prints it. */
export type ImportedOfInstitution = Awaited<ReturnType<typeof importRoll>> | Awaited<ReturnType<typeof importRoster>>;

/**
 * `import students FILE` and `import training-roster FILE`: the list is kept with its file as an upload would be, and read by the same verb
 * as on the screens; a trial keeps neither.
 */
export async function importOfInstitution(
  ctx: Context,
  kind: InstitutionKind,
  file: string,
  options: { dryRun?: boolean; date?: string; coverage?: 'complete' | 'supplement'; school?: string },
): Promise<ImportedOfInstitution> {
  const name = basename(file);
  const sha256 = await hashOf(file);
  const dryRun = options.dryRun ?? false;
  const fileId = dryRun
    ? null
    : (await storeUpload(ctx, { name, stream: createReadStream(file), purpose: 'import' })).fileId;
  const about = { path: file, name, sha256, fileId, dryRun, listDate: options.date, institutionName: options.school };
  try {
    return kind === 'students'
      ? await importRoll(ctx, { ...about, coverage: options.coverage })
      : await importRoster(ctx, about);
  } catch (error) {
    if (error instanceof SheetRefused) throw new AppError(error.code, { kind: 'invalid', message: error.message });
    throw error;
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
