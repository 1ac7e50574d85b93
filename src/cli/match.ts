import { availableParallelism } from 'node:os';
import { Option, type Command } from 'commander';
import { threadCrew } from '../matching/engine/crew.ts';
import { countMatch, matchLists } from '../matching/engine/match-lists.ts';
import { openQueries, type OpenList } from '../matching/engine/open-lists.ts';
import { parametersHash } from '../matching/engine/parameters.ts';
import { PARAMETERS_FILE, readParameters } from '../matching/engine/parameters-file.ts';
import type { Profile } from '../matching/engine/result.ts';
import { writeDecisions } from '../matching/engine/write-decisions.ts';
import { existing, openRegister, sha256Of, type RegisterOptions } from './match-register.ts';

type Options = RegisterOptions & {
  queries: string;
  out: string;
  profile: Profile;
  threads: string;
  parameters: string;
  json?: boolean;
};

/** `match`: compares a list with the register, both as CSV, without a database. */
export function matchCommand(program: Command): void {
  program
    .command('match')
    .description('精准比对：名单对对象库，每行给出结论、依据和候选（不需要数据库）')
    .option('--registry <file>', '对象库 CSV')
    .option('--snapshot <file>', '对象库快照（代替 --registry）')
    .option('--save-snapshot <file>', '把读入的对象库另存为加密快照')
    .option('--key-file <file>', '快照密钥文件，64 位十六进制')
    .option('--expires-days <n>', '快照有效天数', '31')
    .option('--changes <file>', '对象库变化的行 CSV，按 person_id 覆盖')
    .requiredOption('--queries <file>', '待比对名单 CSV')
    .requiredOption('--out <file>', '结果 CSV')
    .addOption(
      new Option('--profile <name>', 'wide 推断的也单独成立；strict 只有证实的成立')
        .choices(['wide', 'strict'])
        .default('wide'),
    )
    .option('--threads <n>', '线程数', String(Math.min(2, availableParallelism())))
    .option('--parameters <file>', '比对参数 YAML', PARAMETERS_FILE)
    .option('--json', '输出 JSON')
    .action(async (options: Options) => {
      const summary = await match(options);
      process.stdout.write(options.json ? `${JSON.stringify(summary)}\n` : tableOf(summary));
    });
}

async function match(options: Options) {
  for (const path of [options.registry, options.queries]) if (path !== undefined) existing(path);
  const parameters = readParameters(options.parameters);
  const timings: Record<string, number> = {};
  const timed = async <T>(name: string, work: Promise<T>): Promise<T> => {
    const from = performance.now();
    const result = await work;
    timings[name] = Math.round(performance.now() - from);
    return result;
  };
  const from = performance.now();
  const crew = threadCrew(Math.max(1, Math.min(16, Number(options.threads) || 1)));
  try {
    const queriesSha256 = sha256Of(options.queries);
    queriesSha256.catch(() => undefined);
    const opening = openRegister(crew, options, parameters.version);
    const { registry, sha256: registrySha256 } = await timed('registry', opening);
    const queries = await timed('queries', openQueries(crew, { path: options.queries }));
    const found = await timed('match', matchLists(crew, registry, queries, parameters));
    await timed('write', writeDecisions(crew, found, options.profile, options.out));
    const counts = countMatch(found, options.profile);
    const sha256s = { registry: await registrySha256, queries: await queriesSha256 };
    timings['total'] = Math.round(performance.now() - from);
    return {
      profile: options.profile,
      registry: { ...listSummary(registry), sha256: sha256s.registry },
      queries: { ...listSummary(queries), duplicate_row_ids: found.repeated, sha256: sha256s.queries },
      ...counts,
      parameters: { version: parameters.version, sha256: parametersHash(parameters) },
      timings_ms: timings,
      peak_memory_mb: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  } finally {
    await crew.end();
  }
}

function listSummary(list: Pick<OpenList<unknown>, 'rows' | 'aside' | 'samples' | 'absent'>) {
  return { rows: list.rows, set_aside: list.aside, first_set_aside: list.samples, absent_columns: list.absent };
}

function tableOf(summary: Awaited<ReturnType<typeof match>>): string {
  const lines = [
    `名单 ${summary.rows} 行，对象库 ${summary.registry.rows} 行，方式 ${summary.profile}，参数 ${summary.parameters.version}`,
    `匹配 ${summary.zones['auto']}（证实 ${summary.grades['proved']}，推断 ${summary.grades['inferred']}），待核 ${summary.zones['review']}，未匹配 ${summary.zones['none']}`,
    ...Object.entries(summary.rules).map(([rule, count]) => `  ${rule}\t${count}`),
    `用时 ${(summary.timings_ms['total']! / 1000).toFixed(1)} 秒，内存 ${summary.peak_memory_mb} MB`,
  ];
  return `${lines.join('\n')}\n`;
}
