import type { Command } from 'commander';
import { loadDemo } from '../desk/demo/index.ts';
import { prepareReference } from '../prepare.ts';
import { withSession } from './session.ts';

/** `demo load`: fills an empty installation with the demonstration province. */
export function demoCommand(program: Command): void {
  program
    .command('demo')
    .argument('<what>', 'load：载入演示省份')
    .option('--people <N>', '人数（最多 500 万）', '20000')
    .option('--json', '输出 JSON')
    .action(async (what: string, options: { people: string; json?: boolean }) => {
      const people = Number(options.people);
      if (what !== 'load' || !Number.isInteger(people) || people < 1 || people > 5_000_000)
        throw new Error('用法：demo load [--people 1..5000000]');
      const say = (line: string) => void process.stderr.write(`${line}\n`);
      await withSession(
        options,
        async ({ services }) => {
          await prepareReference(services, say);
          return loadDemo(services, { people, say });
        },
        (r) =>
          `${r.already ? '演示数据已在' : '演示数据已载入'}：${r.people} 人，${r.villages} 个村，${r.applications} 份申请，${r.seconds} 秒`,
      );
    });
}
