import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { ROOT } from '../house.ts';
import {
  caseSchema,
  checkRules,
  decideCase,
  loadPolicy,
  policyErrors,
  readRules,
  type CaseAnswer,
} from '../policy/index.ts';
import { withSession } from './session.ts';
import { cardWords } from './card-words.ts';

type Options = { json?: boolean; rules?: string };

/** `policy check`, `policy load`, `policy case-schema`: the law as files. */
export function policyCommand(program: Command): void {
  const policy = program.command('policy').description('政策规则：检查、载入、情形文件格式');
  policy
    .command('check')
    .description('检查规则文件：条款、参数、义务编号、版本重叠；错误带文件和行号')
    .option('--rules <dir>', '规则文件夹', join(ROOT, 'rules'))
    .option('--json', '输出 JSON')
    .action(async (options: Options) => {
      const found = await checkRules(options.rules!);
      const lines = found.problems.map((p) => `${p.file}:${p.line}:${p.column} ${p.code} ${p.message}`);
      print(options, found, [...lines, countWords(found)].join('\n'));
      if (found.problems.length > 0) process.exitCode = 1;
    });
  policy
    .command('load')
    .description('载入规则文件为新的不可变版本；内容相同则不变')
    .option('--rules <dir>', '规则文件夹', join(ROOT, 'rules'))
    .option('--json', '输出 JSON')
    .action(async (options: Options) => {
      await withSession(
        options,
        (session) => loadPolicy(session.services, options.rules!),
        (saved) => (saved.created ? `已载入为第${saved.version}版` : `内容未变，仍为第${saved.version}版`),
      );
    });
  policy
    .command('case-schema')
    .description('情形文件（decide --case）的 JSON Schema')
    .action(() => void process.stdout.write(`${JSON.stringify(caseSchema(), null, 2)}\n`));
}

/** `decide --case`: the law of the rules folder on the facts of a file, without a database. */
export async function decideFromFile(options: { case: string; benefit?: string; json?: boolean }): Promise<void> {
  const { set } = await readRules(join(ROOT, 'rules'));
  const file = { path: options.case, text: await textOf(options.case) };
  const answer = decideCase(file, set, options.benefit);
  print(options, answer, caseWords(answer));
}

async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw policyErrors.POLICY_FILE_UNREADABLE({ cause, details: { path } });
  });
}

function print(options: { json?: boolean }, value: unknown, words: string): void {
  process.stdout.write(`${options.json ? JSON.stringify(value) : words}\n`);
}

const countWords = (found: Awaited<ReturnType<typeof checkRules>>): string =>
  `文件 ${found.documents} 份，参数 ${found.parameters} 项，规则 ${found.rules} 条，情形 ${found.cases} 个，错误 ${found.problems.length} 处`;

const caseWords = (answer: CaseAnswer): string =>
  [`${answer.division}　${answer.date}`, ...answer.decisions.map(cardWords)].join('\n');
