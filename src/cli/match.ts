import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Option, type Command } from 'commander';
import { threadCrew } from '../matching/engine/crew.ts';
import { countMatch, matchLists } from '../matching/engine/match-lists.ts';
import { openQueries, openRegistry, type OpenList } from '../matching/engine/open-lists.ts';
import { parametersHash } from '../matching/engine/parameters.ts';
import { PARAMETERS_FILE, readParameters } from '../matching/engine/parameters-file.ts';
import type { Profile } from '../matching/engine/result.ts';
import { writeDecisions } from '../matching/engine/write-decisions.ts';
import { UnreadableList } from '../matching/engine/header.ts';

type Options = {
  registry: string;
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
    .requiredOption('--registry <file>', '对象库 CSV')
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
  for (const path of [options.registry, options.queries]) {
    if (!existsSync(path) || !statSync(path).isFile()) throw new UnreadableList('MATCH_NO_FILE', `找不到文件 ${path}`);
  }
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
    const hashes = Promise.all([sha256(options.registry), sha256(options.queries)]);
    hashes.catch(() => undefined);
    const registry = await timed('registry', openRegistry(crew, { path: options.registry }));
    const queries = await timed('queries', openQueries(crew, { path: options.queries }));
    const found = await timed('match', matchLists(crew, registry, queries, parameters));
    await timed('write', writeDecisions(crew, found, options.profile, options.out));
    const counts = countMatch(found, options.profile);
    const [registrySha, queriesSha] = await hashes;
    timings['total'] = Math.round(performance.now() - from);
    return {
      profile: options.profile,
      registry: { ...listSummary(registry), sha256: registrySha },
      queries: { ...listSummary(queries), duplicate_row_ids: found.repeated, sha256: queriesSha },
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

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  const chunk = new Uint8Array(1 << 20);
  const file = await open(path, 'r');
  try {
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(chunk.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
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
