import { existsSync, statSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { Option, type Command } from 'commander';
import type { Crew } from '../matching/engine/threads/crew.ts';
import { UnreadableList } from '../matching/engine/faults.ts';
import { threadCrew } from '../matching/engine/threads/thread-crew.ts';
import type { RunOptions } from './match-run.ts';

type Options = RunOptions & { threads?: string; json?: boolean };

/** Below this a second thread takes longer to start than it saves. */
const WORTH_THREADS = 32 << 20;

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
    .option('--threads <n>', '线程数，缺省按文件大小')
    .option('--parameters <file>', '比对参数 YAML，缺省 rules/matching/parameters.yaml')
    .option('--json', '输出 JSON')
    .action(match);
}

/** The second thread begins to load while this one does; both do the work. */
async function match(options: Options): Promise<void> {
  const sizes = [options.registry, options.snapshot, options.queries].map((path) =>
    path === undefined ? 0 : sizeOf(path),
  );
  const usual = Math.max(...sizes) < WORTH_THREADS ? 1 : Math.min(2, availableParallelism());
  const threads = Math.max(1, Math.min(16, Number(options.threads) || usual));
  const crew: Crew =
    threads > 1 ? threadCrew(threads, { own: true }) : (await import('../matching/engine/threads/crew.ts')).aloneCrew();
  try {
    const { runMatch, tableOf } = await import('./match-run.ts');
    if (threads === 1) compileLightly();
    const summary = await runMatch(crew, options);
    process.stdout.write(options.json ? `${JSON.stringify(summary)}\n` : tableOf(summary));
  } finally {
    await crew.end();
  }
}

/** A short run is over before the last degree of compiling would repay what it costs. What is loaded is kept first: it is kept for the usual way of compiling. */
function compileLightly(): void {
  flushCompileCache();
  setFlagsFromString('--no-turbofan');
}

function sizeOf(path: string): number {
  if (!existsSync(path) || !statSync(path).isFile()) throw new UnreadableList('MATCH_NO_FILE', `找不到文件 ${path}`);
  return statSync(path).size;
}
