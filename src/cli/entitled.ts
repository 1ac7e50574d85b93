import type { Command } from 'commander';
import { countByCounty, findEntitled } from '../desk/entitled/index.ts';
import { prepareReference } from '../prepare.ts';
import { contextFor } from './operator.ts';
import { withSession } from './session.ts';

type Options = {
  division: string;
  on?: string;
  benefit: string;
  knownAt?: string;
  knownOn?: string;
  category?: 'should_receive' | 'not_entitled' | 'not_known';
  page?: string;
  size?: string;
  as?: string;
  json?: boolean;
};

const COUNTY_DIGITS = 6;

/** `entitled`: whom a rule finds in an area on a day; persons for a county and below, counts by county for more. */
export function entitledCommand(program: Command): void {
  program
    .command('entitled')
    .description('政策找人：应享未享、不符合却在享、尚不能确定')
    .requiredOption('--division <CODE>', '区划代码 2、4、6、9 或 12 位，如 3709')
    .requiredOption('--benefit <key>', '事项，如 yulu、tuition、enrolment')
    .option('--on <yyyy-mm-dd>', '日期（默认今天）')
    .option('--known-at <N>', '按第 N 次发布时所知')
    .option('--known-on <yyyy-mm-dd>', '按那一天已发布的名单所知')
    .option('--category <name>', 'should_receive、not_entitled、not_known')
    .option('--page <N>', '第几页')
    .option('--size <N>', '每页人数（最多 200）')
    .option('--as <user>', '以哪个用户的岗位办理（默认：本机操作员）')
    .option('--json', '输出 JSON')
    .action(async ({ as, json, ...asked }: Options) => {
      await withSession(
        { json },
        async (session) => {
          await prepareReference(session.services, (line) => void process.stderr.write(`${line}\n`));
          const ctx = await contextFor(session, as);
          return asked.division.length < COUNTY_DIGITS ? countByCounty(ctx, asked) : findEntitled(ctx, asked);
        },
        words,
      );
    });
}

function words(found: Awaited<ReturnType<typeof findEntitled>> | Awaited<ReturnType<typeof countByCounty>>): string {
  const { counts } = found;
  const people = 'rows' in found ? found.rows : [];
  return [
    `${found.title.zh}　${found.on}${found.knownAt === null ? '' : `（按第 ${found.knownAt} 次发布的名单）`}　规则${found.ruleVersion}`,
    `共 ${counts.persons} 人：应享未享 ${counts.shouldReceive}，在享且符合 ${counts.receivesRightly}，不符合却在享 ${counts.notEntitled}，尚不能确定 ${counts.notKnown}`,
    ...counts.byPaper.map(
      (paper) => `  缺 ${paper.what.zh}：${paper.persons} 人${paper.paper ? `（可凭${paper.paper.zh}）` : ''}`,
    ),
    ...people.map(
      (p) =>
        `${p.villageCode} ${p.villageName ?? ''} ${p.name} ${p.category} ${p.missing.map((m) => m.what.zh).join('、')}`,
    ),
  ].join('\n');
}
