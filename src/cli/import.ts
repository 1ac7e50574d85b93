import { createReadStream } from 'node:fs';
import { createHash } from 'node:crypto';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { importCatalogue } from '../catalogue/index.ts';
import { importAnnex2 } from '../enrolment/index.ts';
import {
  cancelList,
  definePeopleJobs,
  listById,
  listProblems,
  previewWishes,
  publishList,
  receiveList,
} from '../people/index.ts';
import { loadActor } from '../organizations/index.ts';
import type { Context } from '../platform/context.ts';
import { read, transactionAs } from '../platform/db.ts';
import { AppError, defineErrors } from '../platform/errors.ts';
import { runJob } from '../platform/jobs.ts';
import { storeUpload } from '../platform/routes/index.ts';
import type { Services } from '../platform/services.ts';
import { prepare } from '../prepare.ts';
import { importOfInstitution, type InstitutionKind } from './import-institution.ts';
import { registerSpread } from './register-spread.ts';
import { withSession } from './session.ts';

const importErrors = defineErrors({
  CLI_FILE_MISSING: { kind: 'not_found', message: '没有这个文件。' },
  CLI_LIST_REFUSED: { kind: 'invalid', message: '名单没有导入。' },
  CLI_KIND_UNKNOWN: {
    kind: 'invalid',
    message: '没有这种名单：应为 assisted-register、annex2、catalogue、wishes、students 或 training-roster。',
  },
});

type Options = {
  dryRun?: boolean;
  as?: string;
  json?: boolean;
  area?: string;
  date?: string;
  year?: string;
  coverage: 'complete' | 'supplement';
  school?: string;
};
type Found = {
  sheet: string;
  row: number;
  column: string | null;
  code: string;
  decision: string;
  message: string;
  was: string | null;
  now: string | null;
};
type Imported = {
  /** The same bytes came before: what is told is what they came to. */
  earlier: boolean;
  /** Which catalogue the schools of an Annex 2 were judged by. */
  catalogue?: { version: number; state: string } | null;
  rows: number;
  accepted: number;
  corrected: number;
  review: number;
  refused: number;
  problems: Found[];
};
type Kind = 'assisted-register' | 'wishes' | 'catalogue' | 'annex2' | InstitutionKind;
const KINDS: readonly string[] = ['assisted-register', 'wishes', 'catalogue', 'annex2', 'students', 'training-roster'];
const ofInstitution = (kind: Kind): kind is InstitutionKind => kind === 'students' || kind === 'training-roster';

/** `import KIND FILE`: the same verbs as the screens; with --dry-run nothing is kept but the entry that it was tried. */
export function importCommand(program: Command): void {
  program
    .command('import')
    .argument('<kind>', 'assisted-register | wishes | catalogue | annex2 | students | training-roster')
    .argument('<file>', '表格文件（xlsx、xls、csv、csv.gz）')
    .option('--dry-run', '只检查，不保存')
    .option('--as <user>', '以哪个用户的岗位办理')
    .option('--area <code>', '名单覆盖的行政区划（默认：办理人所在地区）')
    .option('--date <yyyy-mm-dd>', '名单日期（默认：今天）')
    .option('--year <yyyy>', '年度（默认：今年）')
    .option('--coverage <kind>', 'complete 完整 | supplement 补充', 'complete')
    .option('--school <name>', '学校或培训机构全称（学籍、花名册；默认按表头）')
    .option('--json', '输出 JSON')
    .action(async (kind: Kind, file: string, options: Options) => {
      if (!KINDS.includes(kind)) throw importErrors.CLI_KIND_UNKNOWN({ details: { kind } });
      await access(file).catch(() => {
        throw importErrors.CLI_FILE_MISSING({ details: { file } });
      });
      await withSession(
        options,
        async ({ services, config, as }) => {
          await prepare(services, config, (line) => void process.stderr.write(`${line}\n`));
          const ctx = await as(options.as ?? (await usualClerk(kind, file)));
          return run(services, ctx, kind, file, options);
        },
        words,
      );
    });
}

/** The demonstration's clerk who sends such a list: a register of several counties comes from the city. */
async function usualClerk(kind: Kind, file: string): Promise<string> {
  if (kind === 'catalogue' || kind === 'annex2' || ofInstitution(kind)) return 'shi-renshe';
  if (kind === 'wishes') return 'xian-fupin';
  return (await registerSpread(file)) > 1 ? 'shi-fupin' : 'xian-fupin';
}

async function run(services: Services, ctx: Context, kind: Kind, file: string, options: Options): Promise<Imported> {
  const year = Number(options.year ?? ctx.clock.today().slice(0, 4));
  if (kind === 'wishes' && options.dryRun) return preview(ctx, file, options);
  if (ofInstitution(kind)) {
    const { problems, ...found } = await importOfInstitution(ctx, kind, file, options);
    return { ...found, problems: problems.map(shown) };
  }
  if (kind === 'assisted-register' || kind === 'wishes') return sendList(services, ctx, kind, file, options, year);
  const common = {
    path: file,
    name: basename(file),
    sha256: await hashOf(file),
    year,
    dryRun: options.dryRun ?? false,
  };
  if (kind === 'catalogue') {
    const { earlier, problems, ...counts } = await importCatalogue(ctx, common);
    return { earlier, ...countsOf(counts), problems: problems.map(shown) };
  }
  const { earlier, catalogue, problems, ...counts } = await importAnnex2(ctx, common);
  return { earlier, catalogue, ...countsOf(counts), problems: problems.map(shown) };
}

async function preview(ctx: Context, file: string, options: Options): Promise<Imported> {
  const found = await previewWishes(ctx, { path: file, name: basename(file), ...scopeOf(ctx, options) });
  return { earlier: false, ...countsOf(found), problems: found.problems.map(shown) };
}

/** For which area and of which day a list is, unless told: the sender's own, today's. */
const scopeOf = (ctx: Context, options: Options) => ({
  areaCode: Number(options.area ?? ctx.actor!.divisionCode),
  listDate: options.date ?? ctx.clock.today(),
});

/** Registers and wishes go the way of an upload: stored, received, checked by the job, which runs here. */
async function sendList(
  services: Services,
  ctx: Context,
  kind: 'assisted-register' | 'wishes',
  file: string,
  options: Options,
  year: number,
): Promise<Imported> {
  const upload = await storeUpload(ctx, { name: basename(file), stream: createReadStream(file), purpose: 'import' });
  const received = await receiveList(ctx, {
    fileId: upload.fileId,
    kind: kind === 'wishes' ? 'wishes' : 'assisted_register',
    coverage: options.coverage,
    ...scopeOf(ctx, options),
    year,
    autoPublish: !options.dryRun,
  });
  if (received.jobId) await runHere(services, received.jobId);
  if (!options.dryRun) await publishChecked(services, ctx, received.listId);
  const list = await read(ctx, (tx) => listById(tx, received.listId));
  if (list.state === 'refused') throw refusal(list.refusal_code, list.refusal_message);
  const problems = await allProblems(ctx, received.listId);
  if (options.dryRun && list.state === 'checked') await cancelList(ctx, { listId: received.listId });
  return { earlier: received.earlier, ...countsOf(list), problems };
}

/** A list that was checked before and never published, such as by a trial that was cut off, is published now. */
async function publishChecked(services: Services, ctx: Context, listId: string): Promise<void> {
  const list = await read(ctx, (tx) => listById(tx, listId));
  if (list.state !== 'checked' && list.state !== 'publishing') return;
  const { jobId } = await publishList(ctx, { listId });
  if (jobId) await runHere(services, jobId);
}

async function runHere(services: Services, jobId: string): Promise<void> {
  definePeopleJobs();
  await runJob(services, (s, userId, unitId) => loadActor(s.db, userId, unitId, s.clock.today()), jobId);
  await failOf(services, jobId);
}

async function failOf(services: Services, jobId: string): Promise<void> {
  const job = await transactionAs(services.db, 'system', (tx) =>
    tx.selectFrom('job').selectAll().where('job_id', '=', jobId).executeTakeFirstOrThrow(),
  );
  if (job.state === 'failed') throw refusal(job.error_code, job.message);
}

/** The reason a list was refused for, under its own code. */
function refusal(code: string | null, message: string | null): AppError {
  if (code === null) return importErrors.CLI_LIST_REFUSED({ message: message ?? undefined });
  return new AppError(code, { kind: 'invalid', message: message ?? '名单没有导入。' });
}

async function allProblems(ctx: Context, listId: string): Promise<Found[]> {
  const found: Found[] = [];
  for (let page = 1; ; page++) {
    const { rows, total } = await listProblems(ctx, { listId, page, size: 200 });
    found.push(...rows.map(shown));
    if (rows.length === 0 || found.length >= total) return found;
  }
}

const countsOf = ({ rows, accepted, corrected, review, refused }: Omit<Imported, 'problems' | 'earlier'>) => ({
  rows,
  accepted,
  corrected,
  review,
  refused,
});
const shown = (
  p: Omit<Found, 'column' | 'was' | 'now'> & { column?: string | null; was?: unknown; now?: unknown },
): Found => ({
  sheet: p.sheet,
  row: p.row,
  column: p.column ?? null,
  code: p.code,
  decision: p.decision,
  message: p.message,
  was: text(p.was),
  now: text(p.now),
});
const text = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value);

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function words(r: Imported): string {
  const kinds = new Map<string, { rows: number; message: string; decision: string }>();
  for (const p of r.problems) {
    const kind = kinds.get(p.code) ?? { rows: 0, message: p.message, decision: p.decision };
    kinds.set(p.code, { ...kind, rows: kind.rows + 1 });
  }
  const ranked = [...kinds].sort(([, a], [, b]) => b.rows - a.rows);
  return [
    ...(r.earlier ? ['这份文件以前来过：'] : []),
    ...(r.catalogue
      ? [`院校按目录第 ${r.catalogue.version} 版核对（${r.catalogue.state === 'draft' ? '草稿，尚未公布' : '已公布'}）`]
      : []),
    ...(r.catalogue === null ? ['这一年还没有目录，院校无法核对'] : []),
    `数据行 ${r.rows}，接收 ${r.accepted}，自动修正 ${r.corrected} 行，待核对 ${r.review} 行，拒收 ${r.refused} 行`,
    ...ranked.map(([code, k]) => `  ${String(k.rows).padStart(5)}  ${code}（${k.decision}）${k.message}`),
  ].join('\n');
}
