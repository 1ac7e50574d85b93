import type { Command } from 'commander';
import { decideBenefit, type PersonDecisions } from '../desk/decisions/index.ts';
import { flushReads } from '../people/index.ts';
import { prepareReference } from '../prepare.ts';
import { cardWords } from './card-words.ts';
import { decideFromFile } from './policy.ts';
import { contextFor } from './operator.ts';
import { withSession } from './session.ts';

type Options = {
  person?: string;
  case?: string;
  on?: string;
  benefit?: string;
  knownAt?: string;
  as?: string;
  json?: boolean;
};

/** `decide`: what the rules say of a person on a day; the same question as on the screen. */
export function decideCommand(program: Command): void {
  program
    .command('decide')
    .description('资格核验：某人某日按规则享受什么、为什么')
    .option('--person <ID>', '人员编号，或 18 位身份证号')
    .option('--case <FILE.json>', '从情形文件取事实，不用数据库')
    .option('--on <yyyy-mm-dd>', '日期（默认今天）')
    .option('--benefit <key>', '事项，如 enrolment、tuition、yulu（默认全部）')
    .option('--known-at <N>', '按第 N 次发布时所知')
    .option('--as <user>', '以哪个用户的岗位办理（默认：本机操作员）')
    .option('--json', '输出 JSON')
    .action(async (options: Options, command: Command) => {
      if (options.case !== undefined) return decideFromFile({ ...options, case: options.case });
      const personId = options.person ?? command.error('需要 --person 或 --case');
      await withSession(
        options,
        async (session) => {
          await prepareReference(session.services, (line) => void process.stderr.write(`${line}\n`));
          const ctx = await contextFor(session, options.as);
          const answer = await decideBenefit(ctx, {
            personId,
            benefit: options.benefit,
            on: options.on,
            knownAt: options.knownAt,
          });
          await flushReads(session.services.db);
          return answer;
        },
        words,
      );
    });
}

function words(answer: PersonDecisions): string {
  const match = answer.match.listDate
    ? `帮扶名单：${answer.match.sender ?? ''} ${answer.match.listDate}（${answer.match.certainty === 'proved' ? '已证实' : '推定'}）`
    : '没有覆盖此人所在地的帮扶名单';
  return [`${answer.name}　${answer.on}`, match, ...answer.decisions.map(cardWords)].join('\n');
}
