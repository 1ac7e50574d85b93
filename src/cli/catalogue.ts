import type { Command } from 'commander';
import { listVersions, publishVersion, type PublishedVersion } from '../catalogue/index.ts';
import { defineErrors } from '../platform/errors.ts';
import { prepare } from '../prepare.ts';
import { withSession } from './session.ts';

const catalogueErrors = defineErrors({
  CLI_CATALOGUE_MISSING: {
    kind: 'not_found',
    message: '这个城市这一年没有目录。',
    hint: '先用 import catalogue 导入目录文件。',
  },
  CLI_USED_WRONGLY: { kind: 'invalid', message: '用法：catalogue publish --city 371700 --year 2020' },
});

type Options = { city: string; year: string; as: string; json?: boolean };

/** `catalogue publish`: the same verb as the screen publishes the draft that waits; a published one is answered again. */
export function catalogueCommand(program: Command): void {
  program
    .command('catalogue')
    .argument('<what>', 'publish：公布草稿')
    .requiredOption('--city <code>', '地级市行政区划代码（六位或十二位）')
    .requiredOption('--year <yyyy>', '年度')
    .option('--as <user>', '以哪个用户的岗位办理', 'shi-renshe')
    .option('--json', '输出 JSON')
    .action(async (what: string, options: Options) => {
      const cityCode = Number(options.city.padEnd(12, '0'));
      const year = Number(options.year);
      if (what !== 'publish' || !Number.isInteger(cityCode) || !Number.isInteger(year))
        throw catalogueErrors.CLI_USED_WRONGLY();
      await withSession(
        options,
        async ({ services, config, as }) => {
          await prepare(services, config, (line) => void process.stderr.write(`${line}\n`));
          const ctx = await as(options.as);
          const { draft, published } = await listVersions(ctx, { cityCode, year });
          const versionId = draft?.versionId ?? published;
          if (versionId === null) throw catalogueErrors.CLI_CATALOGUE_MISSING({ details: { cityCode, year } });
          return publishVersion(ctx, { versionId });
        },
        words,
      );
    });
}

function words({ version, entries, publishedOn, newSchools }: PublishedVersion): string {
  const schools = newSchools.length === 0 ? '' : `，新增学校：${newSchools.join('、')}`;
  return `第 ${version} 版已于 ${publishedOn} 公布，${entries} 条${schools}`;
}
