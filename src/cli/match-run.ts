import type { Crew } from '../matching/engine/threads/crew.ts';
import { countMatch, matchLists } from '../matching/engine/threads/match-lists.ts';
import { openQueries, type OpenList } from '../matching/engine/reading/open-lists.ts';
import { parametersHash } from '../matching/engine/parameters.ts';
import { readParameters } from '../matching/engine/parameters-file.ts';
import type { Profile } from '../matching/engine/deciding/result.ts';
import { writeDecisions } from '../matching/engine/threads/write-decisions.ts';
import { existing, fingerprintOf, openRegister, type RegisterOptions } from './match-register.ts';

/** What a run is told on the command line. */
export type RunOptions = RegisterOptions & { queries: string; out: string; profile: Profile; parameters?: string };

/** What a run says of itself. */
export type RunSummary = Awaited<ReturnType<typeof runMatch>>;

/** Reads both lists, decides, writes the result file, and reports counts, fingerprints, parameters, times and memory. */
export async function runMatch(crew: Crew, options: RunOptions) {
  const parameters = readParameters(options.parameters);
  const timings: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const from = performance.now();
    const result = await work();
    timings[name] = Math.round(performance.now() - from);
    return result;
  };
  const from = performance.now();
  const queries = await timed('queries', () => openQueries(crew, { path: existing(options.queries) }));
  const { registry, sha256: registrySha256 } = await timed('registry', () =>
    openRegister(crew, options, parameters.version, queries),
  );
  const queriesSha256 = fingerprintOf(crew, options.queries);
  const found = await timed('match', () => matchLists(crew, registry, queries, parameters));
  await timed('write', () => writeDecisions(crew, found, options.profile, options.out));
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
}

function listSummary(list: Pick<OpenList<unknown>, 'rows' | 'aside' | 'samples' | 'absent'>) {
  return { rows: list.rows, set_aside: list.aside, first_set_aside: list.samples, absent_columns: list.absent };
}

/** The same for people. */
export function tableOf(summary: RunSummary): string {
  const lines = [
    `名单 ${summary.rows} 行，对象库 ${summary.registry.rows} 行，方式 ${summary.profile}，参数 ${summary.parameters.version}`,
    `匹配 ${summary.zones['auto']}（证实 ${summary.grades['proved']}，推断 ${summary.grades['inferred']}），待核 ${summary.zones['review']}，未匹配 ${summary.zones['none']}`,
    ...Object.entries(summary.rules).map(([rule, count]) => `  ${rule}\t${count}`),
    `用时 ${(summary.timings_ms['total']! / 1000).toFixed(1)} 秒，内存 ${summary.peak_memory_mb} MB`,
  ];
  return `${lines.join('\n')}\n`;
}
